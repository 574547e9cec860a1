// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "toolchain/build_plan.h"
#include "toolchain/diagnostic.h"

#include <QByteArray>
#include <QProcess>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

class QTemporaryDir;

namespace gw::toolchain {

enum class BuildOutcome : std::uint8_t {
    Built,
    CompileFailed, // the compiler or the build system refused it
    Refused,       // it compiled, and the check refused the library: the old one is still there
    Cancelled,
    Impossible, // `error` says why: no such source, no compiler, no disk
};

struct BuildResult {
    BuildOutcome outcome = BuildOutcome::Impossible;
    std::filesystem::path library; // absolute, when Built
    Error error;                   // unless Built
};

// Builds one plugin, without blocking: programs run as children, their output arrives line by line.
// The new library takes its place at once (rename), and only when it passed the check. Thread: the
// one that made it, which runs an event loop.
class PluginBuild final {
public:
    struct Observer {
        virtual void onLine(std::string_view line) = 0; // without the line feed
        virtual void onDiagnostic(const Diagnostic &diagnostic) = 0;
        virtual void onFinished(const BuildResult &result) = 0; // once; may destroy the build

    protected:
        ~Observer() = default;
    };

    PluginBuild(BuildRequest request, Observer &observer);
    ~PluginBuild(); // ends what still runs, and tells nobody
    PluginBuild(const PluginBuild &) = delete;
    PluginBuild &operator=(const PluginBuild &) = delete;

    // To be called once. What is wrong is told by onFinished(), never before start() has returned.
    void start();
    // onFinished(Cancelled) follows when the children are gone.
    void cancel();

private:
    enum class Phase : std::uint8_t { Compile, Check };

    [[nodiscard]] Expected<void> prepare();
    void runNext();
    void onOutput();
    void onEnded();
    void tellLine(std::string_view line);
    void compiled();
    [[nodiscard]] Expected<std::filesystem::path> stageLibrary();
    void checkStaged();
    void publish();
    void finish(BuildOutcome outcome, Error error);
    void killChildren();

    BuildRequest m_request;
    Observer &m_observer;
    std::unique_ptr<QTemporaryDir> m_stage;
    BuildPlan m_plan;
    std::unique_ptr<DiagnosticReader> m_reader;
    std::size_t m_next = 0;
    Phase m_phase = Phase::Compile;
    bool m_isCancelled = false;
    std::filesystem::path m_staged; // the new library, before it takes its place
    QByteArray m_rest;              // of a line that is not complete
    QObject m_context;              // queued calls to this object end with it
    std::unique_ptr<QProcess> m_process;
};

} // namespace gw::toolchain
