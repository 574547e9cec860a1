// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/problem_row.h"

#include "definition/spec_page.h"
#include "definition/spec_problems.h"

namespace gw::definition {

using models::Problem;

namespace {

models::Severity rowSeverity(spec::Severity severity)
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

} // namespace

Problem problemRow(const editing::Diagnostic &found, editing::LineCounter &lines,
                   const QString &file)
{
    Problem row{
        .severity = rowSeverity(found.severity),
        .text = QString::fromStdString(found.message),
        .where =
            SpecProblems::tr("%1, line %2").arg(file, QString::number(lines.lineOf(found.begin))),
        .remedy = QString::fromStdString(found.remedy)};
    if (!found.pointer.empty()) {
        row.where += QStringLiteral(", ") + QString::fromStdString(found.pointer);
    }
    row.position = SpecPage::positionOf(found);
    return row;
}

} // namespace gw::definition
