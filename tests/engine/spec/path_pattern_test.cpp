// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/mux_pattern.h"
#include "spec/path_pattern.h"
#include "support/room_test.h"
#include "test_text.h"

#include <QObject>

using namespace gw::spec;
using gw::Expected;

class PathPatternTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void translates_data();
    void translates();
    void matches_data();
    void matches();
    void refusesWhatRe2Refuses();
    void staysLinear();
    void matchesListenPaths_data();
    void matchesListenPaths();
    void refusesTemplates_data();
    void refusesTemplates();
    void weighsForRouting();
};

void PathPatternTest::translates_data()
{
    QTest::addColumn<std::string>("path");
    QTest::addColumn<bool>("prefix");
    QTest::addColumn<bool>("suffix");
    QTest::addColumn<std::string>("expression");
    const auto row = [](const char *path, bool prefix, bool suffix, const char *expression) {
        QTest::addRow("%s %d%d", path, prefix, suffix)
            << std::string(path) << prefix << suffix << std::string(expression);
    };
    row("/get", false, false, "/get");
    row("/get", true, false, "^/get");
    row("get", true, false, "get");
    row("^/get", true, true, "^/get$");
    row("/get$", false, true, "/get$");
    row("/{id}/x", false, false, "/([^/]+)/x");
    row("/{}", false, false, "/([^/]+)");
    row("/a/*/b", false, false, "/a/[^/]+/b");
    row("/a/*", false, false, "/a/.*");
    row("/a{", false, false, "/a{");
}

void PathPatternTest::translates()
{
    QFETCH(std::string, path);
    QFETCH(bool, prefix);
    QFETCH(bool, suffix);
    QFETCH(std::string, expression);
    GW_COMPARE_TEXT(PathPattern::expressionFor(path, {false, prefix, suffix}), expression);
}

void PathPatternTest::matches_data()
{
    QTest::addColumn<std::string>("pattern");
    QTest::addColumn<std::string>("flags"); // i: ignore case, p: prefix, s: suffix
    QTest::addColumn<std::string>("path");
    QTest::addColumn<bool>("isMatch");
    const auto row = [](const char *pattern, const char *flags, const char *path, bool isMatch) {
        QTest::addRow("%s [%s] %s", pattern, flags, path)
            << std::string(pattern) << std::string(flags) << std::string(path) << isMatch;
    };
    row("/get", "", "/get", true);
    row("/get", "", "/widget/get-all", true);
    row("/get", "p", "/widget/get-all", false);
    row("/get", "p", "/get-all", true);
    row("/get", "ps", "/get-all", false);
    row("/get", "s", "/a/get", true);
    row("/get", "", "/GET", false);
    row("/get", "i", "/GET", true);
    row("^/get$", "", "/get", true);
    row("^/get$", "", "/get/", false);
    row("/user/{id}/pets", "", "/user/7/pets", true);
    row("/user/{id}/pets", "", "/user//pets", false);
    row("/user/{id}/pets", "", "/user/7/8/pets", false);
    row("/a/*/b", "", "/a/x/b", true);
    row("/a/*/b", "", "/a/x/y/b", false);
    row("/a/*", "s", "/a/x/y/b", true);
    row("/v[0-9]+/.*", "", "/v12/", true);
    row("(/a|/b)$", "", "/x/b", true);
    row("", "", "/anything", true);
    row("/a.c", "", "/abc", true);
    row("/a\\.c", "", "/abc", false);
    // Go reads U+FFFD for each byte that is no UTF-8.
    row("/user/{id}/pets", "", "/user/7\xFF/pets", true);
    row("/a/*", "s", "/a/x\xC3/\xFE", true);
    row("^/.$", "", "/\xE9", true);
    row("^/.$", "", "/\xC3\xA9", true);
    row("^/..$", "", "/\xC3\xA9", false);
    row("^/..$", "", "/\xE0\x80", true);      // cut short
    row("^/..$", "", "/\xC0\xAF", true);      // overlong
    row("^/...$", "", "/\xED\xA0\x80", true); // a surrogate
    row("^/.\u00E9.$", "", "/\xFF\xC3\xA9\xFF", true);
}

