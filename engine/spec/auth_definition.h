// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace gw::spec {

struct SignatureConfig {
    std::string algorithm; // "MasherySHA256" or "MasheryMD5"
    std::string header;
    bool useParam = false;
    std::string paramName;
    std::string secret;
    std::int64_t allowedClockSkew = 0; // seconds
    int errorCode = 0;                 // 0: 401
    std::string errorMessage;
};

// Where a credential is taken from.
struct AuthConfig {
    std::string name;
    bool disableHeader = false;
    std::string authHeaderName; // empty: Authorization
    bool useParam = false;
    std::string paramName; // empty: as the header
    bool useCookie = false;
    std::string cookieName; // empty: as the header
    bool useCertificate = false;
    bool validateSignature = false;
    SignatureConfig signature;
};

struct BasicAuthOptions {
    bool disableCaching = false;
    std::chrono::seconds cacheTtl{0}; // 0: 60 s
    bool extractFromBody = false;
    std::string bodyUserRegexp;
    std::string bodyPasswordRegexp;
};

struct ScopeClaim {
    std::string scopeClaimName; // empty: "scope"
    std::vector<std::pair<std::string, std::string>> scopeToPolicy;
};

struct JwtOptions {
    std::string signingMethod; // "hmac", "rsa" or "ecdsa"
    std::string source; // URL of a key set, or base64 of that or of a key; empty: key's secret
    std::string identityBaseField;
    std::string clientBaseField;
    std::string policyFieldName;
    std::vector<std::string> defaultPolicies;
    std::int64_t issuedAtValidationSkew = 0; // seconds
    std::int64_t expiresAtValidationSkew = 0;
    std::int64_t notBeforeValidationSkew = 0;
    bool skipKid = false;
    ScopeClaim scopes; // from `scopes.jwt`, else from the two older fields
};

// Everything that decides who may call the API. JSON keys of the definition's top level.
struct Authentication {
    bool useKeyless = false;
    bool useStandardAuth = false;
    bool useBasicAuth = false;
    bool enableJwt = false;
    bool enableSignatureChecking = false;
    bool useOauth2 = false;
    bool useOpenid = false;
    bool useMutualTlsAuth = false;

    // Any of the three switches the auth_check plugin on (A4).
    bool customPluginAuthEnabled = false;
    bool useGoPluginAuth = false;
    bool enableCoprocessAuth = false;

    // By kind: "authToken", "jwt", "basic", "hmac", "oauth", "oidc", "coprocess". "authToken" and
    // "jwt" are always there: the older `auth` object stands in where the document has no entry.
    std::map<std::string, AuthConfig> authConfigs;
    BasicAuthOptions basicAuth;
    JwtOptions jwt;
    double hmacAllowedClockSkew = 0; // milliseconds; 0: not checked
    std::vector<std::string> hmacAllowedAlgorithms;
    std::vector<std::string> clientCertificates;

    std::string baseIdentityProvidedBy;
    bool stripAuthData = false;
    std::int64_t sessionLifetime = 0; // seconds; 0: no limit
    bool sessionLifetimeRespectsKeyExpiration = false;

    [[nodiscard]] bool usesCustomPlugin() const
    {
        return customPluginAuthEnabled || useGoPluginAuth || enableCoprocessAuth;
    }
};

} // namespace gw::spec
