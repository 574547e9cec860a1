// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/hurl_run.h"

#include "base/atomic_file.h"
#include "requests/hurl_reader.h"
#include "requests/request_body.h"
#include "requests/request_runner.h"
#include "requests/template_text.h"
#include "requests/trace_source.h"
#include "requests/words.h"

#include <algorithm>
#include <filesystem>

namespace gw::requests {

namespace {

// A record comes with the next batch, within half a second; on a busy machine later.
constexpr std::chrono::seconds kPatienceForFacts{10};
constexpr std::chrono::seconds kPatienceToShow{1};
constexpr std::string_view kHidden = "***";

std::string joined(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

// What a file captures itself has no value before it runs.
std::optional<Error> unresolved(const Request &request, const Variables &variables)
{
    const std::vector<std::string> names = unresolvedVariables(request, variables);
    if (names.empty()) {
        return std::nullopt;
    }
    return Error{said(Words::tr("Variables without a value: %1"), {joined(names)}),
                 said(Words::tr("line %1"), {std::to_string(request.around.line)}),
                 said(Words::tr("Choose an environment with --env, or give --variable %1=..."),
                      {names.front()})};
}

} // namespace

bool FileResult::isPassed() const
{
    return !error && std::ranges::all_of(entries, &EntryResult::isPassed);
}

HurlRun::HurlRun(RequestRunner &runner, Settings settings, TraceSource *trace)
    : m_runner(runner)
    , m_settings(std::move(settings))
    , m_trace(trace)
{
}

FileResult HurlRun::runFile(const std::string &path)
{
    const auto file = readHurlFile(path);
    if (!file) {
        FileResult result;
        result.path = path;
        result.error = file.error();
        return result;
    }
    return run(*file, path, std::filesystem::path(path).parent_path().string());
}

FileResult HurlRun::run(const HurlFile &file, const std::string &path, const std::string &folder)
{
    const auto begin = std::chrono::steady_clock::now();
    FileResult result;
    result.path = path;
    m_cookies.clear();
    m_secrets = {m_settings.control.secret};
    m_folder = folder;
    const std::string &root = m_settings.fileRoot;
    m_root = !root.empty() && checkBelow(root, folder) ? root : folder;
    BuildContext context{m_settings.variables, folder, m_settings.transfer};
    m_variables = &context.variables;
    for (const Entry &entry : file.entries) {
        if (m_runner.isStopped()) {
            break;
        }
        EntryResult outcome = runEntry(entry, context);
        for (std::string &secret : redactedValues(entry, context.variables)) {
            m_secrets.push_back(std::move(secret));
        }
        hideSecrets(outcome);
        result.entries.push_back(std::move(outcome));
        if (m_settings.onEntry) {
            m_settings.onEntry(result.entries.back());
        }
    }
    result.duration = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - begin);
    return result;
}

Expected<PreparedRequest> HurlRun::prepare(const Request &request, BuildContext &context) const
{
    const bool hasSecret = offerSecret(request, m_settings.control, context.variables);
    auto missing = unresolved(request, context.variables);
    auto prepared =
        missing ? tl::unexpected(*std::move(missing)) : prepareRequest(request, context);
    if (hasSecret) {
        context.variables.erase(kSecretVariable);
    }
    return prepared;
}

EntryResult HurlRun::runEntry(const Entry &entry, BuildContext &context)
{
    EntryResult result;
    result.method = entry.request.method;
    result.url = entry.request.url;
    result.line = entry.request.around.line;
    const auto prepared = prepare(entry.request, context);
    if (!prepared) {
        result.error = prepared.error();
        return result;
    }
    if (const auto allowed = checkFiles(*prepared); !allowed) {
        result.error = allowed.error();
        return result;
    }
    result.url = prepared->http.url;
    result.isSkipped = prepared->run.isSkipped;
    for (int round = 0; round < prepared->run.repeat && !result.isSkipped; ++round) {
        for (int tries = 0;; ++tries) {
            if (!m_runner.wait(tries == 0 ? prepared->run.delay : prepared->run.retryInterval)) {
                result.error = Error{said(Words::tr("Cancelled")), {}, {}};
                return result;
            }
            attempt(entry, *prepared, result);
            const bool mayRetry = prepared->run.retries < 0 || tries < prepared->run.retries;
            if (result.isPassed() || !mayRetry) {
                break;
            }
        }
        if (!result.isPassed()) {
            break;
        }
    }
    if (const auto saved = saveOutput(*prepared, result); !saved) {
        result.error = saved.error();
    }
    return result;
}

void HurlRun::attempt(const Entry &entry, const PreparedRequest &prepared, EntryResult &result)
{
    HttpRequest http = prepared.http;
    http.cookies = m_cookies;
    ++result.attempts;
    result.transfer = m_runner.perform(std::move(http));
    result.error = result.transfer.error;
    result.checks.clear();
    result.record.reset();
    if (result.error) {
        return;
    }
    m_cookies = result.transfer.cookies;
    findRecord(hasGatewayFacts(entry), prepared.http.method, result);
    result.checks =
        checkEntry(entry, result.transfer, *m_variables, result.record ? &*result.record : nullptr);
}

void HurlRun::hideSecrets(EntryResult &result) const
{
    const auto hide = [this](std::string &text) {
        for (const std::string &secret : m_secrets) {
            for (std::size_t at = 0; !secret.empty() && (at = text.find(secret, at)) != text.npos;
                 at += kHidden.size()) {
                text.replace(at, secret.size(), kHidden);
            }
        }
    };
    hide(result.url);
    if (result.error) {
        hide(result.error->what);
        hide(result.error->where);
    }
    for (Check &check : result.checks) {
        hide(check.reason);
    }
    if (!result.record) {
        return;
    }
    for (TraceStep &step : result.record->steps) {
        for (TraceChange &change : step.changes) {
            hide(change.before);
            hide(change.after);
        }
    }
}

// Requests to other hosts leave none: one wait for each of them is enough, unless a fact needs it.
void HurlRun::findRecord(bool isNeeded, const std::string &method, EntryResult &result)
{
    const ConnectionFacts &connection = result.transfer.connection;
    const std::string peer = connection.remoteAddress + ' ' + std::to_string(connection.remotePort);
    const bool isWanted = isNeeded || (m_settings.wantsRecords && !m_strangers.contains(peer));
    if (m_trace == nullptr || !isWanted) {
        return;
    }
    auto record =
        m_trace->find(result.transfer, method, isNeeded ? kPatienceForFacts : kPatienceToShow);
    if (record) {
        result.record = *std::move(record);
    } else if (isNeeded) {
        result.error = record.error();
    } else {
        m_strangers.insert(peer);
    }
}

// Who runs a folder of requests has not read them all.
Expected<void> HurlRun::checkFiles(const PreparedRequest &prepared) const
{
    std::vector<std::string> files;
    if (!prepared.run.output.empty()) {
        files.push_back(resolvedPath(m_folder, prepared.run.output));
    }
    if (const auto *file = std::get_if<FileBody>(&prepared.http.body)) {
        files.push_back(file->path);
    }
    if (const auto *parts = std::get_if<std::vector<FormPart>>(&prepared.http.body)) {
        for (const FormPart &part : *parts) {
            if (part.isFile) {
                files.push_back(part.content);
            }
        }
    }
    for (const std::string &file : files) {
        if (auto allowed = checkBelow(m_root, file); !allowed) {
            return allowed;
        }
    }
    return {};
}

Expected<void> HurlRun::saveOutput(const PreparedRequest &prepared, const EntryResult &result) const
{
    // What did not pass replaces no good file.
    if (prepared.run.output.empty() || result.isSkipped || !result.isPassed() ||
        result.transfer.body == nullptr) {
        return {};
    }
    const auto bytes = result.transfer.body->readAll();
    return bytes ? writeFileAtomically(resolvedPath(m_folder, prepared.run.output), *bytes)
                 : tl::unexpected(bytes.error());
}

} // namespace gw::requests
