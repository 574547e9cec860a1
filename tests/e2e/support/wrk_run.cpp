// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/support/wrk_run.h"

#include <QRegularExpression>

#include <csignal>

using namespace Qt::StringLiterals;

namespace gw::e2e {

WrkRun::WrkRun(const std::string &url, std::chrono::seconds duration)
    : m_duration(duration)
{
    m_process.start(u"wrk"_s, {u"-t1"_s, u"-c16"_s, u"-d%1s"_s.arg(duration.count()),
                               QString::fromStdString(url)});
    m_process.waitForStarted();
}

WrkRun::Outcome WrkRun::finish()
{
    const std::chrono::milliseconds deadline = m_duration + std::chrono::seconds(15);
    if (isRunning() && !m_process.waitForFinished(static_cast<int>(deadline.count()))) {
        return {0, true, "wrk does not end"};
    }
    Outcome outcome;
    outcome.text = m_process.readAllStandardOutput() + m_process.readAllStandardError();
    static const QRegularExpression counted(u"(\\d+) requests in"_s);
    outcome.requests = counted.match(QString::fromUtf8(outcome.text)).captured(1).toLongLong();
    outcome.hasFailures = m_process.exitCode() != 0 || outcome.text.contains("Non-2xx") ||
                          outcome.text.contains("Socket errors");
    return outcome;
}

WrkRun::Outcome WrkRun::stop()
{
    ::kill(static_cast<pid_t>(m_process.processId()), SIGINT); // it counts, and ends
    return finish();
}

} // namespace gw::e2e
