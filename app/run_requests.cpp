// SPDX-License-Identifier: GPL-3.0-or-later
#include "run_requests.h"

#include "base/atomic_file.h"
#include "explain.h"
#include "requests/environment.h"
#include "requests/hurl_folder.h"
#include "requests/hurl_run.h"
#include "requests/request_body.h"
#include "requests/request_runner.h"
#include "requests/run_report.h"
#include "requests/trace_source.h"
#include "spec/regular_file.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace gw::app {

namespace fs = std::filesystem;

namespace {

constexpr int kFailed = 1;
constexpr int kNotRun = 2;
constexpr std::size_t kMaxSecret = 4096;
constexpr const char *kDefaultEnvironment = "local";

Expected<requests::Variables> environmentFor(const std::string &file, const RunArguments &arguments)
{
    const std::string workspace = requests::workspaceAbove(file);
    const std::string name =
        arguments.environment.empty() ? kDefaultEnvironment : arguments.environment;
    const std::string path = requests::environmentFile(workspace, name);
    if (arguments.environment.empty() && !fs::exists(path)) {
        return requests::Variables();
    }
    if (!fs::exists(path)) {
        std::string known;
        for (const std::string &other : requests::environmentsOf(workspace)) {
            known += (known.empty() ? "" : ", ") + other;
        }
        return failure("There is no environment " + name, path,
                       known.empty() ? "Make this file, with name=value lines"
                                     : "There are: " + known);
    }
    return requests::readEnvironmentFile(path);
}

Expected<requests::Variables> variablesFor(const std::string &file, const RunArguments &arguments)
{
    auto variables = environmentFor(file, arguments);
    if (!variables) {
        return variables;
    }
    for (const std::string &text : arguments.variables) {
        auto assignment = requests::parseAssignment(text);
        if (!assignment) {
            return tl::unexpected(assignment.error());
        }
        variables->insert_or_assign(std::move(assignment->first), std::move(assignment->second));
    }
    return variables;
}

std::string usualSecretFile()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericStateLocation);
    return folder.toStdString() + "/gatewright/secret";
}

Expected<requests::TraceSource::Access> accessFor(const RunArguments &arguments,
                                                  const requests::Variables &variables)
{
    const std::string path =
        arguments.secretFile.empty() ? usualSecretFile() : arguments.secretFile;
    auto secret = spec::readRegularFile(path, kMaxSecret);
    if (!secret) {
        Error error = secret.error();
        error.remedy = "Name the file with the engine's secret: --secret-file FILE";
        return tl::unexpected(std::move(error));
    }
    secret->erase(secret->find_last_not_of(" \t\r\n") + 1);
    const auto gateway = variables.find("gateway");
    std::string url = arguments.controlUrl;
    if (url.empty() && gateway != variables.end()) {
        url = requests::toText(gateway->second);
    }
    if (url.empty()) {
        return failure("Where is the engine?", {},
                       "Give --control URL, or the variable gateway in the environment");
    }
    return requests::TraceSource::Access{std::move(url), *std::move(secret)};
}

// Files of a workspace say where its gateway is; that alone sends no secret to another machine.
Expected<void> checkControl(const RunArguments &arguments, const requests::ControlAccess &access)
{
    const QUrl url(QString::fromStdString(access.url));
    const bool isHere = url.userInfo().isEmpty() && (url.host() == QLatin1StringView("localhost") ||
                                                     QHostAddress(url.host()).isLoopback());
    if (!arguments.allowsControl || !arguments.controlUrl.empty() || isHere) {
        return {};
    }
    return failure("--allow-control would send the secret to another machine", access.url,
                   "If that is meant, name it: --control URL");
}

// A run that reads less than it was told to fails in the middle, for another reason.
Expected<void> checkFileRoot(const std::string &root, const std::string &file)
{
    constexpr const char *kRemedy = "Name a folder that holds the Hurl files, or leave it out";
    std::error_code error;
    if (!root.empty() && !fs::is_directory(root, error)) {
        return failure("--file-root is no folder", root, kRemedy);
    }
    if (!root.empty() && !requests::checkBelow(root, file)) {
        return failure("The Hurl file is not in --file-root, which is " + root, file, kRemedy);
    }
    return {};
}

