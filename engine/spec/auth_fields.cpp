// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/definition_fields.h"

namespace gw::spec {

static void describe(ObjectReader &reader, SignatureConfig &signature)
{
    reader.field("algorithm", signature.algorithm);
    reader.field("header", signature.header);
    reader.field("use_param", signature.useParam);
    reader.field("param_name", signature.paramName);
    reader.field("secret", signature.secret);
    reader.field("allowed_clock_skew", signature.allowedClockSkew);
    reader.field("error_code", signature.errorCode);
    reader.field("error_message", signature.errorMessage);
}

static void describe(ObjectReader &reader, AuthConfig &config)
{
    reader.field("name", config.name);
    reader.field("disable_header", config.disableHeader);
    reader.field("auth_header_name", config.authHeaderName);
    reader.field("use_param", config.useParam);
    reader.field("param_name", config.paramName);
    reader.field("use_cookie", config.useCookie);
    reader.field("cookie_name", config.cookieName);
    reader.field("use_certificate", config.useCertificate);
    reader.field("validate_signature", config.validateSignature);
    reader.field("signature", config.signature);
}

static void describe(ObjectReader &reader, BasicAuthOptions &options)
{
    reader.field("disable_caching", options.disableCaching);
    reader.field("cache_ttl", options.cacheTtl);
    reader.field("extract_from_body", options.extractFromBody);
    reader.field("body_user_regexp", options.bodyUserRegexp);
    reader.field("body_password_regexp", options.bodyPasswordRegexp);
}

static void describe(ObjectReader &reader, ScopeClaim &claim)
{
    reader.field("scope_claim_name", claim.scopeClaimName);
    reader.field("scope_to_policy", claim.scopeToPolicy);
}

// The object "scopes", of which only the part for JWT counts.
static void describe(ObjectReader &reader, JwtOptions &jwt)
{
    reader.field("jwt", jwt.scopes);
}

namespace {

void describeJwt(ObjectReader &reader, JwtOptions &jwt)
{
    reader.field("jwt_signing_method", jwt.signingMethod);
    reader.field("jwt_source", jwt.source);
    reader.field("jwt_identity_base_field", jwt.identityBaseField);
    reader.field("jwt_client_base_field", jwt.clientBaseField);
    reader.field("jwt_policy_field_name", jwt.policyFieldName);
    reader.field("jwt_default_policies", jwt.defaultPolicies);
    reader.field("jwt_issued_at_validation_skew", jwt.issuedAtValidationSkew);
    reader.field("jwt_expires_at_validation_skew", jwt.expiresAtValidationSkew);
    reader.field("jwt_not_before_validation_skew", jwt.notBeforeValidationSkew);
    reader.field("jwt_skip_kid", jwt.skipKid);
    reader.field("jwt_scope_claim_name", jwt.scopes.scopeClaimName);
    reader.field("jwt_scope_to_policy_mapping", jwt.scopes.scopeToPolicy);
    ScopeClaim older;
    std::swap(older, jwt.scopes);
    reader.field("scopes", jwt);
    if (jwt.scopes.scopeClaimName.empty()) {
        jwt.scopes.scopeClaimName = std::move(older.scopeClaimName);
    }
    if (jwt.scopes.scopeToPolicy.empty()) {
        jwt.scopes.scopeToPolicy = std::move(older.scopeToPolicy);
    }
}

} // namespace

void describe(ObjectReader &reader, Authentication &authentication)
{
    reader.field("use_keyless", authentication.useKeyless);
    reader.field("use_standard_auth", authentication.useStandardAuth);
    reader.field("use_basic_auth", authentication.useBasicAuth);
    reader.field("enable_jwt", authentication.enableJwt);
    reader.field("enable_signature_checking", authentication.enableSignatureChecking);
    reader.field("use_oauth2", authentication.useOauth2);
    reader.field("use_openid", authentication.useOpenid);
    reader.field("use_mutual_tls_auth", authentication.useMutualTlsAuth);
    reader.field("custom_plugin_auth_enabled", authentication.customPluginAuthEnabled);
    reader.field("use_go_plugin_auth", authentication.useGoPluginAuth);
    reader.field("enable_coprocess_auth", authentication.enableCoprocessAuth);

    AuthConfig older;
    reader.field("auth", older);
    reader.field("auth_configs", authentication.authConfigs);
    authentication.authConfigs.try_emplace("authToken", older);
    authentication.authConfigs.try_emplace("jwt", older);

    reader.field("basic_auth", authentication.basicAuth);
    describeJwt(reader, authentication.jwt);
    reader.field("hmac_allowed_clock_skew", authentication.hmacAllowedClockSkew);
    reader.field("hmac_allowed_algorithms", authentication.hmacAllowedAlgorithms);
    reader.field("client_certificates", authentication.clientCertificates);
    reader.field("base_identity_provided_by", authentication.baseIdentityProvidedBy);
    reader.field("strip_auth_data", authentication.stripAuthData);
    reader.field("session_lifetime", authentication.sessionLifetime);
    reader.field("session_lifetime_respects_key_expiration",
                 authentication.sessionLifetimeRespectsKeyExpiration);
}

} // namespace gw::spec
