// SPDX-License-Identifier: GPL-3.0-or-later
#include "toolchain/project_files.h"

namespace gw::toolchain {

namespace {

constexpr HookTexts kCppHooks = {
    .request = R"(
void {HOOK}(gw::ResponseWriter &, gw::Request &r)
{
    r.headers().set("X-{HOOK}", "seen");
}
GW_EXPORT_HOOK({HOOK})
)",
    .authCheck = R"(
// The only key that is let in stands in config_data of the API definition: {"key": "..."}.
void {HOOK}(gw::ResponseWriter &rw, gw::Request &r)
{
    const std::string_view key = r.headers().get("Authorization");
    if (key.empty() || key != r.config("key").value_or("")) {
        rw.setStatus(403);
        return;
    }
    gw::Session session = r.session();
    session.setAlias("{NAME}");
    session.setKey(key);
}
GW_EXPORT_HOOK({HOOK})
)",
    .response = R"(
void {HOOK}(gw::ResponseWriter &, gw::Response &response, gw::Request &)
{
    response.headers().set("X-{HOOK}", "seen");
}
GW_EXPORT_HOOK({HOOK})
)",
};

constexpr const char *kCppBuild = R"(cmake_minimum_required(VERSION 3.20)
project({NAME} LANGUAGES CXX)

find_package(GatewrightPlugin 1 REQUIRED)
gatewright_add_plugin({NAME} SOURCES {NAME}.cpp)

include(CTest)
if(BUILD_TESTING)
    gatewright_add_plugin_test({NAME}_test PLUGIN {NAME} SOURCES {NAME}_test.cpp)
endif()
)";

} // namespace

std::vector<ProjectFile> cppFiles(const ProjectRequest &request)
{
    return {{request.name + ".cpp",
             "#include <gatewright/plugin.hpp>\n" + textOfHooks(request, kCppHooks)},
            {"CMakeLists.txt", kCppBuild}};
}

} // namespace gw::toolchain
