// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/uri_path.h"
#include "support/room_test.h"

using namespace gw::http;

class UriPathTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decodes_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QByteArray>("decoded");
        QTest::newRow("plain") << QByteArray("/a/b") << QByteArray("/a/b");
        QTest::newRow("escape at the end") << QByteArray("/%74") << QByteArray("/t");
        QTest::newRow("both cases of digits") << QByteArray("/%2f%2F%6a%6A") << QByteArray("///jj");
        QTest::newRow("once only") << QByteArray("/%2561") << QByteArray("/%61");
        QTest::newRow("no digits") << QByteArray("/%zz/%g1/%1g") << QByteArray("/%zz/%g1/%1g");
        QTest::newRow("cut off") << QByteArray("/%7") << QByteArray("/%7");
        QTest::newRow("lone percent") << QByteArray("/a%") << QByteArray("/a%");
        QTest::newRow("zero byte") << QByteArray("/%00x") << QByteArray("/\0x", 3);
        QTest::newRow("plus stays") << QByteArray("/a+b%20c") << QByteArray("/a+b c");
        QTest::newRow("high bytes") << QByteArray("/%C3%A9") << QByteArray("/\xC3\xA9");
    }
    void decodes()
    {
        QFETCH(QByteArray, raw);
        QFETCH(QByteArray, decoded);
        Arena arena;
        const std::string path = raw.toStdString();
        QCOMPARE(std::string(decodePath(arena, path)), decoded.toStdString());
    }

    void decodesNothingInPlace()
    {
        Arena arena;
        const std::string_view path = "/as/it/is";
        QCOMPARE(static_cast<const void *>(decodePath(arena, path).data()),
                 static_cast<const void *>(path.data()));
    }

    void measuresTheRawPath_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<int>("decoded");
        QTest::addColumn<int>("length");
        QTest::newRow("nothing") << QByteArray("/%74est/get") << 0 << 0;
        QTest::newRow("behind an escape") << QByteArray("/%74est/get") << 6 << 8;
        QTest::newRow("before an escape") << QByteArray("/t%65st/") << 2 << 2;
        QTest::newRow("a broken escape is three bytes") << QByteArray("/%zz/a") << 5 << 5;
        QTest::newRow("more than there is") << QByteArray("/%41") << 99 << 4;
    }
    void measuresTheRawPath()
    {
        QFETCH(QByteArray, raw);
        QFETCH(int, decoded);
        QFETCH(int, length);
        const std::string path = raw.toStdString();
        QCOMPARE(rawLength(path, static_cast<std::size_t>(decoded)),
                 static_cast<std::size_t>(length));
    }

    // For every path: the first n decoded bytes are what the first rawLength(n) raw bytes decode
    // to.
    void measuresWhatItDecodes()
    {
        Arena arena;
        for (const std::string_view raw : {"/%74est/%2561/x", "/a%", "/%%41%4", "/%C3%A9/%zz"}) {
            const std::string_view whole = decodePath(arena, raw);
            for (std::size_t n = 0; n <= whole.size(); ++n) {
                QCOMPARE(decodePath(arena, raw.substr(0, rawLength(raw, n))), whole.substr(0, n));
            }
        }
    }

    void escapes()
    {
        QCOMPARE(escapePath("/a-b._~!$&'()*+,;=:@/"), std::string("/a-b._~!$&'()*+,;=:@/"));
        QCOMPARE(escapePath("/a b?c#d%e"), std::string("/a%20b%3Fc%23d%25e"));
        QCOMPARE(escapePath("/\r\nX: y"), std::string("/%0D%0AX:%20y"));
        QCOMPARE(escapePath("/\xC3\xA9"), std::string("/%C3%A9"));
        QCOMPARE(escapePath("/[\\]^`{|}\""), std::string("/%5B%5C%5D%5E%60%7B%7C%7D%22"));
        QCOMPARE(escapePath("/09AZaz"), std::string("/09AZaz"));
    }

    void escapesForeignBytes()
    {
        Arena arena;
        const std::string_view plain = "/a%2Fb[1]-._~!$&'()*+,;=:@%zz";
        QCOMPARE(escapeForeignBytes(arena, plain).data(), plain.data());
        QCOMPARE(escapeForeignBytes(arena, "/%2f \"<>|^`{}\\#?"),
                 std::string_view("/%2f%20%22%3C%3E%7C%5E%60%7B%7D%5C%23%3F"));
        QCOMPARE(escapeForeignBytes(arena, "/\xC3\xA9"), std::string_view("/%C3%A9"));
        // These are for the caller to refuse.
        QCOMPARE(escapeForeignBytes(arena, "/\r\n\x7f"), std::string_view("/\r\n\x7f"));
    }

    void cleans_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("clean"); // empty: needs none
        QTest::newRow("root") << QByteArray("/") << QByteArray();
        QTest::newRow("plain") << QByteArray("/a/b/") << QByteArray();
        QTest::newRow("dots in names") << QByteArray("/.a/..b/c./d..") << QByteArray();
        QTest::newRow("three dots") << QByteArray("/.../a") << QByteArray();
        QTest::newRow("double slash") << QByteArray("/a//b") << QByteArray("/a/b");
        QTest::newRow("leading double slash")
            << QByteArray("//a.example/b") << QByteArray("/a.example/b");
        QTest::newRow("trailing double slash") << QByteArray("/a//") << QByteArray("/a/");
        QTest::newRow("dot") << QByteArray("/a/./b") << QByteArray("/a/b");
        QTest::newRow("dot last") << QByteArray("/a/.") << QByteArray("/a/");
        QTest::newRow("up") << QByteArray("/a/../b") << QByteArray("/b");
        QTest::newRow("up last") << QByteArray("/a/b/..") << QByteArray("/a/");
        QTest::newRow("up to the root") << QByteArray("/a/..") << QByteArray("/");
        QTest::newRow("above the root") << QByteArray("/../../a") << QByteArray("/a");
        QTest::newRow("all together") << QByteArray("/a/./b//../c/") << QByteArray("/a/c/");
    }
    void cleans()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, clean);
        const std::string text = path.toStdString();
        QCOMPARE(needsCleaning(text), !clean.isEmpty());
        const std::string result = cleanPath(text);
        QCOMPARE(result, clean.isEmpty() ? text : clean.toStdString());
        QVERIFY(!needsCleaning(result));
        QVERIFY(result.starts_with('/') && !result.starts_with("//"));
    }
};

GW_TEST(UriPathTest)
#include "uri_path_test.moc"
