// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/url_rewrite.h"

#include "http/query_text.h"
#include "spec/api_definition.h"

#include <algorithm>

namespace gw::chain {

namespace {

// A group of a decoded URL may hold blanks and control characters: none may get into a request
// line.
std::string withoutUnsafeBytes(std::string_view url)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string safe;
    for (const char c : url) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7f) {
            safe += c;
        } else {
            safe += '%';
            safe += kDigits[byte >> 4];
            safe += kDigits[byte & 15];
        }
    }
    return safe;
}

bool hasScheme(std::string_view url)
{
    const auto mark = url.find("://");
    return mark != std::string_view::npos && url.find_first_of("/?") == mark + 1;
}

} // namespace

Expected<UrlRewrite::Rule> UrlRewrite::compileRule(const spec::UrlRewrite &entry,
                                                   const Secrets &secrets)
{
    auto pattern = RegularExpression::compile(entry.matchPattern);
    if (!pattern) {
        return tl::unexpected(std::move(pattern.error()));
    }
    Rule rule{std::move(*pattern),
              TextTemplate::compile(entry.rewriteTo, secrets, TextTemplate::Groups::Replaced),
              {},
              false};
    for (const spec::RewriteTrigger &trigger : entry.triggers) {
        auto compiled = RewriteTrigger::compile(trigger, rule.triggers.size(), secrets);
        if (!compiled) {
            return tl::unexpected(std::move(compiled.error()));
        }
        rule.readsBody = rule.readsBody || compiled->readsBody();
        rule.triggers.push_back(std::move(*compiled));
    }
    return rule;
}

Expected<std::unique_ptr<UrlRewrite>> UrlRewrite::compile(const spec::ApiDefinition &definition,
                                                          const spec::GatewayConfig &config,
                                                          const Secrets &secrets)
{
    auto step = std::make_unique<UrlRewrite>();
    for (const spec::VersionInfo &version : definition.versionData.versions) {
        EndpointList<Rule> list;
        for (const spec::UrlRewrite &entry : version.extendedPaths.urlRewrites) {
            if (!version.useExtendedPaths || entry.disabled) {
                continue;
            }
            auto rule = compileRule(entry, secrets);
            if (!rule) {
                rule.error().where = "url_rewrites " + entry.path + ": " + rule.error().where;
                return tl::unexpected(std::move(rule.error()));
            }
            step->m_readsBody = step->m_readsBody || rule->readsBody;
            if (auto added = list.add(entry, pathOptions(version, config), std::move(*rule));
                !added) {
                return tl::unexpected(std::move(added.error()));
            }
        }
        if (!list.isEmpty()) {
            step->m_versions.add(version, std::move(list));
        }
    }
    if (step->m_versions.isEmpty()) {
        return nullptr;
    }
    return step;
}

const UrlRewrite::Rule *UrlRewrite::find(const RequestContext &context) const
{
    const EndpointList<Rule> *list = m_versions.find(context);
    return list ? list->find(context) : nullptr;
}

BodyNeed UrlRewrite::bodyNeed() const
{
    return m_readsBody ? BodyNeed::WholeRequest : BodyNeed::None;
}

bool UrlRewrite::isBodyNeeded(const RequestContext &context) const
{
    const Rule *rule = m_readsBody ? find(context) : nullptr;
    return rule && rule->readsBody;
}

const TextTemplate &UrlRewrite::targetOf(const Rule &rule, RequestContext &context)
{
    for (const RewriteTrigger &trigger : rule.triggers) {
        if (trigger.holds(context)) {
            return trigger.target();
        }
    }
    return rule.target;
}

StepResult UrlRewrite::process(RequestContext &context) const
{
    if (!context.versionApi.empty()) {
        context.note = "left to the API of the version";
        return StepResult::proceed();
    }
    const Rule *rule = find(context);
    if (!rule) {
        return StepResult::proceed();
    }
    const std::string_view url = context.exchange.request().target;
    std::string decoded;
    auto groups = rule->pattern.match(url);
    if (!groups) { // Tyk looks at the decoded form second
        decoded = http::percentDecoded(url, http::Plus::IsPlus);
        groups = rule->pattern.match(decoded);
    }
    if (!groups) {
        return StepResult::proceed();
    }
    const TextTemplate &target = targetOf(*rule, context);
    TextTemplate::Url expanded = target.expandUrl(context, *groups);
    if (!target.startsWithText() && hasScheme(expanded.text)) {
        expanded.text.insert(0, "/");
    } else if (expanded.text.starts_with("tyk://")) {
        context.loopControls = request::takeLoopControls(expanded.text, expanded.foreign);
    }
    const std::string rewritten = withoutUnsafeBytes(expanded.text);
    context.rewrittenUrl = context.exchange.arena().copy(rewritten);
    context.note = "to " + rewritten;
    return StepResult::proceed();
}

} // namespace gw::chain
