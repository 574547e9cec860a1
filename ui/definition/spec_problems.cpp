// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/spec_problems.h"

#include "definition/problem_row.h"
#include "definition/settings_file_page.h"
#include "definition/spec_page.h"
#include "widgets/json_editor.h"

#include <QFileInfo>
#include <QPointer>

namespace gw::definition {

using models::Problem;

namespace {

QString sourceOf(const window::Page *page)
{
    return QStringLiteral("page:%1").arg(reinterpret_cast<quintptr>(page));
}

// What the page's editor finds in its text.
QList<Problem> rowsOf(const window::Page &page, widgets::JsonEditor &editor)
{
    const std::string text = editor.text();
    const window::PageAddress address = page.address();
    const QString name = QFileInfo(page.detail()).fileName();
    editing::LineCounter lines(text);
    QList<Problem> rows;
    for (const editing::Diagnostic &one : editor.diagnostics()) {
        Problem row = problemRow(one, lines, name);
        row.kind = address.kind;
        row.subject = address.subject;
        if (!one.fixes.empty()) {
            row.fixName = QString::fromStdString(one.fixes.front().title);
            row.fix = [editor = QPointer(&editor), fix = one.fixes.front()] {
                if (editor != nullptr) {
                    editor->mend(fix);
                }
            };
        }
        rows.append(row);
    }
    return rows;
}

} // namespace

SpecProblems::SpecProblems(window::TabArea &tabs, models::ProblemsModel &model, QObject *parent)
    : QObject(parent)
    , m_tabs(tabs)
    , m_model(model)
{
    connect(&tabs, &window::TabArea::pagesChanged, this, &SpecProblems::follow);
    follow();
}

template <typename TextPage>
void SpecProblems::take(TextPage *page)
{
    const auto publish = [this, page] {
        m_model.setProblems(sourceOf(page), rowsOf(*page, *page->editor()));
    };
    connect(page, &TextPage::diagnosticsChanged, this, publish);
    connect(page, &window::Page::addressChanged, this, publish);
    publish();
}

void SpecProblems::follow()
{
    QSet<window::Page *> open;
    for (window::Page *candidate : m_tabs.pages()) {
        auto *spec = qobject_cast<SpecPage *>(candidate);
        auto *settings = qobject_cast<SettingsFilePage *>(candidate);
        if (spec == nullptr && settings == nullptr) {
            continue;
        }
        open.insert(candidate);
        if (m_pages.contains(candidate)) {
            continue;
        }
        if (spec != nullptr) {
            take(spec);
        } else {
            take(settings);
        }
    }
    for (window::Page *page : std::exchange(m_pages, open)) {
        if (!open.contains(page)) {
            page->disconnect(this);
            m_model.setProblems(sourceOf(page), {});
        }
    }
}

} // namespace gw::definition
