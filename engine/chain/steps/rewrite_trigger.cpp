// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/rewrite_trigger.h"

#include "chain/json_text.h"
#include "http/query_text.h"

#include <cctype>

namespace gw::chain {

namespace {

// "x-test" becomes "X-Test": the spelling in which captures of headers are named.
std::string canonicalName(std::string_view name)
{
    std::string text(name);
    bool isFirst = true;
    for (char &c : text) {
        const auto byte = static_cast<unsigned char>(c);
        c = static_cast<char>(isFirst ? std::toupper(byte) : std::tolower(byte));
        isFirst = c == '-';
    }
    return text;
}

} // namespace

// Counts conditions and those that hold, and keeps what they capture.
class RewriteTrigger::Judge {
public:
    // How several texts of one name are told apart in the names of their captures.
    enum class Numbering : std::uint8_t { None, ByText, ByMatch };

    Judge(request::RequestContext &context, std::size_t index)
        : m_context(context)
        , m_index(index)
    {
    }

    [[nodiscard]] request::RequestContext &context() const { return m_context; }

    // A condition holds when one of the texts fulfils it; what is absent fulfils none.
    void judge(const Condition &condition, const std::string &captureName, Numbering numbering,
               const std::vector<std::string> &texts)
    {
        ++m_asked;
        std::size_t held = 0;
        for (std::size_t i = 0; i < texts.size() && held < kMaxCaptured; ++i) {
            const auto groups = condition.expression.match(texts[i]);
            if (groups.has_value() == condition.isReversed) {
                continue;
            }
            if (groups) {
                const std::size_t number = numbering == Numbering::ByText ? i : held;
                capture(captureName +
                            (numbering == Numbering::None ? "" : "-" + std::to_string(number)),
                        *groups);
            }
            ++held;
        }
        m_held += held > 0 ? 1 : 0;
    }

    [[nodiscard]] bool isFulfilled(bool needsAll)
    {
        // Without conditions all of them hold.
        const bool holds = needsAll ? m_held == m_asked : m_held > 0;
        if (holds) {
            for (auto &[name, value] : m_captures) {
                m_context.setContextValue(name, std::move(value));
            }
        }
        return holds;
    }

private:
    static constexpr std::size_t kMaxCaptured = 16; // texts of one condition

    void capture(const std::string &name, const RegularExpression::Groups &groups)
    {
        const std::string key = "trigger-" + std::to_string(m_index) + "-" + name;
        m_captures.emplace_back(key, groups.front());
        for (std::size_t i = 1; i < groups.size(); ++i) {
            m_captures.emplace_back(key + "-" + std::to_string(i - 1), groups[i]);
        }
    }

    request::RequestContext &m_context;
    std::size_t m_index;
    std::size_t m_asked = 0;
    std::size_t m_held = 0;
    std::vector<std::pair<std::string, std::string>> m_captures;
};

Expected<RewriteTrigger::Conditions> RewriteTrigger::compile(const spec::NamedMatches &matches)
{
    Conditions conditions;
    for (const auto &[name, match] : matches) {
        auto expression = RegularExpression::compile(match.matchRx);
        if (!expression) {
            return tl::unexpected(std::move(expression.error()));
        }
        conditions.push_back({name, std::move(*expression), match.reverse});
    }
    return conditions;
}

Expected<RewriteTrigger> RewriteTrigger::compile(const spec::RewriteTrigger &trigger,
                                                 std::size_t index, const Secrets &secrets)
{
    RewriteTrigger result;
    result.m_index = index;
    result.m_needsAll = trigger.on == spec::RewriteTrigger::Condition::All;
    result.m_target =
        TextTemplate::compile(trigger.rewriteTo, secrets, TextTemplate::Groups::Replaced);
    const std::initializer_list<std::pair<Conditions *, const spec::NamedMatches *>> kinds{
        {&result.m_headers, &trigger.headerMatches},
        {&result.m_query, &trigger.queryValMatches},
        {&result.m_pathParts, &trigger.pathPartMatches},
        {&result.m_meta, &trigger.sessionMetaMatches},
        {&result.m_context, &trigger.requestContextMatches}};
    for (const auto &[place, matches] : kinds) {
        auto conditions = compile(*matches);
        if (!conditions) {
            return tl::unexpected(std::move(conditions.error()));
        }
        *place = std::move(*conditions);
    }
    if (!trigger.payloadMatches.matchRx.empty()) {
        auto expression = RegularExpression::compile(trigger.payloadMatches.matchRx);
        if (!expression) {
            return tl::unexpected(std::move(expression.error()));
        }
        result.m_payload =
            Condition{"payload", std::move(*expression), trigger.payloadMatches.reverse};
    }
    return result;
}

void RewriteTrigger::judgeFields(Judge &judge) const
{
    for (const Condition &condition : m_headers) {
        std::vector<std::string> values;
        for (const http::Field &field : judge.context().exchange.request().fields) {
            if (http::equalsIgnoreCase(field.name, condition.name)) {
                values.emplace_back(field.value);
            }
        }
        judge.judge(condition, canonicalName(condition.name), Judge::Numbering::ByText, values);
    }
}

void RewriteTrigger::judgeQuery(Judge &judge) const
{
    if (m_query.empty()) {
        return;
    }
    const auto parameters = http::queryValues(judge.context().exchange.request().query());
    for (const Condition &condition : m_query) {
        std::vector<std::string> values;
        for (const auto &[name, value] : parameters) {
            if (name == condition.name) {
                values.push_back(value);
            }
        }
        judge.judge(condition, condition.name, Judge::Numbering::ByText, values);
    }
}

void RewriteTrigger::judgePath(Judge &judge) const
{
    if (m_pathParts.empty()) {
        return;
    }
    std::vector<std::string> parts;
    std::string_view path = judge.context().decodedPath;
    while (!path.empty()) {
        const auto slash = path.find('/');
        if (slash != 0) {
            parts.emplace_back(path.substr(0, slash));
        }
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    }
    for (const Condition &condition : m_pathParts) {
        judge.judge(condition, condition.name, Judge::Numbering::ByMatch, parts);
    }
}

void RewriteTrigger::judgeValues(Judge &judge) const
{
    const request::RequestContext &context = judge.context();
    for (const Condition &condition : m_meta) {
        std::vector<std::string> values;
        if (context.session) {
            if (auto value = memberText(context.session->metaDataJson, condition.name)) {
                values.push_back(std::move(*value));
            }
        }
        judge.judge(condition, condition.name, Judge::Numbering::None, values);
    }
    for (const Condition &condition : m_context) {
        std::vector<std::string> values;
        if (const std::string *value = context.contextValue(condition.name)) {
            values.push_back(*value);
        }
        judge.judge(condition, condition.name, Judge::Numbering::None, values);
    }
    if (m_payload) {
        judge.judge(*m_payload, m_payload->name, Judge::Numbering::ByMatch,
                    {context.requestBody.bytes});
    }
}

bool RewriteTrigger::holds(request::RequestContext &context) const
{
    Judge judge(context, m_index);
    judgeFields(judge);
    judgeQuery(judge);
    judgePath(judge);
    judgeValues(judge);
    return judge.isFulfilled(m_needsAll);
}

} // namespace gw::chain
