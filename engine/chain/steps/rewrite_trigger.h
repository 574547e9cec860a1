// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/regular_expression.h"
#include "chain/text_template.h"
#include "request/request_context.h"
#include "spec/extended_paths.h"

#include <optional>
#include <string>
#include <vector>

namespace gw::chain {

// A condition under which a URL rewrite has another target (reference D5), compiled. What its
// expressions capture becomes a context value: $tyk_context.trigger-<n>-<name>, with "-<i>" behind
// it for the i-th value of a header or query parameter, the i-th path part that matches, and the
// payload; that is the whole match. Its groups follow with "-<group>". Everything counts from 0.
// Thread: any (immutable).
class RewriteTrigger final {
public:
    // `index` is the n of the captures.
    [[nodiscard]] static Expected<RewriteTrigger>
    compile(const spec::RewriteTrigger &trigger, std::size_t index, const Secrets &secrets);

    [[nodiscard]] bool readsBody() const { return m_payload.has_value(); }
    [[nodiscard]] const TextTemplate &target() const { return m_target; }
    // True when the request fulfils it; then the captures are context values.
    [[nodiscard]] bool holds(request::RequestContext &context) const;

private:
    struct Condition {
        std::string name;
        RegularExpression expression;
        bool isReversed = false;
    };
    using Conditions = std::vector<Condition>;
    class Judge;

    [[nodiscard]] static Expected<Conditions> compile(const spec::NamedMatches &matches);
    void judgeFields(Judge &judge) const;
    void judgeQuery(Judge &judge) const;
    void judgePath(Judge &judge) const;
    void judgeValues(Judge &judge) const;

    std::size_t m_index = 0;
    bool m_needsAll = true;
    Conditions m_headers;
    Conditions m_query;
    Conditions m_pathParts;
    Conditions m_meta;
    Conditions m_context;
    std::optional<Condition> m_payload;
    TextTemplate m_target;
};

} // namespace gw::chain
