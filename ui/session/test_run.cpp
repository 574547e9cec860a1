// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/test_run.h"

#include "requests/hurl_folder.h"
#include "requests/hurl_run.h"
#include "requests/request_runner.h"

#include <functional>
#include <optional>

namespace gw::session {

namespace {

using State = TestRow::State;

State stateOf(requests::Check::State state)
{
    switch (state) {
    case requests::Check::State::Failed:
        return State::Failed;
    case requests::Check::State::NotChecked:
        return State::NotChecked;
    case requests::Check::State::Passed:
        break;
    }
    return State::Passed;
}

QList<TestRow> rowsOf(const QString &file, const requests::EntryResult &entry)
{
    TestRow request;
    request.file = file;
    request.line = entry.line;
    request.text = QString::fromStdString(entry.method + " " + entry.url);
    request.state = entry.isSkipped    ? State::Skipped
                    : entry.isPassed() ? State::Passed
                                       : State::Failed;
    request.duration = entry.transfer.timings.total;
    if (entry.error) {
        request.detail = QString::fromStdString(entry.error->text());
    } else if (!entry.isSkipped) {
        request.detail = QString::number(entry.transfer.status());
    }
    QList<TestRow> rows = {request};
    for (const requests::Check &check : entry.checks) {
        TestRow row;
        row.file = file;
        row.line = check.line;
        row.text = QString::fromStdString(check.text);
        row.detail = QString::fromStdString(check.reason);
        row.state = stateOf(check.state);
        row.isCheck = true;
        rows.append(row);
    }
    return rows;
}

TestRow fileRow(const std::string &file, const Error &error)
{
    TestRow row;
    row.file = QString::fromStdString(file);
    row.text = row.file.section(QLatin1Char('/'), -1);
    row.detail = QString::fromStdString(error.text());
    row.state = State::Failed;
    return row;
}

// Told on the run's thread.
struct Listener {
    std::function<void(const QList<TestRow> &)> rows;
    std::function<void(const std::string &)> notice;
};

// Facts about the gateway need its trace; without it the rest is checked all the same.
void openTrace(std::optional<requests::TraceSource> &trace, const Listener &listener)
{
    if (const auto opened = trace->open(); !opened) {
        listener.notice(opened.error().text());
        trace.reset();
    }
}

void runPlan(const TestRun::Plan &plan, requests::RequestRunner &runner, const Listener &listener)
{
    std::vector<std::string> paths;
    for (const QString &path : plan.paths) {
        paths.push_back(path.toStdString());
    }
    const auto files = requests::hurlFilesOf(paths);
    if (!files) {
        listener.rows({fileRow(files.error().where, files.error())});
        return;
    }
    std::optional<requests::TraceSource> trace;
    if (!plan.access.url.empty()) {
        trace.emplace(runner, plan.access);
        openTrace(trace, listener);
    }
    for (const std::string &file : *files) {
        if (runner.isStopped()) {
            return;
        }
        const QString name = QString::fromStdString(file);
        const auto onEntry = [&listener, &name](const requests::EntryResult &entry) {
            listener.rows(rowsOf(name, entry));
        };
        requests::HurlRun run(
            runner,
            {plan.variables, {}, onEntry, plan.workspace.toStdString(), false, plan.control},
            trace ? &*trace : nullptr);
        const requests::FileResult result = run.runFile(file);
        if (result.error) {
            listener.rows({fileRow(file, *result.error)});
        }
    }
}

} // namespace

TestRun::~TestRun()
{
    disconnect();
    cancel();
    if (m_thread != nullptr) {
        m_thread->wait();
    }
}

void TestRun::cancel()
{
    if (m_runner != nullptr) {
        m_runner->stop();
    }
}

void TestRun::start(Plan plan)
{
    if (m_isRunning) {
        cancel();
        m_thread->wait();
        end();
    }
    if (m_thread != nullptr) {
        m_thread->wait(); // it has told of its end already
    }
    m_runner = std::make_shared<requests::RequestRunner>();
    m_isRunning = true;
    Q_EMIT started();
    const auto tell = [this, runner = m_runner](std::function<void()> call) {
        QMetaObject::invokeMethod(
            this,
            [this, runner, call = std::move(call)] {
                if (runner == m_runner) { // not of a run that was given up
                    call();
                }
            },
            Qt::QueuedConnection);
    };
    const Listener listener{
        [this, tell](const QList<TestRow> &rows) {
            tell([this, rows] { Q_EMIT rowsAdded(rows); });
        },
        [this, tell](const std::string &why) {
            tell([this, text = QString::fromStdString(why)] {
                Q_EMIT noticeRaised(tr("Facts about the gateway are not checked: %1").arg(text));
            });
        }};
    m_thread.reset(
        QThread::create([this, plan = std::move(plan), runner = m_runner, tell, listener] {
            runPlan(plan, *runner, listener);
            tell([this] { end(); });
        }));
    m_thread->setObjectName(QStringLiteral("test run"));
    m_thread->start();
}

void TestRun::end()
{
    if (m_isRunning) {
        m_isRunning = false;
        Q_EMIT finished();
    }
}

} // namespace gw::session
