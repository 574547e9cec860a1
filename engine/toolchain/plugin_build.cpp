// SPDX-License-Identifier: GPL-3.0-or-later
#include "toolchain/plugin_build.h"

#include "toolchain/cmake_reply.h"
#include "toolchain/replaced.h"

#include <QTemporaryDir>

#include <algorithm>
#include <csignal>
#include <unistd.h>

namespace gw::toolchain {

namespace {

namespace fs = std::filesystem;

// GCC speaks the user's language; the reader of diagnostics knows one.
QProcessEnvironment environmentFor(const Command &command)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    for (const auto &[name, value] : command.environment) {
        environment.insert(QString::fromStdString(name), QString::fromStdString(value));
    }
    return environment;
}

QStringList listOf(const std::vector<std::string> &texts)
{
    QStringList list;
    for (const std::string &text : texts) {
        list << QString::fromStdString(text);
    }
    return list;
}

Expected<fs::path> onlyOne(const std::vector<fs::path> &libraries, const std::string &where)
{
    if (libraries.empty()) {
        return failure("The project makes no plugin library", where,
                       "Add one with gatewright_add_plugin(NAME SOURCES file...)");
    }
    if (libraries.size() > 1) {
        std::string names;
        for (const fs::path &library : libraries) {
            names += (names.empty() ? "" : ", ") + library.filename().string();
        }
        return failure("The project makes more than one library: " + names, where,
                       "Build it with cmake, and check each with `gatewright plugin check`");
    }
    return libraries.front();
}

std::vector<fs::path> librariesIn(const fs::path &folder)
{
    std::vector<fs::path> libraries;
    std::error_code error;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".so") {
            libraries.push_back(entry.path());
        }
    }
    std::ranges::sort(libraries);
    return libraries;
}

} // namespace

PluginBuild::PluginBuild(BuildRequest request, Observer &observer)
    : m_request(std::move(request))
    , m_observer(observer)
{
}

PluginBuild::~PluginBuild()
{
    if (m_process != nullptr) {
        m_process->disconnect();
        killChildren();
        m_process->waitForFinished();
    }
}

void PluginBuild::start()
{
    QMetaObject::invokeMethod(
        &m_context,
        [this] {
            if (const auto ready = prepare(); !ready) {
                finish(BuildOutcome::Impossible, ready.error());
                return;
            }
            if (!m_plan.remark.empty()) {
                m_observer.onLine(m_plan.remark);
            }
            runNext();
        },
        Qt::QueuedConnection);
}

void PluginBuild::cancel()
{
    m_isCancelled = true;
    killChildren();
}

Expected<void> PluginBuild::prepare()
{
    const fs::path folder = outputFolderOf(m_request);
    m_stage = std::make_unique<QTemporaryDir>(
        QString::fromStdString((folder / ".gatewright-build-XXXXXX").string()));
    if (!m_stage->isValid()) {
        return failure("Cannot write there: " + m_stage->errorString().toStdString(),
                       folder.string());
    }
    auto plan = planBuild(m_request, m_stage->path().toStdString());
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    m_plan = std::move(*plan);
    m_reader = std::make_unique<DiagnosticReader>(m_plan.sourceFolder);
    if (m_plan.result == BuildPlan::Result::CMakeReply) {
        return askForCodeModel(m_plan.library);
    }
    return {};
}

void PluginBuild::runNext()
{
    if (m_isCancelled) {
        finish(BuildOutcome::Cancelled, {"The build was cancelled", m_request.source.string(), {}});
        return;
    }
    if (m_next == m_plan.commands.size()) {
        m_phase == Phase::Compile ? compiled() : publish();
        return;
    }
    const Command &command = m_plan.commands[m_next++];
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setProcessEnvironment(environmentFor(command));
    m_process->setWorkingDirectory(QString::fromStdString(command.folder.string()));
    m_process->setStandardInputFile(QProcess::nullDevice());
    // A group of its own: a build system has children, which must end with it.
    m_process->setChildProcessModifier([] { ::setpgid(0, 0); });
    QObject::connect(m_process.get(), &QProcess::readyReadStandardOutput, &m_context,
                     [this] { onOutput(); });
    QObject::connect(m_process.get(), &QProcess::finished, &m_context, [this] { onEnded(); });
    QObject::connect(m_process.get(), &QProcess::errorOccurred, &m_context,
                     [this](QProcess::ProcessError error) {
                         if (error == QProcess::FailedToStart) {
                             onEnded();
                         }
                     });
    m_process->start(QString::fromStdString(command.program.string()), listOf(command.arguments));
    if (m_process != nullptr && m_process->processId() > 0) {
        // Here too: whoever comes first, the group is there before it may have to be killed.
        ::setpgid(static_cast<pid_t>(m_process->processId()), 0);
    }
}

