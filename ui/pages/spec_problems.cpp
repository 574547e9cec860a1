// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/spec_problems.h"

#include "pages/spec_page.h"
#include "widgets/json_editor.h"

#include <QFileInfo>
#include <QPointer>

#include <algorithm>

namespace gw::pages {

using models::Problem;

namespace {

models::Severity severityOf(spec::Severity severity)
{
    switch (severity) {
    case spec::Severity::Error:
        return models::Severity::Error;
    case spec::Severity::Warning:
        return models::Severity::Warning;
    case spec::Severity::Note:
        break;
    }
    return models::Severity::Hint;
}

QString sourceOf(const SpecPage *page)
{
    return QStringLiteral("page:%1").arg(reinterpret_cast<quintptr>(page));
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

void SpecProblems::follow()
{
    QSet<SpecPage *> open;
    for (window::Page *candidate : m_tabs.pages()) {
        auto *page = qobject_cast<SpecPage *>(candidate);
        if (page == nullptr) {
            continue;
        }
        open.insert(page);
        if (!m_pages.contains(page)) {
            const auto publish = [this, page] {
                m_model.setProblems(sourceOf(page), rowsOf(*page));
            };
            connect(page, &SpecPage::diagnosticsChanged, this, publish);
            connect(page, &window::Page::addressChanged, this, publish);
            publish();
        }
    }
    for (SpecPage *page : std::exchange(m_pages, open)) {
        if (!open.contains(page)) {
            page->disconnect(this);
            m_model.setProblems(sourceOf(page), {});
        }
    }
}

QList<Problem> SpecProblems::rowsOf(SpecPage &page)
{
    const std::string text = page.editor()->text();
    const window::PageAddress address = page.address();
    const QString name = QFileInfo(page.detail()).fileName();
    QList<Problem> rows;
    for (const editing::Diagnostic &one : page.diagnostics()) {
        const auto begin = static_cast<std::ptrdiff_t>(std::min(one.begin, text.size()));
        const auto line = std::count(text.begin(), text.begin() + begin, '\n') + 1;
        Problem row{.severity = severityOf(one.severity),
                    .text = QString::fromStdString(one.message),
                    .where = tr("%1, line %2").arg(name).arg(line),
                    .remedy = QString::fromStdString(one.remedy)};
        if (!one.pointer.empty()) {
            row.where += QStringLiteral(", ") + QString::fromStdString(one.pointer);
        }
        row.kind = address.kind;
        row.subject = address.subject;
        row.position = SpecPage::positionOf(one);
        if (!one.fixes.empty()) {
            row.fixName = QString::fromStdString(one.fixes.front().title);
            // The edit is one of the text that was judged.
            row.fix = [page = QPointer(&page), text, edit = one.fixes.front().edit] {
                if (page != nullptr && page->editor()->text() == text) {
                    page->editor()->apply(edit);
                }
            };
        }
        rows.append(row);
    }
    return rows;
}

} // namespace gw::pages
