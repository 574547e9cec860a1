// SPDX-License-Identifier: GPL-3.0-or-later
// Places within a SpecPage: how one gets to them, and how they are named.
#include "definition/spec_page.h"
#include "definition/text_places.h"
#include "editing/plugin_checks.h"
#include "form/definition_form.h"
#include "spec/json_document.h"
#include "widgets/json_editor.h"

#include <algorithm>

namespace gw::definition {

void SpecPage::showText()
{
    showEditor();
    setMode(m_mode == Mode::Form ? Mode::Both : m_mode);
    m_editor->setFocus();
}

void SpecPage::goToPointer(const std::string &pointer)
{
    showEditor();
    if (m_mode == Mode::Form && m_form->goToPointer(pointer)) {
        return;
    }
    showText();
    m_editor->goToPointer(pointer);
}

// What the text shows by itself; else the hook that the engine names; else all that it says.
void SpecPage::showProblem()
{
    using editing::Diagnostic;
    const bool isInText =
        std::ranges::any_of(m_editor->diagnostics(), [](const Diagnostic &diagnostic) {
            return diagnostic.severity == spec::Severity::Error;
        });
    if (isInText) {
        showText();
        m_editor->goToProblem(1);
        return;
    }
    const auto document = spec::JsonDocument::parse(m_editor->text());
    const auto hooks = document ? editing::hooksOf(*document) : std::vector<editing::NamedHook>();
    const editing::NamedHook *named = nullptr;
    for (const editing::NamedHook &hook : hooks) {
        const bool hasPath =
            !hook.path.empty() && m_refusal.contains(QString::fromStdString(hook.path));
        const bool hasName = hasPath && m_refusal.contains(QString::fromStdString(hook.name));
        if (hasName || (hasPath && named == nullptr)) {
            named = &hook;
        }
    }
    if (named != nullptr) {
        showText();
        m_editor->goToPointer(named->pointer);
        return;
    }
    Q_EMIT paneWanted(QStringLiteral("problems"));
}

QString SpecPage::positionOf(const editing::Diagnostic &diagnostic)
{
    return diagnostic.pointer.empty() ? u'#' + QString::number(diagnostic.begin)
                                      : QString::fromStdString(diagnostic.pointer);
}

void SpecPage::goTo(const QString &position)
{
    if (!position.startsWith(u'#')) {
        goToPointer(position.toStdString());
        return;
    }
    showText();
    m_editor->setCaret(position.sliced(1).toULongLong());
}

QList<window::QuickEntry> SpecPage::placesOf(const QString &typed)
{
    const auto toLine = [this](int line) {
        showText();
        m_editor->goToLine(line);
    };
    const auto toPointer = [this](const std::string &pointer) {
        goToPointer(pointer);
    };
    return linePlaces(typed, m_editor->lineCount(), toLine) +
           pointerPlaces(typed, m_editor->text(), toPointer);
}

} // namespace gw::definition
