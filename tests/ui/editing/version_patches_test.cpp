// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/version_patches.h"
#include "spec/json_document.h"
#include "support/room_test.h"

#include <QTest>

using namespace gw;
using namespace gw::editing;

class VersionPatchesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void adds_data();
    void adds();
    void copiesTheVersion();
    void removes_data();
    void removes();
    void refuses();

private:
    [[nodiscard]] static std::string after(const Patch &patch, const std::string &text)
    {
        const Expected<TextEdit> edit = patch(text);
        return edit ? applied(text, *edit) : "refused: " + edit.error().what;
    }
    // The value at the pointer, as it is spelled; empty where there is none.
    [[nodiscard]] static std::string at(const std::string &text, std::string_view pointer)
    {
        const auto document = spec::JsonDocument::parse(text);
        const auto value = document ? document->valueAt(pointer) : std::nullopt;
        return value ? std::string(value->text()) : std::string();
    }
};

void VersionPatchesTest::adds_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("pointer");
    QTest::addColumn<std::string>("expected");
    const std::string plain =
        R"({"version_data":{"not_versioned":true,"versions":{"Default":{"name":"Default"}}}})";
    const auto versioned = [](const std::string &fallback, const std::string &more = {}) {
        return R"({"definition":{"location":"url-param","key":"v"},"version_data":{)"
               R"("default_version":")" +
               fallback + R"(","versions":{"Default":{"name":"Default"})" + more + "}}}";
    };
    const std::string set = versioned("x", R"(,"x":{"name":"x"})");
    // Where the API has no versions, its place and its default have no effect.
    const std::string stale = R"({"definition":{"location":"url"},"version_data":{)"
                              R"("not_versioned":true,"default_version":"x",)"
                              R"("versions":{"Default":{"name":"Default"}}}})";
    const std::string several = R"({"version_data":{"not_versioned":true,"default_version":"b",)"
                                R"("versions":{"b":{"name":"b"},"Default":{"name":"Default"}}}})";
    const auto row = [](const char *name, const std::string &text, const char *pointer,
                        const char *expected) {
        QTest::newRow(name) << text << std::string(pointer) << std::string(expected);
    };
    row("switched on", plain, "/version_data/not_versioned", "false");
    row("told apart by a header", plain, "/definition/location", "\"header\"");
    row("of this name", plain, "/definition/key", "\"x-api-version\"");
    row("requests without one", plain, "/version_data/default_version", "\"Default\"");
    row("location that is set", set, "/definition/location", "\"url-param\"");
    row("key that is set", set, "/definition/key", "\"v\"");
    row("default that is set", set, "/version_data/default_version", "\"x\"");
    row("default that names none", versioned("x"), "/version_data/default_version", "\"Default\"");
    row("default that names the new one", versioned("v2"), "/version_data/default_version",
        "\"Default\"");
    row("default without effect", stale, "/version_data/default_version", "\"Default\"");
    row("place without effect", stale, "/definition/location", "\"header\"");
    row("key of what had none", stale, "/definition/key", "\"x-api-version\"");
    row("what served goes on", several, "/version_data/default_version", "\"Default\"");
    row("no key in the path", R"({"definition":{"location":"url"}})", "/definition/key", "");
    row("the first one", "{}", "/version_data/versions/v2/use_extended_paths", "true");
    row("no default without others", "{}", "/version_data/default_version", "");
}

void VersionPatchesTest::adds()
{
    QFETCH(std::string, text);
    QFETCH(std::string, pointer);
    QFETCH(std::string, expected);
    const std::string result = after(addVersion("Default", "v2"), text);
    QCOMPARE(at(result, "/version_data/versions/v2/name"), std::string("\"v2\""));
    QCOMPARE(at(result, pointer), expected);
}

void VersionPatchesTest::copiesTheVersion()
{
    const std::string text = R"({
  "definition": {"location": "header", "key": "v"},
  "version_data": {
    "not_versioned": false,
    "default_version": "a/b",
    "versions": {
      "a/b": {
        "name": "a/b",
        "global_headers": {
          "X-A": "1"
        }
      }
    }
  }
})";
    std::string expected = text;
    const std::string end = "        }\n      }";
    expected.insert(expected.find(end) + end.size(), R"(,
      "c": {
        "name": "c",
        "global_headers": {
          "X-A": "1"
        }
      })");
    QCOMPARE(after(addVersion("a/b", "c"), text), expected);
}

void VersionPatchesTest::removes_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("expected");
    QTest::newRow("another") << std::string("b")
                             << std::string(R"({"version_data":{"default_version":"a",)"
                                            R"("versions":{"a":{"name":"a"}}}})");
    QTest::newRow("the default") << std::string("a")
                                 << std::string(R"({"version_data":{"default_version":"b",)"
                                                R"("versions":{"b":{"name":"b"}}}})");
}

void VersionPatchesTest::removes()
{
    QFETCH(std::string, name);
    QFETCH(std::string, expected);
    const std::string text = R"({"version_data":{"default_version":"a",)"
                             R"("versions":{"a":{"name":"a"},"b":{"name":"b"}}}})";
    const auto document = spec::JsonDocument::parse(after(removeVersion(name), text));
    QVERIFY(document);
    std::string compact(document->text());
    std::erase(compact, ' ');
    QCOMPARE(compact, expected);
}

void VersionPatchesTest::refuses()
{
    const std::string one = R"({"version_data":{"versions":{"a":{}}}})";
    QVERIFY(!addVersion("a", "")(one));
    QVERIFY(!addVersion("a", "a")(one));
    QVERIFY(!removeVersion("a")(one));
    // Which of the others would serve requests that name none?
    const std::string three =
        R"({"version_data":{"not_versioned":true,"versions":{"a":{},"b":{},"Default":{}}}})";
    const Expected<TextEdit> ambiguous = removeVersion("Default")(three);
    QVERIFY(!ambiguous);
    QCOMPARE(ambiguous.error().where, std::string("/version_data/versions/Default"));
    QVERIFY(removeVersion("a")(three));
    QVERIFY(removeVersion("Default")(after(removeVersion("a"), three)));
    QVERIFY(!addVersion("a", "b")("{"));
}

GW_TEST(VersionPatchesTest)
#include "version_patches_test.moc"
