// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/header_edits.h"

#include <algorithm>

namespace gw::chain {

Expected<HeaderEdits> HeaderEdits::compile(const std::vector<std::string> &removed,
                                           const spec::NamedTexts &set, const Secrets &secrets)
{
    HeaderEdits edits;
    for (const std::string &name : removed) {
        if (!http::isFieldName(name)) {
            return failure("\"" + name + "\" is no header name", {}, "Remove the entry");
        }
        edits.m_removed.push_back(name);
    }
    for (const auto &[name, value] : set) {
        if (!http::isFieldName(name) || !http::isFieldValue(value)) {
            return failure("The header \"" + name + "\" cannot be sent", {},
                           "Use a token as name, and no line feeds in the value");
        }
        TextTemplate compiled = TextTemplate::compile(value, secrets);
        edits.m_set.push_back({name, std::move(compiled)});
    }
    return edits;
}

bool HeaderEdits::removes(std::string_view name) const
{
    return std::any_of(m_removed.begin(), m_removed.end(), [&](const std::string &removed) {
        return http::equalsIgnoreCase(removed, name);
    });
}

void HeaderEdits::apply(request::RequestContext &context, http::FieldList &fields) const
{
    for (const std::string &name : m_removed) {
        fields.remove(name);
    }
    for (const Setting &setting : m_set) {
        const std::string_view value = setting.value.expand(context);
        if (http::isFieldValue(value)) {
            fields.set(setting.name, value);
        } else {
            context.note += "left out " + setting.name + ": its value cannot stand in a header; ";
        }
    }
}

} // namespace gw::chain
