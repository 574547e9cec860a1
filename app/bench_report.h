// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QJsonArray>

namespace gw::app {

// How much is measured; the names of the figures tell these sizes. Tests take less.
struct BenchSizes {
    int idleMs = 3000; // until memory is read
    int trafficRows = 1'000'000;
    int logSeconds = 10;
    int requests = 3000;
    std::size_t letters = 120;
    std::size_t jsonBytes = 1'000'000;
    std::size_t answerBytes = 100'000'000;
    qint64 downloadBytes = qint64{2} << 30;
};

// The figures of a measurement, for JSON. Thread: GUI.
class BenchReport final {
public:
    // goal: what ui/README.md promises; 0: nothing is promised.
    void note(const char *name, double measured, const char *unit, double goal = 0);
    [[nodiscard]] const QJsonArray &figures() const { return m_figures; }

private:
    QJsonArray m_figures;
};

[[nodiscard]] double milliseconds(const QElapsedTimer &timer);
void runFor(int milliseconds);
// Of this process; -1 where the system does not tell.
[[nodiscard]] double residentMegabytes();

} // namespace gw::app
