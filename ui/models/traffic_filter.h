// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "client/traffic_record.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace gw::models {

// The filter language of the traffic list. Terms are separated by spaces and must all hold:
//
//   status>=500  status:5xx  status!=200     = != < <= > >= compare numbers and times
//   dur>20ms  gateway>1ms  upstream>1s  size>10kB
//   api:demo  method:POST  path:/users/*  key:abc  client:10.*  plugin:AddFoo*  step:*Auth*
//   error:*refused*  id:4ed5*
//   word or "some words"                      in method, path, API or error
//   -term                                      must not hold
//
// `*` stands for any text. `:` looks for the text anywhere, but in `api` and `method` it means the
// whole, and without a text it means "empty". Upper and lower case are the same. Thread: any
// (immutable).
class TrafficFilter final {
public:
    TrafficFilter() = default; // lets everything through

    // Fails with the term that is wrong and what is allowed there; `where` is the term.
    [[nodiscard]] static Expected<TrafficFilter> parse(const QString &text);

    [[nodiscard]] bool isEmpty() const { return m_terms.empty(); }
    [[nodiscard]] bool matches(const client::TrafficRecord &record) const;

    // Words that may start a term, with their operator, for completion: "status>=".
    [[nodiscard]] static const QStringList &completions();

private:
    using Term = std::function<bool(const client::TrafficRecord &)>;

    [[nodiscard]] static Expected<Term> termOf(const QString &word);

    std::vector<Term> m_terms;
};

} // namespace gw::models
