// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console.h"

#include <QString>

namespace gw::app {

// Takes pictures of every page and pane with the demo's content, light and dark, large and small:
// "traffic-light-1440x900.png". The traffic in them was sent through the engine. Returns the exit
// code; mistakes are printed. Thread: GUI.
class ConsolePictures final {
public:
    ConsolePictures(Console &console, QString folder);

    [[nodiscard]] int take();

private:
    [[nodiscard]] bool sendTraffic();
    void takeScenes(const QString &suffix);
    void takePage(const QString &name, const window::PageAddress &address, const QString &suffix);
    void save(const QString &name, const QString &suffix);

    Console &m_console;
    QString m_folder;
    int m_failures = 0;
};

} // namespace gw::app
