// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/api_definition.h"
#include "spec/object_reader.h"

// Which JSON keys fill which members. For definition_reader only.
namespace gw::spec {

void describe(ObjectReader &reader, ExtendedPaths &paths);
void describe(ObjectReader &reader, VersionDefinition &definition);
void describe(ObjectReader &reader, VersionData &versions);
void describe(ObjectReader &reader, Authentication &authentication);

} // namespace gw::spec