void PluginBuild::onOutput()
{
    m_rest += m_process->readAllStandardOutput();
    for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n')) {
        const std::string line = m_rest.first(end).toStdString();
        m_rest.remove(0, end + 1);
        tellLine(line);
    }
}

void PluginBuild::tellLine(std::string_view line)
{
    if (m_phase == Phase::Check) {
        const std::string final = (m_plan.output).string();
        m_observer.onLine(replaced(std::string(line), m_staged.string(), final));
        return;
    }
    m_observer.onLine(line);
    if (const auto diagnostic = m_reader->read(line)) {
        m_observer.onDiagnostic(*diagnostic);
    }
}

void PluginBuild::onEnded()
{
    onOutput();
    if (!m_rest.isEmpty()) {
        tellLine(std::exchange(m_rest, {}).toStdString());
    }
    QProcess *ended = m_process.release(); // it may be the sender of the signal that led here
    ended->disconnect();
    ended->deleteLater();
    const bool isStarted = ended->error() != QProcess::FailedToStart;
    const bool isPassed =
        isStarted && ended->exitStatus() == QProcess::NormalExit && ended->exitCode() == 0;
    if (m_isCancelled || isPassed) {
        runNext();
        return;
    }
    if (!isStarted) {
        finish(BuildOutcome::Impossible,
               {"Cannot be started: " + ended->errorString().toStdString(),
                ended->program().toStdString(),
                {}});
        return;
    }
    if (m_phase == Phase::Check) {
        finish(BuildOutcome::Refused,
               {"The gateway would refuse the library", m_plan.output.string(),
                "See the reason above; the file was not replaced"});
        return;
    }
    finish(BuildOutcome::CompileFailed,
           {"It does not compile", m_request.source.string(), "See the messages above"});
}

void PluginBuild::compiled()
{
    auto staged = stageLibrary();
    if (!staged) {
        finish(BuildOutcome::Impossible, staged.error());
        return;
    }
    m_staged = std::move(*staged);
    if (m_plan.isOutputFolder) {
        m_plan.output /= m_staged.filename();
    }
    m_phase = Phase::Check;
    if (!m_request.check.empty()) {
        Command check{m_request.check.front(), {}, m_plan.sourceFolder};
        check.arguments.assign(m_request.check.begin() + 1, m_request.check.end());
        check.arguments.push_back(m_staged.string());
        m_plan.commands.push_back(std::move(check));
    }
    runNext();
}

Expected<fs::path> PluginBuild::stageLibrary()
{
    if (m_plan.result == BuildPlan::Result::File) {
        return m_plan.library;
    }
    auto libraries = m_plan.result == BuildPlan::Result::CMakeReply
                         ? librariesOf(m_plan.library)
                         : Expected<std::vector<fs::path>>(librariesIn(m_plan.library));
    if (!libraries) {
        return tl::unexpected(libraries.error());
    }
    const auto library = onlyOne(*libraries, m_request.source.string());
    if (!library) {
        return library;
    }
    const fs::path stage = m_stage->path().toStdString();
    const fs::path staged = stage / library->filename();
    std::error_code error;
    fs::copy_file(*library, staged, error);
    if (error) {
        return failure("Cannot be copied: " + error.message(), library->string());
    }
    return staged;
}

// By a rename: whoever has the old file open keeps it, and nobody sees half of the new one.
void PluginBuild::publish()
{
    std::error_code error;
    fs::rename(m_staged, m_plan.output, error);
    if (error) {
        finish(BuildOutcome::Impossible,
               {"Cannot be written: " + error.message(), m_plan.output.string(), {}});
        return;
    }
    finish(BuildOutcome::Built, {});
}

void PluginBuild::finish(BuildOutcome outcome, Error error)
{
    m_stage.reset();
    BuildResult result{outcome, {}, std::move(error)};
    if (outcome == BuildOutcome::Built) {
        result.library = m_plan.output;
    }
    m_observer.onFinished(result);
}

void PluginBuild::killChildren()
{
    if (m_process != nullptr && m_process->processId() > 0) {
        ::kill(static_cast<pid_t>(-m_process->processId()), SIGKILL);
    }
}

} // namespace gw::toolchain
