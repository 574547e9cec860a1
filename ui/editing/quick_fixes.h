// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/diagnostics.h"
#include "spec/json_document.h"
#include "spec/schema_checks.h"

// The ways out that can be written down as an edit.
namespace gw::editing {

// suggestion: a word to put in place of the value, may be empty.
[[nodiscard]] std::vector<QuickFix> fixesFor(const spec::Finding &finding,
                                             const std::string &suggestion,
                                             const spec::JsonDocument &document);

[[nodiscard]] std::vector<QuickFix> fixesFor(const spec::SchemaFinding &finding,
                                             const spec::JsonDocument &document,
                                             const spec::DefinitionSchema &schema);

// message: the parser's, for the place where it stopped.
[[nodiscard]] std::vector<QuickFix> syntaxFixes(const std::string &text, std::size_t offset,
                                                const std::string &message);

} // namespace gw::editing
