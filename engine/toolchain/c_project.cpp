// SPDX-License-Identifier: GPL-3.0-or-later
#include "toolchain/project_files.h"

#include <algorithm>

namespace gw::toolchain {

namespace {

constexpr HookTexts kCHooks = {
    .request = R"(
GW_HOOK({HOOK}, GW_REQUEST_HOOK, 0)
{
    return host->header_set(call, GW_REQUEST_HEADERS, GW_STRING("X-{HOOK}"), GW_STRING("seen"));
}
)",
    .authCheck = R"(
static int is_same(gw_string a, gw_string b)
{
    return a.size == b.size && memcmp(a.bytes, b.bytes, (size_t)a.size) == 0;
}

/* The only key that is let in stands in config_data of the API definition: {"key": "..."}. */
GW_HOOK({HOOK}, GW_REQUEST_HOOK, 0)
{
    gw_string key = {0};
    gw_string wanted = {0};
    host->header_find(call, GW_REQUEST_HEADERS, GW_STRING("Authorization"), &key);
    host->config_field(call, GW_STRING("key"), &wanted);
    if (key.size == 0 || !is_same(key, wanted)) {
        return host->answer_status(call, 403);
    }
    host->set_session_text(call, GW_STRING("alias"), GW_STRING("{NAME}"));
    return host->set_auth_key(call, key);
}
)",
    .response = R"(
GW_HOOK({HOOK}, GW_RESPONSE_HOOK, 0)
{
    return host->header_set(call, GW_RESPONSE_HEADERS, GW_STRING("X-{HOOK}"), GW_STRING("seen"));
}
)",
};

// Only the test needs a C++ compiler.
constexpr const char *kCBuild = R"(cmake_minimum_required(VERSION 3.20)
project({NAME} LANGUAGES C)

find_package(GatewrightPlugin 1 REQUIRED)
gatewright_add_plugin({NAME} SOURCES {NAME}.c)

include(CTest)
if(BUILD_TESTING)
    enable_language(CXX)
    gatewright_add_plugin_test({NAME}_test PLUGIN {NAME} SOURCES {NAME}_test.cpp)
endif()
)";

} // namespace

std::vector<ProjectFile> cFiles(const ProjectRequest &request)
{
    std::string source = "#include <gatewright/plugin.h>\n";
    if (std::ranges::find(request.hooks, HookPlace::AuthCheck) != request.hooks.end()) {
        source += "\n#include <string.h>\n";
    }
    return {{request.name + ".c", source + textOfHooks(request, kCHooks)},
            {"CMakeLists.txt", kCBuild}};
}

} // namespace gw::toolchain
