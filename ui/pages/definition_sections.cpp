// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/definition_sections.h"

#include <QtGlobal>

namespace gw::pages {

const std::vector<FormSection> &sectionsBeforeEndpoints()
{
    static const std::vector<FormSection> sections = {
        {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Identity"),
         {{QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Name"), "/name"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "API id"), "/api_id"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Organisation"), "/org_id"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Active"), "/active"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Internal"), "/internal"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Domain"), "/domain"}}},
        {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Proxy"),
         {{QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Listen path"), "/proxy/listen_path"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Target URL"), "/proxy/target_url"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Strip listen path"),
           "/proxy/strip_listen_path"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Keep client's Host"),
           "/proxy/preserve_host_header"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Load balancing"),
           "/proxy/enable_load_balancing"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Targets"), "/proxy/target_list"}}},
        {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Authentication"),
         {{QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Open to everybody"), "/use_keyless"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Keys"), "/use_standard_auth"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Plugin (auth_check)"),
           "/custom_plugin_auth_enabled"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "JWT"), "/enable_jwt"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Basic"), "/use_basic_auth"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Key's header"),
           "/auth_configs/authToken/auth_header_name"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Key in query too"),
           "/auth_configs/authToken/use_param"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Query parameter"),
           "/auth_configs/authToken/param_name"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Remove credential"),
           "/strip_auth_data"}}},
        {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "JWT"),
         {{QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Keys from"), "/jwt_source"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Signed with"), "/jwt_signing_method"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Claim of the identity"),
           "/jwt_identity_base_field"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Claim of the policy"),
           "/jwt_policy_field_name"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Claim of the client"),
           "/jwt_client_base_field"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Default policies"),
           "/jwt_default_policies"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Token's header"),
           "/auth_configs/jwt/auth_header_name"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Ignore kid"), "/jwt_skip_kid"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Tolerance iat (s)"),
           "/jwt_issued_at_validation_skew"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Tolerance exp (s)"),
           "/jwt_expires_at_validation_skew"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Tolerance nbf (s)"),
           "/jwt_not_before_validation_skew"}}},
        {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Client certificates"),
         {{QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Wanted"), "/use_mutual_tls_auth"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Accepted"), "/client_certificates"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "To the upstream"),
           "/upstream_certificates"}}},
    };
    return sections;
}

const std::vector<FormSection> &sectionsBehindEndpoints()
{
    static const std::vector<FormSection> sections = {
        {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Request headers"),
         {{QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Set"), "@/global_headers"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Remove"), "@/global_headers_remove"}}},
        {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Response headers"),
         {{QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Set"), "@/global_response_headers"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Remove"),
           "@/global_response_headers_remove"}}},
        {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "CORS"),
         {{QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Switched on"), "/CORS/enable"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Origins"), "/CORS/allowed_origins"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Methods"), "/CORS/allowed_methods"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Headers"), "/CORS/allowed_headers"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Readable headers"),
           "/CORS/exposed_headers"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Credentials"),
           "/CORS/allow_credentials"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Remembered (s)"), "/CORS/max_age"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Upstream answers"),
           "/CORS/options_passthrough"}}},
        {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Limits"),
         {{QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Requests"), "/global_rate_limit/rate"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Per (s)"), "/global_rate_limit/per"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "No key rates"), "/disable_rate_limit"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "No key quotas"), "/disable_quota"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Largest body (B)"),
           "@/global_size_limit"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Longest time"),
           "@/global_enforce_timeout"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Only from"), "/allowed_ips"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Never from"), "/blacklisted_ips"}}},
    };
    return sections;
}

} // namespace gw::pages
