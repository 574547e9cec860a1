// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gw::spec {

// A JSON Schema (draft 7 unless "$schema" names another), compiled once. Schemas elsewhere are
// never fetched: a reference must stay inside the document. `pattern` runs on RE2, in linear time,
// so an expression that RE2 refuses is refused here. Thread: any (immutable). Copies share the
// schema.
class JsonSchema final {
public:
    [[nodiscard]] static Expected<JsonSchema> compile(std::string_view schema);

    // What is wrong with the document, in the words of the validator that Tyk uses:
    // "(root): name is required", "age: Invalid type. Expected: integer, given: string". Empty:
    // valid. Fails when the text is no JSON.
    [[nodiscard]] Expected<std::vector<std::string>> validate(std::string_view json) const;

private:
    struct Compiled;
    explicit JsonSchema(std::shared_ptr<const Compiled> compiled);

    std::shared_ptr<const Compiled> m_compiled;
};

} // namespace gw::spec
