// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin_verbs.h"

#include "plugin_bench.h"
#include "plugin_build.h"
#include "plugin_check.h"
#include "plugin_load.h"
#include "plugin_new.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

namespace gw::app {

namespace {

using Files = std::vector<std::string>;

void addNew(CLI::App &plugin, Action &action)
{
    const auto arguments = std::make_shared<PluginNewArguments>();
    CLI::App *verb = plugin.add_subcommand("new", "Start a plugin: a small project that compiles");
    verb->add_option("NAME", arguments->name, "Name of the folder to make, and of the library")
        ->required();
    verb->add_option("--lang", arguments->language, "c++ (default), c or rust")
        ->check(CLI::IsMember({"c++", "c", "rust"}));
    verb->add_option("--hook", arguments->hooks,
                     "pre, auth_check, post_key_auth, post (default) or response; may be repeated")
        ->check(CLI::IsMember({"pre", "auth_check", "post_key_auth", "post", "response"}))
        ->allow_extra_args(false);
    verb->footer("Exit code: 0 made, 1 when the name is not allowed or taken.");
    verb->callback([arguments, &action] {
        action = [arguments] {
            return newPlugin(*arguments);
        };
    });
}

void addPluginBuild(CLI::App &plugin, Action &action)
{
    const auto arguments = std::make_shared<PluginBuildArguments>();
    CLI::App *verb = plugin.add_subcommand("build", "Compile a plugin, and check it");
    verb->add_option("SOURCE", arguments->source,
                     "A .c, .cpp or .rs file, or a folder with CMakeLists.txt or Cargo.toml")
        ->required();
    verb->add_option("-o,--output", arguments->output,
                     "The library to make (default: beside the source, with the ending .so)");
    verb->footer("The compiler is $CXX, $CC or $RUSTC, with $CXXFLAGS or $CFLAGS. A library that\n"
                 "does not pass the check does not replace the old one.\n"
                 "Exit code: 0 built, 1 refused by the compiler or the check, 130 interrupted.");
    verb->callback([arguments, &action] {
        action = [arguments] {
            return buildPlugin(*arguments);
        };
    });
}

void addCheck(CLI::App &plugin, Action &action)
{
    const auto files = std::make_shared<Files>();
    CLI::App *verb =
        plugin.add_subcommand("check", "Say what is in plugin files, or why they are refused");
    verb->add_option("FILE", *files, "Shared libraries")->required();
    verb->footer("Exit code: 0 when the gateway can load all of them, 1 otherwise.");
    verb->callback([files, &action] {
        action = [files] {
            return checkPlugins(*files);
        };
    });
}

void addBenchOptions(CLI::App &verb, PluginBenchArguments &arguments)
{
    verb.add_option("FILE", arguments.file, "A plugin library")->required();
    verb.add_option("SYMBOL", arguments.symbol, "The hook, as an API definition names it")
        ->required();
    verb.add_option("--request", arguments.request,
                    "File with a request as HTTP writes it (default: a small GET)");
    verb.add_option("--api", arguments.api,
                    "File of the API definition that the hook sees, with its config_data");
    verb.add_option("--seconds", arguments.seconds, "How long to go on (default 2)")
        ->check(CLI::Range(0.01, 3600.0));
}

void addBench(CLI::App &plugin, Action &action)
{
    const auto arguments = std::make_shared<PluginBenchArguments>();
    CLI::App *verb = plugin.add_subcommand("bench", "Tell what a call of a hook costs and changes");
    addBenchOptions(*verb, *arguments);
    verb->footer(
        "The hook runs as in a worker, a request of its own each time; nothing is logged.\n"
        "Response hooks see a small JSON answer.\n"
        "Exit code: 0 timed, 1 when the library is refused, or the hook fails or crashes.");
    verb->callback([arguments, &action] {
        action = [arguments] {
            return benchPlugin(*arguments);
        };
    });
}

// Internal: the process that `bench` times the hook in.
void addMeasure(CLI::App &plugin, Action &action)
{
    const auto arguments = std::make_shared<PluginBenchArguments>();
    CLI::App *verb = plugin.add_subcommand("measure", "")->group("");
    addBenchOptions(*verb, *arguments);
    verb->callback([arguments, &action] {
        action = [arguments] {
            return measurePlugin(*arguments);
        };
    });
}

void addLoad(CLI::App &plugin, Action &action)
{
    const auto arguments = std::make_shared<PluginLoadArguments>();
    CLI::App *verb = plugin.add_subcommand("load", "Load a plugin and find its hook, as Tyk does");
    verb->add_option("-f,--file", arguments->files, "Shared libraries, separated by commas")
        ->required();
    verb->add_option("-s,--symbol", arguments->symbol, "The hook")->required();
    verb->footer("The libraries' init runs in this process; `check` is the careful way.\n"
                 "Exit code: 0 when the hook is in all of them, 1 otherwise.");
    verb->callback([arguments, &action] {
        action = [arguments] {
            return loadPlugins(*arguments);
        };
    });
}

// Internal: opens one file in this process, for `check`.
void addProbe(CLI::App &plugin, Action &action)
{
    const auto file = std::make_shared<std::string>();
    CLI::App *verb = plugin.add_subcommand("probe", "")->group("");
    verb->add_option("FILE", *file)->required();
    verb->callback([file, &action] {
        action = [file] {
            return probePlugin(*file);
        };
    });
}

} // namespace

void addPluginVerbs(CLI::App &plugin, Action &action)
{
    addNew(plugin, action);
    addPluginBuild(plugin, action);
    addCheck(plugin, action);
    addBench(plugin, action);
    addLoad(plugin, action);
    addProbe(plugin, action);
    addMeasure(plugin, action);
}

} // namespace gw::app
