// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "spec/api_definition.h"
#include "spec/json_document.h"
#include "spec/secret_substitution.h"

#include <string_view>

namespace gw::spec {

class DefinitionSchema;

// Reads an API definition as Tyk's gateway does: references to secrets are replaced in the text
// first; keys match regardless of case, unknown ones are ignored, null and missing are zero values.
// Stricter than Tyk: a key that stands twice is refused. Errors name file, line, column and JSON
// pointer. Regular expressions, addresses and the like are not looked at here: see
// definition_checks.h. With a schema, keys that are none but nearly one are noted.
[[nodiscard]] Expected<ApiDefinition> readDefinition(std::string_view json,
                                                     std::string_view fileName,
                                                     const SecretSources &secrets = {},
                                                     const DefinitionSchema *schema = nullptr);

// The same for a document that is parsed already and holds no references.
[[nodiscard]] Expected<ApiDefinition> readDefinition(const JsonDocument &document);

// JSON pointers of the members that reading this document looks for, there or not: with one element
// in every list and map, all that the engine acts on.
[[nodiscard]] std::vector<std::string> fieldsLookedFor(const JsonDocument &document);

} // namespace gw::spec
