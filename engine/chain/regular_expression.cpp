// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/regular_expression.h"

#include "spec/go_text.h"
#include "spec/quiet_regex.h"

namespace gw::chain {

namespace {

absl::string_view viewed(std::string_view text)
{
    return {text.data(), text.size()};
}

} // namespace

struct RegularExpression::Compiled {
    std::unique_ptr<re2::RE2> regex;
};

RegularExpression::RegularExpression(std::shared_ptr<const Compiled> compiled)
    : m_compiled(std::move(compiled))
{
}

Expected<RegularExpression> RegularExpression::compile(std::string_view expression)
{
    auto regex = spec::quietRegex(expression);
    if (!regex) {
        return tl::unexpected(std::move(regex.error()));
    }
    return RegularExpression(std::make_shared<const Compiled>(Compiled{std::move(*regex)}));
}

bool RegularExpression::matches(std::string_view text) const
{
    const spec::GoText read(text);
    return re2::RE2::PartialMatch(viewed(read.text()), *m_compiled->regex);
}

std::optional<RegularExpression::Groups> RegularExpression::match(std::string_view text) const
{
    const spec::GoText read(text);
    std::vector<absl::string_view> found(groupCount() + 1);
    if (!m_compiled->regex->Match(viewed(read.text()), 0, read.text().size(), re2::RE2::UNANCHORED,
                                  found.data(), static_cast<int>(found.size()))) {
        return std::nullopt;
    }
    Groups groups;
    for (const absl::string_view group : found) {
        groups.push_back(read.originalOf({group.data(), group.size()}));
    }
    return groups;
}

std::size_t RegularExpression::groupCount() const
{
    return static_cast<std::size_t>(m_compiled->regex->NumberOfCapturingGroups());
}

} // namespace gw::chain
