// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_report.h"

#include "wait_until.h"

#include <QFile>
#include <QJsonObject>

#include <cmath>

namespace gw::app {

void BenchReport::note(const char *name, double measured, const char *unit, double goal)
{
    QJsonObject figure{{QStringLiteral("name"), QLatin1String(name)},
                       {QStringLiteral("measured"), std::round(measured * 10) / 10},
                       {QStringLiteral("unit"), QLatin1String(unit)}};
    if (goal > 0) {
        figure.insert(QStringLiteral("goal"), goal);
    }
    m_figures.append(figure);
}

double milliseconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void runFor(int milliseconds)
{
    waitUntil([] { return false; }, milliseconds);
}

double residentMegabytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("VmRSS:")) {
                return line.simplified().split(' ').value(1).toDouble() / 1024;
            }
        }
    }
    return -1;
}

} // namespace gw::app
