// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/control_access.h"
#include "requests/entry_check.h"
#include "requests/request_builder.h"

#include <functional>
#include <set>

namespace gw::requests {

class RequestRunner;
class TraceSource;

// What became of one entry of a file.
struct EntryResult {
    std::string method;
    std::string url;
    int line = 0;
    bool isSkipped = false;
    int attempts = 0;
    std::optional<Error> error; // it could not be sent, or nothing came back
    TransferResult transfer;    // of the last attempt
    std::vector<Check> checks;
    std::optional<TrafficRecord> record;

    [[nodiscard]] bool isPassed() const { return !error && !hasFailed(checks); }
};

struct FileResult {
    std::string path;
    std::optional<Error> error; // it could not be read
    std::vector<EntryResult> entries;
    std::chrono::microseconds duration{0};

    [[nodiscard]] bool isPassed() const;
};

// Runs files from the first entry to the last, as hurl does: captures and cookies go on from entry
// to entry. An entry that fails does not stop the ones behind it. Thread: one; blocks until the
// end.
class HurlRun final {
public:
    struct Settings {
        Variables variables;
        TransferOptions transfer;
        std::function<void(const EntryResult &)> onEntry; // as each one ends; may be empty
        // The folder that files of bodies and `output` must be in; empty, or when the Hurl file
        // itself is not in it: that of the Hurl file.
        std::string fileRoot = {};
        // Looks for the gateway's record of each request, also where no fact needs it.
        bool wantsRecords = false;
        // Whose secret requests to this control API may use: see offerSecret().
        ControlAccess control = {};
    };

    // trace: null when nobody asks for it. All must outlive the run.
    HurlRun(RequestRunner &runner, Settings settings, TraceSource *trace);

    [[nodiscard]] FileResult runFile(const std::string &path);
    // folder: what file names in it are relative to.
    [[nodiscard]] FileResult run(const HurlFile &file, const std::string &path,
                                 const std::string &folder);

private:
    [[nodiscard]] Expected<PreparedRequest> prepare(const Request &request,
                                                    BuildContext &context) const;
    [[nodiscard]] EntryResult runEntry(const Entry &entry, BuildContext &context);
    void attempt(const Entry &entry, const PreparedRequest &prepared, EntryResult &result);
    void hideSecrets(EntryResult &result) const;
    void findRecord(bool isNeeded, const std::string &method, EntryResult &result);
    [[nodiscard]] Expected<void> checkFiles(const PreparedRequest &prepared) const;
    [[nodiscard]] Expected<void> saveOutput(const PreparedRequest &prepared,
                                            const EntryResult &result) const;

    RequestRunner &m_runner;
    Settings m_settings;
    TraceSource *m_trace;
    std::vector<std::string> m_cookies;
    std::string m_folder;
    std::string m_root;
    std::vector<std::string> m_secrets; // captured values that are not told
    std::set<std::string> m_strangers;  // addresses whose requests leave no record
    Variables *m_variables = nullptr;   // of the file that runs
};

} // namespace gw::requests
