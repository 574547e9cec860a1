// SPDX-License-Identifier: GPL-3.0-or-later
#include "toolchain/project_files.h"
#include "toolchain/replaced.h"

#include <array>

namespace gw::toolchain {

namespace {

constexpr const char *kRequestTest = R"(
static void test{HOOK}()
{
    Gateway gateway;
    Plugin plugin(gateway, GW_PLUGIN_FILE);
    const Result result = plugin.run("{HOOK}", Request("GET", "/get"));
    GW_EXPECT(!result.hasFailed && !result.hasAnswered);
    GW_EXPECT(result.request.headers.get("X-{HOOK}") == "seen");
}
)";

constexpr const char *kAuthTest = R"json(
static void test{HOOK}()
{
    Gateway gateway;
    Plugin plugin(gateway, GW_PLUGIN_FILE);
    Request request = Request("GET", "/get").withConfig(R"({"key":"abc"})");
    GW_EXPECT(plugin.run("{HOOK}", request).status == 403);

    request.withHeader("Authorization", "abc");
    const Result result = plugin.run("{HOOK}", request);
    GW_EXPECT(!result.hasFailed && !result.hasAnswered);
    GW_EXPECT(result.request.sessionField("alias") == "{NAME}");
    GW_EXPECT(result.request.key == "abc");
}
)json";

constexpr const char *kResponseTest = R"(
static void test{HOOK}()
{
    Gateway gateway;
    Plugin plugin(gateway, GW_PLUGIN_FILE);
    const Result result = plugin.run("{HOOK}", Request("GET", "/get"), Response(200, "hello"));
    GW_EXPECT(!result.hasFailed && !result.hasAnswered);
    GW_EXPECT(result.response.headers.get("X-{HOOK}") == "seen");
}
)";

constexpr const char *kReadme = R"(# {NAME}

A plugin for the Gatewright API gateway.

* `gatewright plugin build .` makes `{NAME}.so` and checks it.
* `cmake -B build && cmake --build build && ctest --test-dir build` runs the tests, without a gateway.
* `gatewright plugin bench {NAME}.so {FIRST}` tells what a call costs.

In the API definition, with the library in the workspace's `plugins/`: `"custom_middleware": {"driver": "goplugin", {PLACES}}`
)";

constexpr HookTexts kTests = {
    .request = kRequestTest, .authCheck = kAuthTest, .response = kResponseTest};
constexpr const char *kCall = "    test{HOOK}();\n";

std::string testSource(const ProjectRequest &request)
{
    return "#include <gatewright/testing.hpp>\n\nusing namespace gw::testing;\n" +
           textOfHooks(request, kTests) + "\nint main()\n{\n" +
           textOfHooks(request, {kCall, kCall, kCall}) + "    return exitCode();\n}\n";
}

// As an API definition names the hooks.
std::string placesOf(const ProjectRequest &request)
{
    constexpr std::array<const char *, 5> kNames = {"pre", "auth_check", "post_key_auth", "post",
                                                    "response"};
    std::string places;
    for (const HookPlace place : request.hooks) {
        const std::string hook =
            R"({"name": ")" + hookName(request.name, place) + R"(", "path": "plugins/{NAME}.so"})";
        const bool isAlone = place == HookPlace::AuthCheck; // the only one that is no list
        places += (places.empty() ? "\"" : ", \"") +
                  std::string(kNames[static_cast<std::size_t>(place)]) + "\": ";
        places += isAlone ? hook : "[" + hook + "]";
    }
    return places;
}

} // namespace

std::vector<ProjectFile> sharedFiles(const ProjectRequest &request)
{
    std::string readme = replaced(kReadme, "{PLACES}", placesOf(request));
    readme = replaced(std::move(readme), "{FIRST}", hookName(request.name, request.hooks.front()));
    return {{request.name + "_test.cpp", testSource(request)},
            {"README.md", std::move(readme)},
            {".gitignore", "build/\ntarget/\n*.so\n"}};
}

} // namespace gw::toolchain
