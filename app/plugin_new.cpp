// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin_new.h"

#include "toolchain/project_template.h"

#include <cstdio>

namespace gw::app {

namespace {

using toolchain::HookPlace;
using toolchain::Language;

Language languageOf(const std::string &name)
{
    if (name == "rust") {
        return Language::Rust;
    }
    return name == "c" ? Language::C : Language::Cpp;
}

HookPlace placeOf(const std::string &name)
{
    if (name == "pre") {
        return HookPlace::Pre;
    }
    if (name == "auth_check") {
        return HookPlace::AuthCheck;
    }
    if (name == "post_key_auth") {
        return HookPlace::PostKeyAuth;
    }
    return name == "response" ? HookPlace::Response : HookPlace::Post;
}

} // namespace

int newPlugin(const PluginNewArguments &arguments)
{
    toolchain::ProjectRequest request;
    request.name = arguments.name;
    request.language = languageOf(arguments.language);
    for (const std::string &hook : arguments.hooks) {
        request.hooks.push_back(placeOf(hook));
    }
    const auto folder = toolchain::makeProject(request);
    if (!folder) {
        std::fprintf(stderr, "gatewright: %s\n", folder.error().text().c_str());
        return 1;
    }
    std::printf("made %s; next: gatewright plugin build %s\n", request.name.c_str(),
                request.name.c_str());
    return 0;
}

} // namespace gw::app
