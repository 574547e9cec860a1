// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/path_patterns.h"
#include "support/room_test.h"

namespace gw::shipping {

class PathPatternsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replaces_data()
    {
        QTest::addColumn<std::string>("path");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char *path, const char *expected) {
            QTest::newRow(path) << std::string(path) << std::string(expected);
        };
        row("/a/15873a748894492162c402d67e92283b/b", "/a/{uuid}/b");
        row("/ca761232-ed42-11ce-BAcd-00aa0057b223/search", "/{uuid}/search");
        row("/posts/01g9HHNKwgbhcqx7vg3JKSZ055/c", "/posts/{ulid}/c");
        row("/items/42/parts/7", "/items/{id}/parts/{id}");
        row("/user-ann/x", "/{var}/x");
        row("/plain/a1", "/plain/a1");
    }

    void replaces()
    {
        QFETCH(std::string, path);
        QFETCH(std::string, expected);
        const auto patterns = PathPatterns::make({true, true, true, {"user-[a-z]+"}});
        QVERIFY(patterns);
        (*patterns)->normalise(path);
        QCOMPARE(path, expected);
    }

    void leavesAloneWhatWasNotAsked()
    {
        std::string path = "/items/42";
        (*PathPatterns::make({}))->normalise(path);
        QCOMPARE(path, std::string("/items/42"));
    }

    void refusesWhatIsNoExpression()
    {
        const auto patterns = PathPatterns::make({false, false, false, {"("}});
        QVERIFY(!patterns);
        QCOMPARE(patterns.error().where, std::string("("));
    }
};

} // namespace gw::shipping

GW_TEST(gw::shipping::PathPatternsTest)
#include "path_patterns_test.moc"
