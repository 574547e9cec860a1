// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/completion.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::request_form {

// Gives the names of variables; asked only where one may stand.
using VariableNames = std::function<std::vector<std::string>()>;

// What may stand at a place of what a request expects: sections, queries, filters, predicates,
// facts of the gateway, and variables between "{{" and "}}". Nothing where the word is complete.
[[nodiscard]] std::vector<editing::Candidate>
hurlCandidates(std::string_view text, std::size_t caret, const VariableNames &variables);

// Of any text: the variables, where one is begun with "{{".
[[nodiscard]] std::vector<editing::Candidate>
variableCandidates(std::string_view text, std::size_t caret, const VariableNames &variables);

} // namespace gw::request_form
