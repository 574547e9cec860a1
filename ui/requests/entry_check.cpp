// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/entry_check.h"

#include "base/ascii.h"
#include "requests/evaluation.h"
#include "requests/gateway_fact.h"
#include "requests/json_value.h"
#include "requests/request_body.h"
#include "requests/template_text.h"
#include "requests/words.h"

#include <algorithm>

namespace gw::requests {

namespace {

// Goes through a response of a file line by line.
class Checker final {
public:
    Checker(const TransferResult &transfer, Variables &variables, const TrafficRecord *record)
        : m_transfer(transfer)
        , m_variables(variables)
        , m_record(record)
        , m_evaluation(transfer, variables)
    {
    }

    std::vector<Check> run(const Response &response)
    {
        statusLine(response);
        for (const Line &line : response.headers) {
            item(line, &Checker::header);
        }
        for (const Section &section : response.sections) {
            for (const Line &line : section.lines) {
                item(line, section.kind == SectionKind::Captures ? &Checker::capture
                                                                 : &Checker::assertion);
            }
        }
        if (response.body) {
            add("body", response.body->around.line, body(*response.body));
        }
        return std::move(m_checks);
    }

private:
    using Outcome = Expected<void>;

    void add(std::string text, int line, const Outcome &outcome)
    {
        m_checks.push_back({std::move(text), line,
                            outcome ? Check::State::Passed : Check::State::Failed,
                            outcome ? std::string() : outcome.error().text(), false});
    }
    void item(const Line &line, Outcome (Checker::*check)(const Line &));
    void statusLine(const Response &response);
    void fact(const Line &line);
    Outcome header(const Line &line);
    Outcome capture(const Line &line);
    Outcome assertion(const Line &line);
    Outcome body(const Body &expected);

