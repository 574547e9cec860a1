// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/definition_patch.h"
#include "spec/definition_checks.h"
#include "spec/definition_schema.h"
#include "spec/finding.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gw::editing {

struct QuickFix {
    std::string title; // "Change to \"listen_path\""
    Patch patch;       // an empty edit where the text is not the one that was judged
};

// One remark about a text that is being edited.
struct Diagnostic {
    spec::Severity severity = spec::Severity::Warning;
    std::size_t begin = 0; // bytes; what to underline, never empty unless the text is
    std::size_t end = 0;
    std::string pointer;
    std::string message;
    std::string remedy; // may be empty
    std::vector<QuickFix> fixes;
    // Where the fixes write, when that may be in another line: they are looked for there too.
    std::optional<std::size_t> mendAt = {};
};

// What is known of one plugin file.
struct PluginFacts {
    std::string problem;              // why it cannot be used; empty when it can
    std::vector<std::string> symbols; // hooks that it exports; empty: not known
    // Those of them that may stand in the slot "response", and in the others, where that is known.
    std::vector<std::string> responses = {};
    std::vector<std::string> requests = {};
    bool knowsKinds = false;
    std::string abi = {}; // "1.0"; empty where it is not known

    [[nodiscard]] const std::vector<std::string> &fitting(const std::string &slot) const
    {
        if (!knowsKinds) {
            return symbols;
        }
        return slot == "response" ? responses : requests;
    }
};

// By the path that definitions name; nothing when the file is not known. Called on any thread.
using PluginLookup = std::function<std::optional<PluginFacts>(const std::string &path)>;

// What a text is judged by. Values and shared constants only, so that it may go to another thread.
struct DiagnosticsInput {
    enum class Subject : std::uint8_t { Definition, GatewaySettings };

    std::string text;
    spec::CheckOptions options;
    // The other definitions of the workspace, for clashes.
    std::vector<std::shared_ptr<const spec::ApiDefinition>> others;
    // Where relative plugin paths start; empty: files are not looked for.
    std::string workspace;
    PluginLookup plugins;                  // may be empty
    Subject subject = Subject::Definition; // of settings, only the text matters
};

// Everything that can be said about the text: syntax, schema, checks, clashes, plugins; by place.
// schema: that of the subject.
// Blocks on the disk when there is a workspace. Thread: any.
[[nodiscard]] std::vector<Diagnostic> diagnose(const DiagnosticsInput &input,
                                               const spec::DefinitionSchema &schema);

} // namespace gw::editing
