// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/support/gateway_process.h"

#include "e2e/support/workspace.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

constexpr auto kReadyDeadline = std::chrono::seconds(60);
constexpr auto kLogDeadline = std::chrono::seconds(20);

bool hasAll(const QString &line, const QStringList &words)
{
    return std::ranges::all_of(words, [&](const QString &word) { return line.contains(word); });
}

} // namespace

GatewayProcess::GatewayProcess()
{
    m_process.setProgram(QStringLiteral(GATEWRIGHT_BINARY));
    m_process.setStandardErrorFile(m_state.filePath(u"log"_s));
}

GatewayProcess::~GatewayProcess()
{
    if (isRunning()) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

bool GatewayProcess::serve(const QString &workspace, const Options &options)
{
    return start(QStringList{u"serve"_s, workspace, u"--listen"_s, u"127.0.0.1:0"_s, u"--workers"_s,
                             QString::number(options.workers), u"--state-dir"_s,
                             m_state.filePath(u"state"_s)} +
                     options.arguments,
                 options);
}

bool GatewayProcess::serveDemo(const Options &options)
{
    return start({u"serve"_s, u"--demo"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--state-dir"_s,
                  m_state.filePath(u"state"_s)},
                 options);
}

bool GatewayProcess::echo()
{
    return start({u"echo"_s, u"--listen"_s, u"127.0.0.1:0"_s}, Options());
}

bool GatewayProcess::serveBundles(const QString &folder)
{
    return start({u"bundle"_s, u"serve"_s, folder, u"--listen"_s, u"127.0.0.1:0"_s}, Options());
}

bool GatewayProcess::start(const QStringList &arguments, const Options &options)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_DATA_HOME"_s, m_state.filePath(u"data"_s));
    environment.insert(u"XDG_STATE_HOME"_s, m_state.filePath(u"other-state"_s));
    for (const char *name : {"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"}) {
        environment.remove(QString::fromLatin1(name)); // what the machine has is not the test's
    }
    for (const QString &variable : options.environment) {
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    }
    m_process.setProcessEnvironment(environment);
    m_process.setArguments(arguments);
    m_output.clear();
    m_process.start();
    if (readReadyLine(options.isTls)) {
        return true;
    }
    qWarning("the gateway is not ready; it printed:\n%s\nand logged:\n%s", m_output.constData(),
             qPrintable(log()));
    return false;
}

bool GatewayProcess::readReadyLine(bool isTls)
{
    const QByteArray wanted =
        isTls ? QByteArray("ready https://127.0.0.1:") : QByteArray("ready http://127.0.0.1:");
    QDeadlineTimer deadline(kReadyDeadline);
    while (!deadline.hasExpired()) {
        m_process.waitForReadyRead(static_cast<int>(deadline.remainingTime()));
        m_output += m_process.readAllStandardOutput();
        const auto start = m_output.indexOf(wanted);
        const auto end = m_output.indexOf('\n', start);
        if (start >= 0 && end > start) {
            const auto port = start + wanted.size();
            m_port = m_output.sliced(port, end - port).toUShort();
            return m_port != 0;
        }
        if (m_process.state() == QProcess::NotRunning) {
            return false;
        }
    }
    return false;
}

std::string GatewayProcess::address(const std::string &path) const
{
    return "http://127.0.0.1:" + std::to_string(m_port) + path;
}

CurlAnswer GatewayProcess::control(const std::string &method, const std::string &path,
                                   const std::string &body) const
{
    return send({.url = address(path),
                 .method = method,
                 .headers = {std::string("X-Tyk-Authorization: ") + Workspace::kSecret,
                             "Content-Type: application/json"},
                 .body = body});
}

bool GatewayProcess::reload() const
{
    const CurlAnswer answer = control("GET", "/tyk/reload?block=true");
    if (answer.status != 200) {
        qWarning("reload: %d %s", answer.status, answer.body.c_str());
    }
    return answer.status == 200;
}

bool GatewayProcess::isRunning() const
{
    return m_process.state() == QProcess::Running;
}

std::int64_t GatewayProcess::residentBytes() const
{
    return statusBytes("VmRSS:");
}

std::int64_t GatewayProcess::ownBytes() const
{
    return statusBytes("RssAnon:");
}

std::int64_t GatewayProcess::statusBytes(QByteArrayView key) const
{
    QFile status(u"/proc/%1/status"_s.arg(processId()));
    if (!status.open(QIODevice::ReadOnly)) {
        return -1;
    }
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(key)) {
            return line.sliced(key.size()).simplified().split(' ').front().toLongLong() * 1024;
        }
    }
    return -1;
}

QString GatewayProcess::demoFolder() const
{
    return m_state.filePath(u"data/gatewright/demo"_s);
}

QString GatewayProcess::stateFile(const QString &name) const
{
    return m_state.filePath(u"state/"_s + name);
}

QString GatewayProcess::log() const
{
    QFile file(m_state.filePath(u"log"_s));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

bool GatewayProcess::waitForLog(const QStringList &words) const
{
    const auto isThere = [&] {
        const QStringList lines = log().split(u'\n');
        return std::ranges::any_of(lines, [&](const QString &line) { return hasAll(line, words); });
    };
    if (QTest::qWaitFor(isThere, kLogDeadline)) {
        return true;
    }
    qWarning("no line with '%s' in the log:\n%s", qPrintable(words.join(u"', '"_s)),
             qPrintable(log()));
    return false;
}

void GatewayProcess::sendSignal(int signal)
{
    ::kill(static_cast<pid_t>(processId()), signal);
}

int GatewayProcess::waitForEnd(std::chrono::milliseconds deadline)
{
    if (isRunning() && !m_process.waitForFinished(static_cast<int>(deadline.count()))) {
        qWarning("the gateway does not end; log:\n%s", qPrintable(log()));
        return -1;
    }
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

int GatewayProcess::stop()
{
    sendSignal(SIGTERM);
    return waitForEnd();
}

ProgramResult runGatewright(const QStringList &arguments, const ProgramSurroundings &surroundings)
{
    QProcess process;
    process.setWorkingDirectory(surroundings.workingFolder);
    process.start(QStringLiteral(GATEWRIGHT_BINARY), arguments);
    process.write(surroundings.input);
    process.closeWriteChannel();
    constexpr int kPatience = 120'000; // it may run compilers on a loaded machine
    if (!process.waitForFinished(kPatience)) {
        process.kill();
        process.waitForFinished();
        return {-1, process.readAllStandardOutput(), "does not end"};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace gw::e2e