    const TransferResult &m_transfer;
    Variables &m_variables;
    const TrafficRecord *m_record;
    Evaluation m_evaluation;
    std::vector<Check> m_checks;
};

void Checker::item(const Line &line, Outcome (Checker::*check)(const Line &))
{
    if (line.state == Line::State::GatewayFact) {
        fact(line);
    } else if (line.state == Line::State::Active) {
        const std::string text =
            line.name.empty() ? line.value : line.name + line.separator + line.value;
        add(text, line.around.line, (this->*check)(line));
    }
}

void Checker::statusLine(const Response &response)
{
    const ResponseHead *head = m_transfer.head();
    if (head == nullptr) {
        add(response.version + " " + response.status, response.around.line,
            failure(said(Words::tr("there is no response"))));
        return;
    }
    if (response.version != "HTTP" && response.version != "HTTP/*") {
        add(response.version, response.around.line,
            head->version == response.version ? Outcome()
                                              : failure(said(Words::tr("is %1"), {head->version})));
    }
    if (response.status != "*") {
        add("HTTP " + response.status, response.around.line,
            std::to_string(head->status) == response.status
                ? Outcome()
                : failure(said(Words::tr("is %1"),
                               {std::to_string(head->status) + " " + head->reason})));
    }
}

void Checker::fact(const Line &line)
{
    Check check{line.value, line.around.line, Check::State::NotChecked,
                said(Words::tr("The gateway was not asked for its trace")), true};
    const auto fact = readGatewayFact(line.value);
    if (!fact) {
        check.state = Check::State::Failed;
        check.reason = fact.error().text();
    } else if (m_record != nullptr) {
        const auto checked = checkGatewayFact(*fact, *m_record, m_transfer);
        check.state = checked ? Check::State::Passed : Check::State::Failed;
        check.reason = checked ? std::string() : checked.error().text();
    }
    m_checks.push_back(std::move(check));
}

Expected<void> Checker::header(const Line &line)
{
    const auto name = expand(line.name, Spelling::Escaped, m_variables);
    const auto value = expand(line.value, Spelling::Escaped, m_variables);
    if (!name || !value) {
        return tl::unexpected(name ? value.error() : name.error());
    }
    const ResponseHead *head = m_transfer.head();
    std::string found;
    for (const auto &[key, actual] : head == nullptr ? std::vector<Header>() : head->headers) {
        if (!equalIgnoringCase(key, *name)) {
            continue;
        }
        if (actual == *value) {
            return {};
        }
        found += (found.empty() ? "" : ", ") + actual;
    }
    return failure(found.empty() ? said(Words::tr("the response has no such header"))
                                 : said(Words::tr("is %1"), {found}));
}

Expected<void> Checker::capture(const Line &line)
{
    const auto name = expand(line.name, Spelling::Escaped, m_variables);
    const auto capture = captureOf(line.value);
    if (!name || !capture) {
        return tl::unexpected(name ? capture.error() : name.error());
    }
    const auto value = m_evaluation.value(capture->query, capture->filters);
    if (!value) {
        return tl::unexpected(value.error());
    }
    if (!*value) {
        return failure(said(Words::tr("finds no value")));
    }
    m_variables.insert_or_assign(*name, **value);
    return {};
}

Expected<void> Checker::assertion(const Line &line)
{
    const auto assertion = assertionOf(line.value);
    if (!assertion) {
        return tl::unexpected(assertion.error());
    }
    return m_evaluation.check(*assertion);
}

Expected<void> Checker::body(const Body &expected)
{
    const auto prepared = prepareBody(expected, m_variables, {});
    const auto actual = m_evaluation.body();
    if (!prepared || !actual) {
        return tl::unexpected(prepared ? actual.error() : prepared.error());
    }
    const auto *text = std::get_if<std::string>(&prepared->body);
    if (text == nullptr) {
        return failure(said(Words::tr("a file cannot be compared with the response here")), {},
                       said(Words::tr("Use: sha256 == hex,...;")));
    }
    if (expected.kind == BodyKind::Json) {
        const auto wanted = valueOfJson(*text);
        const auto found = valueOfJson(*actual);
        if (!wanted || !found) {
            return tl::unexpected(wanted ? found.error() : wanted.error());
        }
        return *wanted == *found ? Outcome()
                                 : failure(said(Words::tr("is %1"), {actual->substr(0, 300)}));
    }
    return *text == *actual ? Outcome()
                            : failure(said(Words::tr("is %1"), {actual->substr(0, 300)}));
}

bool isFact(const Line &line)
{
    return line.state == Line::State::GatewayFact;
}

} // namespace

std::vector<Check> checkEntry(const Entry &entry, const TransferResult &transfer,
                              Variables &variables, const TrafficRecord *record)
{
    if (!entry.response) {
        return {};
    }
    return Checker(transfer, variables, record).run(*entry.response);
}

std::vector<std::string> redactedValues(const Entry &entry, const Variables &variables)
{
    std::vector<std::string> values;
    for (const Section &section :
         entry.response ? entry.response->sections : std::vector<Section>()) {
        for (const Line &line : section.lines) {
            if (section.kind != SectionKind::Captures || line.state != Line::State::Active) {
                continue;
            }
            const auto capture = captureOf(line.value);
            const auto name = expand(line.name, Spelling::Escaped, variables);
            const auto value = name ? variables.find(*name) : variables.end();
            if (capture && capture->isRedacted && value != variables.end()) {
                values.push_back(toText(value->second));
            }
        }
    }
    return values;
}

bool hasFailed(const std::vector<Check> &checks)
{
    return std::ranges::any_of(
        checks, [](const Check &check) { return check.state == Check::State::Failed; });
}

bool hasGatewayFacts(const Entry &entry)
{
    return entry.response &&
           (std::ranges::any_of(entry.response->headers, &isFact) ||
            std::ranges::any_of(entry.response->sections, [](const Section &section) {
                return std::ranges::any_of(section.lines, &isFact);
            }));
}

} // namespace gw::requests
