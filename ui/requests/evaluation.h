// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/expression.h"
#include "requests/transfer_result.h"

#include <optional>

namespace gw::requests {

// What expressions are evaluated against. The body is read once, when it is first asked for.
class Evaluation final {
public:
    Evaluation(const TransferResult &result, const Variables &variables);

    // The value of the query behind its filters; no value when there is none (a header that is
    // missing). Fails when a filter does not take what it gets.
    [[nodiscard]] Expected<std::optional<Value>> value(const Query &query,
                                                       const std::vector<Filter> &filters);
    // Fails with what was found and what was expected.
    [[nodiscard]] Expected<void> check(const Assertion &assertion);
    // The body's bytes, unpacked as Content-Encoding says, and its text in UTF-8. Fail where that
    // cannot be undone.
    [[nodiscard]] Expected<std::string> body();
    [[nodiscard]] Expected<std::string> text();

    [[nodiscard]] const TransferResult &result() const { return m_result; }
    [[nodiscard]] const Variables &variables() const { return m_variables; }

private:
    using Found = Expected<std::optional<Value>>;
    [[nodiscard]] Found query(const Query &query);
    [[nodiscard]] Found bodyQuery(const Query &query);
    [[nodiscard]] Found argumentQuery(const Query &query, const std::string &argument);
    [[nodiscard]] Found header(const std::string &name) const;
    [[nodiscard]] Found cookie(const std::string &name) const;
    [[nodiscard]] Found certificate(const std::string &name) const;
    [[nodiscard]] Value redirects() const;
    [[nodiscard]] Expected<std::string> unpacked() const;

    const TransferResult &m_result;
    const Variables &m_variables;
    std::optional<Expected<std::string>> m_body;
};

// The value that a literal stands for.
[[nodiscard]] Expected<Value> valueOfLiteral(const Literal &literal, const Variables &variables);

// The first group of the first match, the whole match without groups; no value without a match.
[[nodiscard]] Expected<std::optional<Value>> findRegex(std::string_view text,
                                                       const std::string &expression);

// Applies one filter to a value. No value: the element that was asked for is not there.
[[nodiscard]] Expected<std::optional<Value>> applyFilter(const Filter &filter, const Value &input,
                                                         const Variables &variables);

// Whether the predicate holds for a value that may be missing. Fails for operands of a wrong type.
[[nodiscard]] Expected<bool> holds(const Predicate &predicate, const std::optional<Value> &value,
                                   const Variables &variables);

// Text of a body in the charset of its Content-Type.
[[nodiscard]] Expected<std::string> decodedText(const std::string &bytes, std::string_view charset);

} // namespace gw::requests
