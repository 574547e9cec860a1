// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin_check.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <string_view>

namespace gw::test {

// main() of a test that holds the console with its engine: in folders of its own.
template <typename Test>
int runConsoleTest(int argc, char **argv)
{
    // The engine loads each plugin in a child process first: this program, called like this.
    if (argc == 4 && std::string_view(argv[1]) == "plugin") {
        return app::probePlugin(argv[3]);
    }
    const QTemporaryDir home;
    for (const char *name :
         {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"}) {
        qputenv(name, home.filePath(QLatin1String(name)).toUtf8());
        QDir(home.path()).mkdir(QLatin1String(name));
    }
    QApplication application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace gw::test
