// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/definition_schema.h"
#include "spec/json_document.h"

namespace gw::editing {

// The schemas for help, completion and forms: with the descriptions of
// resources/schema/*.LANGUAGE.json, in the language that the program speaks since
// translations::install(). What has no text there is English. Reads the resource each time, a few
// milliseconds: keep the result and hand out copies. Thread: any.
[[nodiscard]] spec::DefinitionSchema apiDefinitionSchema();
[[nodiscard]] spec::DefinitionSchema gatewayConfigSchema();

// The schema with other descriptions. texts: an object in which a JSON pointer to an object of the
// schema names what its "description" is now. What leads to no description, or is no string, is
// passed over.
[[nodiscard]] spec::DefinitionSchema withDescriptions(const spec::DefinitionSchema &schema,
                                                      const spec::JsonDocument &texts);

} // namespace gw::editing
