// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/json_document.h"

#include <QStringList>

#include <string>

namespace gw::editing {

struct ImportedSecurity {
    bool wantsKey = false;
    std::string authToken; // JSON of auth_configs.authToken, when a key is wanted
    QStringList notes;     // where the key stands, and what was left out
};

// Whether an OpenAPI 3 document asks for credentials anywhere, and where the gateway's keys stand
// then: in the header, the parameter and the cookie of its apiKey schemes, in Authorization for
// all others. What asks for credentials never becomes open.
[[nodiscard]] ImportedSecurity securityOf(const spec::JsonDocument &document);

} // namespace gw::editing
