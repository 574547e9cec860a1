// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/problems_model.h"

#include "look/format.h"
#include "look/icons.h"
#include "models/table_head.h"
#include "session/api_subject.h"

#include <QMultiHash>

#include <algorithm>
#include <iterator>

namespace gw::models {

namespace {

using client::ApiReport;
using client::PluginHook;

QString wordOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return ProblemsModel::tr("Error");
    case Severity::Warning:
        return ProblemsModel::tr("Warning");
    case Severity::Hint:
        break;
    }
    return ProblemsModel::tr("Hint");
}

QIcon iconOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return look::icon(QStringLiteral("data-error"), look::Tint::Bad);
    case Severity::Warning:
        return look::icon(QStringLiteral("data-warning"), look::Tint::Warn);
    case Severity::Hint:
        break;
    }
    return look::icon(QStringLiteral("documentinfo"), look::Tint::Info);
}

} // namespace

ProblemsModel::ProblemsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ProblemsModel::setProblems(const QString &source, const QList<Problem> &problems)
{
    if (problems.isEmpty() && !m_bySource.contains(source)) {
        return;
    }
    beginResetModel();
    if (problems.isEmpty()) {
        m_bySource.remove(source);
    } else {
        m_bySource.insert(source, problems);
    }
    gather();
    std::ranges::stable_sort(m_rows, {}, &Problem::severity);
    endResetModel();
    Q_EMIT countsChanged();
}

void ProblemsModel::gather()
{
    m_rows.clear();
    QMultiHash<QString, const Problem *> placed; // what editors say, by subject
    for (const QList<Problem> &some : std::as_const(m_bySource)) {
        for (const Problem &one : some) {
            if (!one.position.isEmpty() && !one.subject.isEmpty()) {
                placed.insert(one.kind + u'/' + one.subject, &one);
            }
        }
    }
    const auto isPlaced = [&placed](const Problem &one) {
        const auto [begin, end] = placed.equal_range(one.kind + u'/' + one.subject);
        return one.position.isEmpty() && std::any_of(begin, end, [&one](const Problem *other) {
                   return other->severity <= one.severity && one.text.contains(other->text);
               });
    };
    for (const QList<Problem> &some : std::as_const(m_bySource)) {
        std::ranges::remove_copy_if(some, std::back_inserter(m_rows), isPlaced);
    }
}

void ProblemsModel::setFixKeys(const QString &keys)
{
    if (keys == m_fixKeys) {
        return;
    }
    m_fixKeys = keys;
    if (!m_rows.isEmpty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
    }
}

QString ProblemsModel::wayOut(const Problem &problem) const
{
    if (problem.fixName.isEmpty()) {
        return problem.remedy;
    }
    const QString fix =
        m_fixKeys.isEmpty() ? problem.fixName : tr("%1: %2").arg(m_fixKeys, problem.fixName);
    return problem.remedy.isEmpty() ? fix : tr("%1 (%2)").arg(problem.remedy, fix);
}

int ProblemsModel::errorCount() const
{
    return static_cast<int>(std::ranges::count(m_rows, Severity::Error, &Problem::severity));
}

int ProblemsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ProblemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Problem &one = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == What    ? one.text
               : index.column() == Where ? one.where
                                         : wayOut(one);
    case Qt::ToolTipRole:
        return QString(one.text + QLatin1Char('\n') + one.where + QLatin1Char('\n') + wayOut(one))
            .trimmed();
    case Qt::DecorationRole:
        return index.column() == What ? QVariant(iconOf(one.severity)) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == What ? QVariant(tr("%1: %2").arg(wordOf(one.severity), one.text))
                                      : QVariant();
    case Qt::ForegroundRole:
        return index.column() == What ? QVariant() : QVariant(look::colorOf(look::Tint::Secondary));
    default:
        return {};
    }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return TableHead{{tr("Problem"), tr("Where"), tr("What to do")}}.data(section, orientation,
                                                                          role);
}

