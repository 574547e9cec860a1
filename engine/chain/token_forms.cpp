// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/token_forms.h"

#include "chain/json_text.h"
#include "spec/base64.h"
#include "spec/gateway_config.h"

#include <QByteArray>

#include <algorithm>
#include <array>

namespace gw::chain {

namespace {

// An unknown algorithm is read as murmur64 (reference K).
std::string knownAlgorithm(std::string_view name)
{
    constexpr std::array<std::string_view, 5> kKnown{"", "murmur32", "murmur64", "murmur128",
                                                     "sha256"};
    return std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end() ? "murmur64"
                                                                         : std::string(name);
}

void appendOnce(std::vector<std::string> &list, std::string form)
{
    if (std::find(list.begin(), list.end(), form) == list.end()) {
        list.push_back(std::move(form));
    }
}

} // namespace

TokenForms::TokenForms(const spec::GatewayConfig &config, std::string_view orgId)
    : m_orgId(orgId)
    , m_algorithm(knownAlgorithm(config.hashKeyFunction))
{
    for (const std::string &name : config.hashKeyFunctionFallback) {
        m_fallbacks.push_back(knownAlgorithm(name));
    }
}

std::string TokenForms::token(std::string_view orgId, std::string_view keyId,
                              std::string_view algorithm)
{
    if (algorithm.empty()) {
        return std::string(orgId) + std::string(keyId);
    }
    std::string text = R"({"org":")";
    text.append(orgId).append(R"(","id":")").append(keyId).append(R"(","h":")");
    text.append(algorithm).append(R"("})");
    return QByteArray::fromStdString(text).toBase64().toStdString();
}

bool TokenForms::namesOrganisation(std::string_view key) const
{
    if (key.starts_with("ey")) {
        const auto text = spec::decodedBase64(key);
        const auto org = text ? memberText(*text, "org") : std::nullopt;
        if (org) {
            return *org == m_orgId;
        }
    }
    return !m_orgId.empty() && key.starts_with(m_orgId);
}

std::vector<std::string> TokenForms::candidates(std::string_view key) const
{
    std::vector<std::string> forms;
    if (namesOrganisation(key)) {
        forms.emplace_back(key);
        return forms;
    }
    appendOnce(forms, token(m_orgId, key, m_algorithm));
    appendOnce(forms, std::string(key));
    for (const std::string &algorithm : m_fallbacks) {
        appendOnce(forms, token(m_orgId, key, algorithm));
    }
    return forms;
}

} // namespace gw::chain
