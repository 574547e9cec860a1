// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/workspace_judgement.h"

#include "definition/problem_row.h"
#include "editing/plugin_checks.h"
#include "session/api_subject.h"
#include "spec/definition_folder.h"
#include "spec/json_pointer.h"

#include <QDir>
#include <QFile>
#include <QHash>

#include <algorithm>
#include <map>
#include <set>

namespace gw::definition {

using client::ApiReport;
using client::PluginHook;
using editing::Diagnostic;
using models::Problem;

namespace {

class WorkspaceJudgement final {
public:
    explicit WorkspaceJudgement(const WorkspaceQuestion &question)
        : m_question(question)
    {
        for (const ApiReport &report : question.report.apis) {
            m_reports.insert(report.file, &report);
            if (report.isServing()) {
                m_served.emplace(report.listenPath.toStdString(), &report);
            }
        }
    }

    WorkspaceAnswer run()
    {
        const QDir folder(m_question.definitions);
        for (const QFileInfo &file :
             folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
            const bool isJudged = spec::isDefinitionName(file.fileName().toStdString()) &&
                                  file.size() <= static_cast<qint64>(spec::JsonDocument::kMaxBytes);
            if (isJudged && !m_answer.isCut) {
                judge(file);
            }
        }
        return std::move(m_answer);
    }

private:
    void judge(const QFileInfo &info)
    {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly)) {
            return; // the engine says so
        }
        editing::DiagnosticsInput input;
        input.text = file.readAll().toStdString();
        input.workspace = m_question.workspace.toStdString();
        input.plugins = m_question.lookup;
        const ApiReport *report = m_reports.value(info.fileName());
        const auto document = spec::JsonDocument::parse(input.text);
        if (document && !isLoaded(report, input.text)) {
            addOthers(*document, report, input);
        }
        const std::set<std::string> toldHooks =
            document ? placesOfFailed(*document) : std::set<std::string>();
        editing::LineCounter lines(input.text);
        QList<Problem> rows;
        for (const Diagnostic &found : editing::diagnose(input, m_question.schema)) {
            const bool isOwn = found.severity != spec::Severity::Note &&
                               !isTold(report, found.message) && !toldHooks.contains(found.pointer);
            if (isOwn && m_count == kMostWorkspaceRows) {
                m_answer.isCut = true;
                break;
            }
            if (isOwn) {
                rows.append(rowOf(found, lines, info.fileName()));
                ++m_count;
            }
        }
        if (!rows.isEmpty()) {
            m_answer.rows.insert(info.filePath(), rows);
        }
    }

    [[nodiscard]] static bool isLoaded(const ApiReport *report, const std::string &text)
    {
        return report != nullptr && report->sha256.toStdString() == spec::contentHash(text);
    }

    [[nodiscard]] static bool isTold(const ApiReport *report, const std::string &message)
    {
        const QString words = QString::fromStdString(message);
        return report != nullptr &&
               std::ranges::any_of(report->problems, [&words](const QString &problem) {
                   return problem.contains(words);
               });
    }

    // Only those that could clash: comparing each with all takes long where there are many.
    void addOthers(const spec::JsonDocument &document, const ApiReport *report,
                   editing::DiagnosticsInput &input) const
    {
        const std::optional<spec::JsonValue> path = document.valueAt("/proxy/listen_path");
        const auto [begin, end] =
            m_served.equal_range(path ? std::string(path->string()) : std::string());
        for (auto each = begin; each != end; ++each) {
            if (each->second != report) {
                input.others.push_back(servedPlace(*each->second));
            }
        }
    }

    // Where the document names hooks that the engine has not loaded.
    [[nodiscard]] std::set<std::string> placesOfFailed(const spec::JsonDocument &document) const
    {
        std::set<std::string> places;
        for (const editing::NamedHook &hook : editing::hooksOf(document)) {
            const bool isFailed =
                std::ranges::any_of(m_question.plugins, [&hook](const PluginHook &known) {
                    return !known.isLoaded() && known.path.toStdString() == hook.path &&
                           known.symbol.toStdString() == hook.name;
                });
            if (isFailed) {
                places.insert(spec::childPointer(hook.pointer, hook.pathKey));
                places.insert(spec::childPointer(hook.pointer, hook.nameKey));
            }
        }
        return places;
    }

    // Without a page to go to when the engine has not seen that file.
    [[nodiscard]] Problem rowOf(const Diagnostic &found, editing::LineCounter &lines,
                                const QString &name) const
    {
        Problem row = problemRow(found, lines, name);
        const ApiReport *report = m_reports.value(name);
        if (report != nullptr) {
            row.kind = QStringLiteral("api");
            row.subject = session::apiSubject(m_question.report.apis, *report);
        }
        return row;
    }

    const WorkspaceQuestion &m_question;
    QHash<QString, const ApiReport *> m_reports; // by file
    std::multimap<std::string, const ApiReport *> m_served;
    int m_count = 0;
    WorkspaceAnswer m_answer;
};

} // namespace

WorkspaceAnswer judgeWorkspace(const WorkspaceQuestion &question)
{
    return question.workspace.isEmpty() ? WorkspaceAnswer() : WorkspaceJudgement(question).run();
}

} // namespace gw::definition
