// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/step.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gw::spec {
struct Cors;
}

namespace gw::chain {

// Cross-origin requests (Fetch standard, section 3.2): answers preflights with 204 and marks the
// answers to allowed origins. A disallowed origin gets no CORS fields, and its request goes on: the
// browser is who refuses (reference D9).
class CorsStep final : public Step {
public:
    explicit CorsStep(const spec::Cors &settings);

    [[nodiscard]] std::string_view name() const override { return "CORSMiddleware"; }
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    // "http://*.example.com" as what stands before and behind the star, in lower case.
    struct Wildcard {
        std::string prefix;
        std::string suffix;
    };

    [[nodiscard]] bool isOriginAllowed(std::string_view origin) const;
    [[nodiscard]] bool isMethodAllowed(std::string_view method) const;
    [[nodiscard]] bool areHeadersAllowed(std::string_view list) const;
    void answerPreflight(RequestContext &context) const;
    void markAnswer(RequestContext &context) const;
    void allowOrigin(RequestContext &context, std::string_view origin) const;

    bool m_allowsAllOrigins = false;
    std::vector<std::string> m_origins; // in lower case
    std::vector<Wildcard> m_wildcards;
    std::vector<std::string> m_methods; // in upper case
    bool m_allowsAllHeaders = false;
    std::vector<std::string> m_headers;
    std::string m_exposed; // joined; empty: none
    std::string m_maxAge;  // empty: not told
    bool m_allowsCredentials = false;
};

} // namespace gw::chain
