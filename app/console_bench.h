// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_report.h"
#include "console.h"

#include <QJsonObject>

#include <optional>

namespace gw::app {

// Measures the console's own speed and prints the figures as JSON; ui/README.md keeps a table of
// them. It takes about a minute. Returns the exit code. Thread: GUI.
class ConsoleBench final {
public:
    // sinceStart: runs since the program's first line.
    ConsoleBench(Console &console, const QElapsedTimer &sinceStart, const BenchSizes &sizes = {});

    [[nodiscard]] int run();
    // What run() prints; nothing: there is no engine.
    [[nodiscard]] std::optional<QJsonObject> measure();

private:
    void measureStart();
    void measureMemory();
    void measureSession();
    void measureDiagnostics();
    void note(const char *name, double measured, const char *unit, double goal);

    Console &m_console;
    const QElapsedTimer &m_sinceStart;
    BenchSizes m_sizes;
    BenchReport m_report;
};

} // namespace gw::app
