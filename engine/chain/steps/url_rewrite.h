// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/endpoint_matcher.h"
#include "chain/step.h"
#include "chain/steps/rewrite_trigger.h"

#include <memory>
#include <vector>

namespace gw::spec {
struct ApiDefinition;
}

namespace gw::chain {

// Notes another URL for the upstream in context.rewrittenUrl (reference D5); the proxy follows
// "tyk://..." as a loop. Not when the request's version is an API of its own, which decides. Later
// steps still see the client's URL. Where a URL leads is up to the definition: text that the client
// chose never becomes its scheme.
class UrlRewrite final : public Step {
public:
    // Null when the definition rewrites nothing. Fails on an invalid expression.
    [[nodiscard]] static Expected<std::unique_ptr<UrlRewrite>>
    compile(const spec::ApiDefinition &definition, const spec::GatewayConfig &config,
            const Secrets &secrets);

    [[nodiscard]] std::string_view name() const override { return "URLRewriteMiddleware"; }
    [[nodiscard]] BodyNeed bodyNeed() const override;
    [[nodiscard]] bool isBodyNeeded(const RequestContext &context) const override;
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    struct Rule {
        RegularExpression pattern;
        TextTemplate target;
        std::vector<RewriteTrigger> triggers;
        bool readsBody = false;
    };

    [[nodiscard]] static Expected<Rule> compileRule(const spec::UrlRewrite &entry,
                                                    const Secrets &secrets);
    [[nodiscard]] const Rule *find(const RequestContext &context) const;
    [[nodiscard]] static const TextTemplate &targetOf(const Rule &rule, RequestContext &context);

    PerVersion<EndpointList<Rule>> m_versions;
    bool m_readsBody = false;
};

} // namespace gw::chain