// Runs one file after the other and prints as they end.
class Run final {
public:
    explicit Run(const RunArguments &arguments)
        : m_arguments(arguments)
    {
    }

    Expected<std::vector<requests::FileResult>> runAll(const std::vector<std::string> &files)
    {
        for (const std::string &file : files) {
            if (auto checked = checkFileRoot(m_arguments.fileRoot, file); !checked) {
                return tl::unexpected(checked.error());
            }
        }
        std::vector<requests::FileResult> results;
        for (const std::string &file : files) {
            auto result = runOne(file);
            if (!result) {
                return tl::unexpected(result.error());
            }
            if (m_arguments.isTest) {
                std::printf("%s  %s\n", result->isPassed() ? "ok  " : "FAIL", file.c_str());
            }
            results.push_back(*std::move(result));
        }
        return results;
    }

private:
    Expected<requests::FileResult> runOne(const std::string &file)
    {
        auto variables = variablesFor(file, m_arguments);
        if (!variables) {
            return tl::unexpected(variables.error());
        }
        requests::ControlAccess access;
        if (m_arguments.withTrace || m_arguments.allowsControl) {
            auto found = accessFor(m_arguments, *variables);
            if (!found) {
                return tl::unexpected(found.error());
            }
            access = *std::move(found);
        }
        if (const auto allowed = checkControl(m_arguments, access); !allowed) {
            return tl::unexpected(allowed.error());
        }
        std::optional<requests::TraceSource> trace;
        if (m_arguments.withTrace) {
            trace.emplace(m_runner, access);
            if (const auto opened = trace->open(); !opened) {
                return tl::unexpected(opened.error());
            }
        }
        if (!m_arguments.isTest) {
            std::printf("%s\n", file.c_str());
        }
        requests::HurlRun run(m_runner,
                              {*std::move(variables),
                               {},
                               [this](const auto &entry) { print(entry); },
                               m_arguments.fileRoot,
                               true,
                               m_arguments.allowsControl ? access : requests::ControlAccess()},
                              trace ? &*trace : nullptr);
        requests::FileResult result = run.runFile(file);
        if (result.error) {
            std::printf("  FAIL  %s\n", result.error->text().c_str());
        }
        return result;
    }

    void print(const requests::EntryResult &entry) const
    {
        if (!m_arguments.isTest || !entry.isPassed()) {
            std::fputs(
                requests::entryText(entry, m_arguments.withTrace && !m_arguments.isTest).c_str(),
                stdout);
            std::fflush(stdout);
        }
    }

    const RunArguments &m_arguments;
    requests::RequestRunner m_runner;
};

Expected<void> writeReports(const RunArguments &arguments,
                            const std::vector<requests::FileResult> &results)
{
    if (!arguments.junitFile.empty()) {
        if (auto written = writeFileAtomically(arguments.junitFile, requests::junitReport(results));
            !written) {
            return written;
        }
    }
    return arguments.jsonFile.empty()
               ? Expected<void>()
               : writeFileAtomically(arguments.jsonFile, requests::jsonReport(results));
}

} // namespace

int runRequests(int argc, char **argv, const RunArguments &arguments)
{
    const QCoreApplication application(argc, argv);
    const auto files = requests::hurlFilesOf(arguments.paths);
    if (!files) {
        return explain(files.error(), kNotRun);
    }
    const auto results = Run(arguments).runAll(*files);
    if (!results) {
        return explain(results.error(), kNotRun);
    }
    std::printf("\n%s", requests::summaryText(*results).c_str());
    if (const auto written = writeReports(arguments, *results); !written) {
        return explain(written.error(), kNotRun);
    }
    return std::ranges::all_of(*results, &requests::FileResult::isPassed) ? 0 : kFailed;
}

} // namespace gw::app