namespace {

// Where the remedy begins in "where: what (remedy)", as the engine writes it: at its " ("; -1 where
// there is none. It is a sentence: what else stands in parentheses at the end is of the message,
// such as a parser's "(anyOf)".
qsizetype remedyPlace(const QString &text)
{
    if (!text.endsWith(u')')) {
        return -1;
    }
    qsizetype open = text.size();
    for (int depth = 0; open > 0;) {
        const QChar letter = text[--open];
        depth += letter == u')' ? 1 : letter == u'(' ? -1 : 0;
        if (depth == 0) {
            break;
        }
    }
    if (open < 2 || text[open - 1] != u' ') {
        return -1;
    }
    const QStringView inside = QStringView(text).sliced(open + 1).chopped(1);
    const bool isSentence = !inside.isEmpty() && inside.front().isUpper() && inside.contains(u' ');
    return isSentence ? open - 1 : -1;
}

} // namespace

QList<Problem> problemsOf(const client::ReloadReport &report)
{
    QList<Problem> problems;
    const QStringList subjects = session::apiSubjects(report.apis);
    for (qsizetype i = 0; i < report.apis.size(); ++i) {
        const ApiReport &api = report.apis[i];
        for (const QString &text : api.problems) {
            // The engine writes "where: what (remedy)"; a degraded API's hooks come with the
            // plugins.
            Problem problem{.severity = api.isServing() ? Severity::Warning : Severity::Error,
                            .text = text,
                            .where = api.file};
            const qsizetype remedy = remedyPlace(text);
            if (remedy > 0) {
                problem.remedy = text.sliced(remedy + 2).chopped(1);
                problem.text = text.first(remedy);
            }
            problem.kind = subjects[i].isEmpty() ? QString() : QStringLiteral("api");
            problem.subject = subjects[i];
            problems.append(problem);
        }
    }
    return problems;
}

QList<Problem> problemsOf(const QList<PluginHook> &hooks)
{
    QList<Problem> problems;
    for (const PluginHook &hook : hooks) {
        if (hook.isLoaded()) {
            continue;
        }
        const bool isServing = hook.state == client::PluginState::KeptOld;
        Problem problem{.severity = isServing ? Severity::Warning : Severity::Error,
                        .text = QStringLiteral("%1: %2").arg(hook.symbol, hook.reason),
                        .where = hook.path};
        problem.remedy =
            isServing
                ? ProblemsModel::tr("Build the library again. Until then the one before serves.")
                : ProblemsModel::tr(
                      "Build the library again, then reload. Until then %1 answers 500.")
                      .arg(hook.users.join(QStringLiteral(", ")));
        problem.kind = QStringLiteral("plugin");
        problem.subject = hook.path;
        problems.append(problem);
    }
    return problems;
}

QList<Problem> problemsOf(const QList<client::StuckHook> &hooks, const QList<ApiReport> &apis)
{
    QList<Problem> problems;
    for (const client::StuckHook &hook : hooks) {
        const ApiReport *api = session::findApi(apis, hook.apiId);
        const QString name = api == nullptr || api->name.isEmpty() ? hook.apiId : api->name;
        const QString since = look::timeText(hook.since);
        Problem problem{
            .severity = Severity::Error,
            .text = name.isEmpty()
                        ? ProblemsModel::tr("%1 has not returned since %2").arg(hook.symbol, since)
                        : ProblemsModel::tr("%1 has not returned since %2, in a request to %3")
                              .arg(hook.symbol, since, name),
            .where = hook.path};
        problem.remedy =
            hook.worker < 0
                ? ProblemsModel::tr("It holds a thread for blocking hooks. Mend the plugin, then "
                                    "restart the engine: nothing else ends it.")
            : !hook.isTakenOver
                ? ProblemsModel::tr("All workers are stuck: requests that need a plugin are "
                                    "answered 503. Mend the plugin, then restart the engine: "
                                    "nothing else ends it.")
                : ProblemsModel::tr("Its worker is stuck, others have taken over. Mend the plugin, "
                                    "then restart the engine: nothing else ends it.");
        problem.kind = QStringLiteral("plugin");
        problem.subject = hook.path;
        problems.append(problem);
    }
    return problems;
}

} // namespace gw::models
