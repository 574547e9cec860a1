// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::spec {

// Where references in a document are looked up. A function that is missing, or finds nothing,
// leaves the reference as it is.
struct SecretSources {
    using Lookup = std::function<std::optional<std::string>(std::string_view name)>;

    Lookup environment; // env://NAME
    Lookup configured;  // secrets://name, the settings' map
    Lookup file;        // file://path
};

struct SubstitutedText {
    std::string text;
    std::vector<std::string> unresolved; // "env://NAME", each once
};

// Replaces references in JSON text before it is parsed, as Tyk does: a name reaches to the next
// quote. What is inserted is escaped for a JSON string, so that it cannot change the document's
// structure.
[[nodiscard]] SubstitutedText substituteSecrets(std::string_view json,
                                                const SecretSources &sources);

// A look-up of files below one folder; contents without a final line break. Paths that lead
// outside, also by a link, and files over 64 KiB are not found: who may edit an API must not read
// the machine.
[[nodiscard]] SecretSources::Lookup filesBelow(std::string folder);

} // namespace gw::spec
