// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle_verbs.h"

#include "bundle_command.h"
#include "bundle_serve.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace gw::app {

namespace {

constexpr const char *kExitCode = "Exit code: 0 good, 1 refused, with the reason.";

// Adds a verb that hands its arguments to a function.
template <typename Arguments>
CLI::App *addVerb(CLI::App *verb, const std::shared_ptr<Arguments> &arguments,
                  int (*run)(const Arguments &), Action &action)
{
    verb->callback([arguments, run, &action] {
        action = [arguments, run] {
            return run(*arguments);
        };
    });
    return verb;
}

void addBundleBuild(CLI::App &bundle, Action &action)
{
    const auto arguments = std::make_shared<BundleBuildArguments>();
    CLI::App *build = bundle.add_subcommand("build", "Make a bundle of what a manifest lists");
    build->add_option("-m,--manifest", arguments->manifest, "Its manifest (default manifest.json)");
    build->add_option("-o,--output", arguments->output, "File to write (default bundle.zip)");
    build->add_option("-k,--key", arguments->key, "Private RSA key (PEM) to sign it with");
    build->add_flag("-y,--skip-signing", arguments->skipsSigning, "Do not ask about signing");
    addVerb(build, arguments, &buildBundle, action);
}

// A verb that reads a bundle.
CLI::App *addReader(CLI::App *verb, int (*run)(const BundleFileArguments &), Action &action)
{
    const auto arguments = std::make_shared<BundleFileArguments>();
    verb->add_option("FILE", arguments->file, "Bundle")->required();
    if (run != &inspectBundle) {
        verb->add_option("-k,--key", arguments->key,
                         "Public RSA key (PEM): the bundle must be signed with its private one");
    }
    if (run == &extractBundle) {
        verb->add_option("-o,--output", arguments->output,
                         "Folder to make (default: the bundle's name without .zip)");
    }
    verb->footer(kExitCode);
    return addVerb(verb, arguments, run, action);
}

void addServe(CLI::App &bundle, Action &action)
{
    const auto arguments = std::make_shared<BundleServeArguments>();
    CLI::App *serve =
        bundle.add_subcommand("serve", "Offer the bundles of a folder over HTTP on this machine");
    serve->add_option("DIR", arguments->folder, "Folder (default: here)");
    serve->add_option("--listen", arguments->listen,
                      "Loopback ADDR:PORT (default 127.0.0.1:8000); port 0 takes a free one");
    addVerb(serve, arguments, &serveBundles, action);
}

} // namespace

void addBundleVerbs(CLI::App &bundle, Action &action)
{
    addBundleBuild(bundle, action);
    addReader(bundle.add_subcommand("verify", "Check a bundle as the gateway does"), &verifyBundle,
              action);
    addReader(bundle.add_subcommand("inspect", "Say what is in a bundle"), &inspectBundle, action);
    addReader(bundle.add_subcommand("extract", "Check a bundle, then unpack it"), &extractBundle,
              action);
    addServe(bundle, action);
}

} // namespace gw::app
