// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QJsonArray>

namespace gw::app {

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
