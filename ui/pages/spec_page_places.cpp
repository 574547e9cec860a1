// SPDX-License-Identifier: GPL-3.0-or-later
// Places within a SpecPage: how one gets to them, and how they are named.
#include "pages/definition_form.h"
#include "pages/spec_page.h"
#include "pages/text_places.h"
#include "widgets/json_editor.h"

namespace gw::pages {

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

} // namespace gw::pages