void PathPatternTest::matches()
{
    QFETCH(std::string, pattern);
    QFETCH(std::string, flags);
    QFETCH(std::string, path);
    QFETCH(bool, isMatch);
    const auto has = [&flags](char flag) {
        return flags.find(flag) != std::string::npos;
    };
    const Expected<PathPattern> compiled =
        PathPattern::compile(pattern, {has('i'), has('p'), has('s')});
    QVERIFY(compiled);
    QCOMPARE(compiled->matches(path), isMatch);
}

void PathPatternTest::refusesWhatRe2Refuses()
{
    const Expected<PathPattern> pattern = PathPattern::compile("/a(?!b)", {});
    QVERIFY(!pattern);
    QVERIFY(pattern.error().what.find("Invalid regular expression") != std::string::npos);
    QVERIFY(!PathPattern::compile("/a(", {}));
    QVERIFY(!regexProblem("[").empty());
    GW_COMPARE_TEXT(regexProblem("a+"), "");
}

void PathPatternTest::staysLinear()
{
    const Expected<PathPattern> pattern = PathPattern::compile("^(a+)+$", {});
    QVERIFY(pattern);
    QVERIFY(!pattern->matches(std::string(8000, 'a') + 'b'));
}

void PathPatternTest::matchesListenPaths_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<bool>("isHost");
    QTest::addColumn<std::string>("subject");
    QTest::addColumn<int>("length"); // -1: no match
    const auto row = [](const char *text, bool isHost, const char *subject, int length) {
        QTest::addRow("%s %s", text, subject)
            << std::string(text) << isHost << std::string(subject) << length;
    };
    row("/test", false, "/test", 5);
    row("/test", false, "/testing/x", 5);
    row("/test/", false, "/test", -1);
    row("/", false, "/x", 1);
    row("/{name}/x/", false, "/abc/x/y", 7);
    row("/{name}/x/", false, "//x/", -1);
    row("/{n:[a-z]+}/", false, "/abc/1", 5);
    row("/{n:[a-z]+}/", false, "/12/1", -1);
    row("/{n:[0-9]{2}}", false, "/123", 3);
    row("/{n:a|b}/", false, "/b/", 3);
    row("/a.b/{c}", false, "/axb/c", -1);
    row("/{a}/{b}", false, "/x/y/z", 4);
    row("/{a}/b/", false, "/\xFF\xC3\xA9\xFF/b/c", 8);
    row("api.example.com", true, "API.example.com", 15);
    row("api.example.com", true, "api.example.com.evil", -1);
    row("{sub}.example.com", true, "x.example.com", 13);
    row("{sub}.example.com", true, "X.EXAMPLE.COM", 13);
    row("{sub}.example.com", true, "x.y.example.com", -1);
    row("{sub}.example.com", true, "x.example.com.evil", -1);
}

void PathPatternTest::matchesListenPaths()
{
    QFETCH(std::string, text);
    QFETCH(bool, isHost);
    QFETCH(std::string, subject);
    QFETCH(int, length);
    const Expected<MuxPattern> pattern =
        MuxPattern::compile(text, isHost ? MuxPattern::Kind::Host : MuxPattern::Kind::PathPrefix);
    QVERIFY2(pattern, pattern ? "" : pattern.error().text().c_str());
    const std::optional<std::size_t> found = pattern->match(subject);
    QCOMPARE(found ? static_cast<int>(*found) : -1, length);
    QCOMPARE(pattern->hasVariables(), text.find('{') != std::string::npos);
}

void PathPatternTest::refusesTemplates_data()
{
    QTest::addColumn<std::string>("text");
    for (const char *text :
         {"/{a", "/a}", "/{}", "/{:x}", "/{a:}", "/{a:(}", "/{a:)(}", "/{a:x)|(y}"}) {
        QTest::newRow(text) << std::string(text);
    }
}

void PathPatternTest::refusesTemplates()
{
    QFETCH(std::string, text);
    QVERIFY(!MuxPattern::compile(text, MuxPattern::Kind::PathPrefix));
}

void PathPatternTest::weighsForRouting()
{
    const auto weight = [](const char *text) {
        return MuxPattern::compile(text, MuxPattern::Kind::PathPrefix)->weight();
    };
    QCOMPARE(weight("/abc/"), std::size_t{5});
    QCOMPARE(weight("/{longname:[a-z/]+}/x/"), std::size_t{4});
    QVERIFY(weight("/users/me/") > weight("/users/{id}/"));
}

GW_TEST(PathPatternTest)
#include "path_pattern_test.moc"
