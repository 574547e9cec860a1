// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"

#include <QFileInfo>

#include <cstdio>
#include <vector>

#ifdef GW_WITH_WIDGETS
#include <QApplication>
using TestApplication = QApplication;
#else
#include <QCoreApplication>
using TestApplication = QCoreApplication;
#endif

namespace gw::test {

static std::vector<RoomTest> &roomTests()
{
    static std::vector<RoomTest> tests;
    return tests;
}

RegisteredTest::RegisteredTest(const RoomTest &test)
{
    roomTests().push_back(test);
}

static QString nameOf(const RoomTest &test)
{
    return QFileInfo(QString::fromUtf8(test.file)).completeBaseName();
}

static const RoomTest *findTest(const QString &name)
{
    for (const RoomTest &test : roomTests()) {
        if (nameOf(test) == name) {
            return &test;
        }
    }
    return nullptr;
}

} // namespace gw::test

int main(int argc, char **argv)
{
    using namespace gw::test;
    const RoomTest *test = argc < 2 ? nullptr : findTest(QString::fromUtf8(argv[1]));
    if (test == nullptr) {
        std::fprintf(stderr, "usage: %s TEST [ARGUMENT...]; the tests are:\n", argv[0]);
        for (const RoomTest &known : roomTests()) {
            std::fprintf(stderr, "  %s\n", qPrintable(nameOf(known)));
        }
        return 2;
    }
    // The test sees the program's name and its own arguments.
    argv[1] = argv[0];
    --argc;
    ++argv;
    if (test->prepare != nullptr) {
        test->prepare();
    }
    const TestApplication application(argc, argv);
    const std::unique_ptr<QObject> object = test->make();
    return QTest::qExec(object.get(), argc, argv);
}
