// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/definition_sections.h"

#include <QtGlobal>

namespace gw::form {

namespace {

FormSection jwtSection()
{
    return {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "JWT"),
            {{QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Keys from"), "/jwt_source"},
             {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Signed with"), "/jwt_signing_method"},
             {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Claim of the identity"),
              "/jwt_identity_base_field"},
             {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Claim of the policy"),
              "/jwt_policy_field_name"},
             {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Claim of the client"),
              "/jwt_client_base_field"},
             {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Default policies"),
              "/jwt_default_policies"},
             {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Token's header"),
              "/auth_configs/jwt/auth_header_name"},
             {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Ignore kid"), "/jwt_skip_kid"},
             {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Tolerance iat (s)"),
              "/jwt_issued_at_validation_skew"},
             {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Tolerance exp (s)"),
              "/jwt_expires_at_validation_skew"},
             {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Tolerance nbf (s)"),
              "/jwt_not_before_validation_skew"}}};
}

} // namespace

const std::vector<FormSection> &sectionsBeforeEndpoints()
{
    static const std::vector<FormSection> sections = {
        {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Identity"),
         {{QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Name"), "/name"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "API id"), "/api_id"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Organisation"), "/org_id"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Active"), "/active"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Internal"), "/internal"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Domain"), "/domain"}}},
        {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Proxy"),
         {{QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Listen path"), "/proxy/listen_path"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Target URL"), "/proxy/target_url"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Strip listen path"),
           "/proxy/strip_listen_path"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Keep client's Host"),
           "/proxy/preserve_host_header"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Load balancing"),
           "/proxy/enable_load_balancing"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Targets"), "/proxy/target_list"}}},
        {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Authentication"),
         {{QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Open to everybody"), "/use_keyless"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Keys"), "/use_standard_auth"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Plugin (auth_check)"),
           "/custom_plugin_auth_enabled"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Plugin, older name"),
           "/use_go_plugin_auth"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "JWT"), "/enable_jwt"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Basic"), "/use_basic_auth"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Key's header"),
           "/auth_configs/authToken/auth_header_name"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Key in query too"),
           "/auth_configs/authToken/use_param"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Query parameter"),
           "/auth_configs/authToken/param_name"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Remove credential"),
           "/strip_auth_data"}}},
        jwtSection(),
        {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Client certificates"),
         {{QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Required"), "/use_mutual_tls_auth"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Accepted certificates"),
           "/client_certificates"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Shown to targets"),
           "/upstream_certificates"}}},
    };
    return sections;
}

const std::vector<FormSection> &sectionsBehindEndpoints()
{
    static const std::vector<FormSection> sections = {
        {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Request headers"),
         {{QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Set"), "@/global_headers"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Remove"), "@/global_headers_remove"}}},
        {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Response headers"),
         {{QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Set"), "@/global_response_headers"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Remove"),
           "@/global_response_headers_remove"}}},
        {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "CORS"),
         {{QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Switched on"), "/CORS/enable"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Origins"), "/CORS/allowed_origins"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Methods"), "/CORS/allowed_methods"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Headers"), "/CORS/allowed_headers"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Readable headers"),
           "/CORS/exposed_headers"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Credentials"), "/CORS/allow_credentials"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Preflight cached (s)"), "/CORS/max_age"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Pass preflight on"),
           "/CORS/options_passthrough"}}},
        {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Limits"),
         {{QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Requests"), "/global_rate_limit/rate"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Per (s)"), "/global_rate_limit/per"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "No key rates"), "/disable_rate_limit"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "No key quotas"), "/disable_quota"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Largest body (B)"),
           "@/global_size_limit"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Time limit (e.g. 30s)"),
           "@/global_enforce_timeout"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Only from"), "/allowed_ips"},
          {QT_TRANSLATE_NOOP("gw::form::DefinitionForm", "Never from"), "/blacklisted_ips"}}},
    };
    return sections;
}

} // namespace gw::form
