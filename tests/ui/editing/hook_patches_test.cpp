// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/hook_patches.h"
#include "support/room_test.h"

#include <QTest>

using namespace gw::editing;

namespace {

std::string after(const Patch &patch, const std::string &text)
{
    const auto edit = patch(text);
    return edit ? applied(text, *edit) : "failed: " + edit.error().text();
}

} // namespace

class HookPatchesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addsBehindTheOthers();
    void addsToADefinitionWithoutMiddleware();
    void replacesTheOneThatAuthenticates();
    void removesEachHookOfALibrary();
    void leavesOthersOfALikeName();
    void refusesWhatIsNoJson();
};

void HookPatchesTest::addsBehindTheOthers()
{
    QCOMPARE(after(addHook("post", "plugins/b.so", "B"),
                   R"({"custom_middleware": {"post": [{"name": "A", "path": "plugins/a.so"}],)"
                   R"( "driver": "goplugin"}})"),
             std::string(R"({"custom_middleware": {"post": [{"name": "A", "path": "plugins/a.so"},{
  "name": "B",
  "path": "plugins/b.so"
}], "driver": "goplugin"}})"));
}

void HookPatchesTest::addsToADefinitionWithoutMiddleware()
{
    const std::string now = after(addHook("pre", "plugins/b.so", "B"), "{\n  \"name\": \"x\"\n}\n");
    QVERIFY2(now.find("\"pre\": [") != std::string::npos, now.c_str());
    QVERIFY2(now.find("\"driver\": \"goplugin\"") != std::string::npos, now.c_str());
}

void HookPatchesTest::replacesTheOneThatAuthenticates()
{
    const std::string now =
        after(addHook("auth_check", "plugins/b.so", "B"),
              R"({"custom_middleware": {"auth_check": {"name": "A"}, "driver": "goplugin"}})");
    QVERIFY2(now.find("\"A\"") == std::string::npos, now.c_str());
    QVERIFY2(now.find("\"B\"") != std::string::npos, now.c_str());
}

void HookPatchesTest::removesEachHookOfALibrary()
{
    const std::string text = R"({
  "custom_middleware": {
    "pre": [
      {"name": "A", "path": "plugins/a.so"},
      {"name": "B", "path": "plugins/b.so"},
      {"name": "A2", "path": "./plugins/a.so"}
    ],
    "auth_check": {"name": "A", "path": "plugins/a.so"},
    "driver": "goplugin"
  },
  "version_data": {"versions": {"Default": {"extended_paths": {"go_plugin": [
    {"path": "/x", "method": "GET", "plugin_path": "plugins/a.so", "func_name": "A"}
  ]}}}}
})";
    const std::string now =
        after(removeHooksOf("/home/me/workspace/plugins/a.so", "/home/me/workspace"), text);
    QVERIFY2(now.find("a.so") == std::string::npos, now.c_str());
    QVERIFY2(now.find(R"({"name": "B", "path": "plugins/b.so"})") != std::string::npos,
             now.c_str());
    QVERIFY2(now.find(R"("auth_check": {},)") != std::string::npos, now.c_str());
}

void HookPatchesTest::leavesOthersOfALikeName()
{
    const std::string text = R"({"custom_middleware": {"pre": [{"name": "A", "path": "a.so"}]}})";
    QCOMPARE(after(removeHooksOf("plugins/a.so", "/w"), text), text);
}

void HookPatchesTest::refusesWhatIsNoJson()
{
    QVERIFY(!addHook("pre", "p", "s")("{"));
    QVERIFY(!removeHooksOf("p", "/w")("{"));
}

GW_TEST(HookPatchesTest)
#include "hook_patches_test.moc"
