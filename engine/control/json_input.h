// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/engine.h"
#include "spec/json_document.h"

#include <optional>
#include <string>
#include <string_view>

// What control requests carry in their bodies. Member names compare without case, as in Tyk, and
// null counts as absent. What counts as JSON is spec::JsonDocument's rule.
namespace gw::control {

// An object, or why there is none: the reason in Error::where.
[[nodiscard]] Expected<spec::JsonDocument> parseObject(std::string_view json);

// Of a JSON object; nothing when the text is no object, or the member is absent or of another type.
[[nodiscard]] std::optional<bool> booleanMember(std::string_view json, std::string_view name);
[[nodiscard]] std::optional<std::string> textMember(std::string_view json, std::string_view name);

// What the control API must know of a definition that somebody sends.
struct DefinitionBrief {
    std::string text; // to be stored: as it was sent, or with a new api_id
    std::string apiId;
    bool isOas = false; // an OpenAPI document with Tyk's extension, which is another endpoint's
};

// Fails on malformed text. An absent or empty api_id is replaced by `newId` when one is given; all
// other bytes stay as they were.
[[nodiscard]] Expected<DefinitionBrief> readDefinitionBrief(std::string_view json,
                                                            std::string_view newId);

// The body of POST /tyk/debug (reference G10). Error::what is Tyk's text.
[[nodiscard]] Expected<runtime::DebugRequest> readDebugRequest(std::string_view json);

} // namespace gw::control
