// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/gateway_fact.h"

#include "base/ascii.h"
#include "requests/words.h"

#include <algorithm>
#include <sstream>

namespace gw::requests {

namespace {

using FactWords = std::vector<std::string>;

constexpr const char *kForms = "plugin NAME ran, plugin NAME did not run, upstream was asked, "
                               "upstream was not asked, header NAME reached upstream, "
                               "header NAME did not reach upstream, header NAME was added by STEP";

bool endsWith(const FactWords &words, std::size_t from,
              std::initializer_list<std::string_view> rest)
{
    return words.size() == from + rest.size() &&
           std::equal(rest.begin(), rest.end(), words.begin() + static_cast<std::ptrdiff_t>(from));
}

bool hasRun(const TrafficRecord &record, const std::string &name)
{
    return std::ranges::any_of(record.steps, [&name](const TraceStep &step) {
        return step.outcome != "skipped" && (step.shortName() == name || step.name == name);
    });
}

bool isUpstreamAsked(const TrafficRecord &record)
{
    return std::ranges::any_of(record.steps, &TraceStep::isUpstream);
}

// Whether the last request head that went out has the header.
bool isSent(const TransferResult &transfer, std::string_view name)
{
    if (transfer.requestHeads.empty()) {
        return false;
    }
    std::istringstream lines(transfer.requestHeads.back());
    for (std::string line; std::getline(lines, line);) {
        if (equalIgnoringCase(line.substr(0, line.find(':')), name)) {
            return true;
        }
    }
    return false;
}

bool hasReachedUpstream(const TrafficRecord &record, const TransferResult &transfer,
                        std::string_view name)
{
    bool isThere = isSent(transfer, name);
    for (const TraceStep &step : record.steps) {
        for (const TraceChange &change : step.changes) {
            if (change.subject == "request header" && equalIgnoringCase(change.name, name)) {
                isThere = change.kind != TraceChange::Kind::Removed;
            }
        }
    }
    return isThere && isUpstreamAsked(record);
}

bool isAddedBy(const TrafficRecord &record, std::string_view header, const std::string &name)
{
    return std::ranges::any_of(record.steps, [&](const TraceStep &step) {
        return (step.shortName() == name || step.name == name) &&
               std::ranges::any_of(step.changes, [&](const TraceChange &change) {
                   return change.kind != TraceChange::Kind::Removed &&
                          change.subject.ends_with("header") &&
                          equalIgnoringCase(change.name, header);
               });
    });
}

std::string stepsOf(const TrafficRecord &record)
{
    std::string names;
    for (const TraceStep &step : record.steps) {
        names += (names.empty() ? "" : ", ") + std::string(step.shortName());
    }
    return names.empty() ? said(QCoreApplication::translate("gw::requests::Words", "no steps"))
                         : names;
}

} // namespace

Expected<GatewayFact> readGatewayFact(std::string_view text)
{
    std::istringstream stream{std::string(text)};
    FactWords words;
    for (std::string word; stream >> word;) {
        words.push_back(word);
    }
    GatewayFact fact;
    const bool isNamed = words.size() > 2 && (words[0] == "plugin" || words[0] == "header");
    fact.name = isNamed ? words[1] : "";
    if (isNamed && words[0] == "plugin") {
        fact.isNegated = endsWith(words, 2, {"did", "not", "run"});
        if (fact.isNegated || endsWith(words, 2, {"ran"})) {
            return fact;
        }
    } else if (isNamed) {
        fact.kind = GatewayFact::Kind::HeaderReached;
        fact.isNegated = endsWith(words, 2, {"did", "not", "reach", "upstream"});
        if (fact.isNegated || endsWith(words, 2, {"reached", "upstream"})) {
            return fact;
        }
        if (words.size() == 6 && words[2] == "was" && words[3] == "added" && words[4] == "by") {
            fact.kind = GatewayFact::Kind::HeaderAdded;
            fact.step = words[5];
            return fact;
        }
    }
    fact.kind = GatewayFact::Kind::UpstreamAsked;
    fact.isNegated = endsWith(words, 0, {"upstream", "was", "not", "asked"});
    if (fact.isNegated || endsWith(words, 0, {"upstream", "was", "asked"})) {
        return fact;
    }
    return failure(said(Words::tr("Unknown fact about the gateway: %1"), {text}), {},
                   said(Words::tr("Known are: %1"), {kForms}));
}

Expected<void> checkGatewayFact(const GatewayFact &fact, const TrafficRecord &record,
                                const TransferResult &transfer)
{
    if (!record.hasTrace) {
        return failure(said(Words::tr("The gateway kept no trace of this request")));
    }
    bool isTrue = false;
    switch (fact.kind) {
    case GatewayFact::Kind::PluginRan:
        isTrue = hasRun(record, fact.name);
        break;
    case GatewayFact::Kind::UpstreamAsked:
        isTrue = isUpstreamAsked(record);
        break;
    case GatewayFact::Kind::HeaderReached:
        isTrue = hasReachedUpstream(record, transfer, fact.name);
        break;
    case GatewayFact::Kind::HeaderAdded:
        isTrue = isAddedBy(record, fact.name, fact.step);
        break;
    }
    if (isTrue != fact.isNegated) {
        return {};
    }
    return failure(said(Words::tr("is not so; the gateway did: %1"), {stepsOf(record)}));
}

} // namespace gw::requests
