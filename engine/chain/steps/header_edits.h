// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/text_template.h"
#include "spec/extended_paths.h"

#include <string>
#include <vector>

namespace gw::chain {

// Header fields to remove and to set, in this order (reference D9), compiled. Thread: any
// (immutable).
class HeaderEdits final {
public:
    // Fails on a name that is no token, and on a value that could not stand in a field.
    [[nodiscard]] static Expected<HeaderEdits> compile(const std::vector<std::string> &removed,
                                                       const spec::NamedTexts &set,
                                                       const Secrets &secrets);

    [[nodiscard]] bool isEmpty() const { return m_removed.empty() && m_set.empty(); }
    [[nodiscard]] bool removes(std::string_view name) const;
    // A value that variables turn into something that may not stand in a field (a line feed: header
    // injection) is left out; its name is then added to context.note.
    void apply(request::RequestContext &context, http::FieldList &fields) const;

private:
    struct Setting {
        std::string name;
        TextTemplate value;
    };

    std::vector<std::string> m_removed;
    std::vector<Setting> m_set;
};

} // namespace gw::chain
