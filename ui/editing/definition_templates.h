// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <string>
#include <string_view>
#include <vector>

// New API definitions, as text.
namespace gw::editing {

struct Template {
    std::string id; // "proxy"
    // In English; translations have them in the context "gw::editing::Template".
    std::string title;       // "Open proxy"
    std::string description; // one line
};

[[nodiscard]] std::vector<Template> templates();

// What every new definition needs. The id is made from the name where it is empty.
struct NewApi {
    std::string name;
    std::string apiId;
    std::string listenPath; // empty: "/<id>/"
    std::string targetUrl;  // empty: kUsualEcho
};

// Where the console's echo upstream answers, unless somebody else has that port.
inline constexpr std::string_view kUsualEcho = "http://127.0.0.1:8081/";

// Fails when no template has the id.
[[nodiscard]] Expected<std::string> fromTemplate(std::string_view templateId, const NewApi &api);

// An open proxy to a URL, named after its host. Fails on what is no http or https URL.
[[nodiscard]] Expected<std::string> fromUrl(std::string_view url);

// The same text with another name and id, and a listen path that is made from the id. Everything
// else stays as it is spelled.
[[nodiscard]] Expected<std::string> duplicated(std::string_view definition, const NewApi &api);

// Whether requests go to the target URL of such an API.
[[nodiscard]] bool needsTarget(std::string_view templateId);

// Letters, digits, "_", "." and "-" of a name, lower case, blanks as "-"; "api" when none is left.
[[nodiscard]] std::string idFrom(std::string_view name);

// The id, or the id with "-2", "-3", ... that is not among those taken.
[[nodiscard]] std::string freeId(const std::string &id, const std::vector<std::string> &taken);

} // namespace gw::editing
