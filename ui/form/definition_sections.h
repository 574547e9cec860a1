// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace gw::form {

// A field of the form. "@" in front of the place stands for the version that the form shows; the
// label is translated by DefinitionForm::tr.
struct FormEntry {
    const char *label;
    std::string_view place;
};

struct FormSection {
    const char *title;
    std::vector<FormEntry> entries;
};

// What stands above the endpoint lists, and what below.
[[nodiscard]] const std::vector<FormSection> &sectionsBeforeEndpoints();
[[nodiscard]] const std::vector<FormSection> &sectionsBehindEndpoints();

} // namespace gw::form
