// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/diagnostics.h"
#include "spec/json_document.h"
#include "spec/schema_checks.h"

#include <memory>

// The ways out that can be written down as an edit. There may be thousands: what is to be edited is
// worked out when one is taken.
namespace gw::editing {

// What was judged. The document is that of the text, and need not outlive the fixes.
struct JudgedText {
    const spec::JsonDocument &document;
    std::shared_ptr<const std::string> text;
};

// suggestion: a word to put in place of the value, may be empty.
[[nodiscard]] std::vector<QuickFix>
fixesFor(const spec::Finding &finding, const std::string &suggestion, const JudgedText &judged);

[[nodiscard]] std::vector<QuickFix> fixesFor(const spec::SchemaFinding &finding,
                                             const JudgedText &judged,
                                             const spec::DefinitionSchema &schema);

// Puts the ways out of an error of the syntax beside it. offset: where that is in the text.
void addSyntaxFixes(const std::string &text, std::size_t offset, Diagnostic &diagnostic);

} // namespace gw::editing
