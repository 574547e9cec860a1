// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

inline constexpr std::string_view kMinimalDefinition = R"json({
  "name": "x", "api_id": "x", "org_id": "default", "use_keyless": true,
  "version_data": {
    "not_versioned": true,
    "versions": {"Default": {"name": "Default", "use_extended_paths": true}}
  },
  "proxy": {"listen_path": "/x/", "target_url": "http://127.0.0.1:9000/", "strip_listen_path": true},
  "active": true
})json";

inline constexpr std::string_view kLargeDefinition = R"json({
  "id": "5f1a", "name": "Orders #shop", "slug": "orders", "api_id": "orders", "org_id": "default",
  "active": true, "listen_port": 0, "domain": "api.example.com", "tags": ["edge"],
  "definition": {
    "enabled": true, "name": "v1", "default": "self", "location": "header", "key": "x-api-version",
    "strip_versioning_data": true, "fallback_to_default": true,
    "versions": {"v3": "orders-v3", "v2": "orders-v2"}
  },
  "proxy": {
    "listen_path": "/orders/", "target_url": "https://orders.internal/base", "strip_listen_path": true,
    "preserve_host_header": false, "enable_load_balancing": true,
    "target_list": ["http://a:8000", "http://b:8000"], "check_host_against_uptime_tests": true,
    "transport": {"ssl_min_version": 771, "ssl_ciphers": [], "proxy_url": "http://proxy:3128"},
    "service_discovery": {"use_discovery_service": false}
  },
  "use_keyless": false, "custom_plugin_auth_enabled": true, "base_identity_provided_by": "custom_auth",
  "auth_configs": {"coprocess": {"auth_header_name": "X-Token"}},
  "enable_jwt": false, "jwt_signing_method": "hmac", "jwt_default_policies": ["p1"],
  "custom_middleware": {
    "pre": [
      {"disabled": false, "name": "CheckTenant", "path": "plugins/pre.so", "require_session": false,
       "raw_body_only": false},
      {"disabled": true, "name": "AddTraceId", "path": "plugins/pre.so"}
    ],
    "post_key_auth": [{"name": "Enrich", "path": "plugins/post_key.so"}],
    "auth_check": {"name": "Login", "path": "plugins/auth.so"},
    "post": [], "response": [{"name": "Mask", "path": "plugins/response.so"}],
    "driver": "goplugin",
    "id_extractor": {"disabled": false, "extract_from": "", "extract_with": "", "extractor_config": {}}
  },
  "config_data": {"limit": 1.50, "names": ["a"]},
  "analytics_plugin": {"enable": true, "plugin_path": "plugins/mask.so", "func_name": "Mask"},
  "response_processors": [{"name": "header_injector", "options": {"add_headers": {"x": "y"}}}],
  "global_rate_limit": {"rate": 100.5, "per": 1},
  "CORS": {"enable": true, "allowed_origins": ["https://a", "https://b"], "max_age": 24},
  "cache_options": {"enable_cache": true, "cache_timeout": 60, "cache_response_codes": [200]},
  "allowed_ips": ["10.0.0.0/8", "2001:db8::1"], "enable_ip_whitelisting": true,
  "event_handlers": {"events": {"AuthFailure": [
    {"handler_name": "eh_log_handler", "handler_meta": {"prefix": "auth"}}]}},
  "uptime_tests": {"disabled": true, "check_list": [{"url": "http://a:8000/up", "timeout": "1.5s"}]},
  "enable_context_vars": true, "enable_detailed_recording": true,
  "graphql": {"enabled": false, "schema": ""},
  "version_data": {
    "not_versioned": false, "default_version": "v2",
    "versions": {
      "v2": {
        "name": "v2", "expires": "-1", "use_extended_paths": true, "extended_paths": {},
        "global_headers": {"x-zebra": "1", "x-ape": "$tyk_context.path"},
        "global_headers_remove": ["X-Internal"], "global_enforce_timeout": "30s"
      },
      "v1": {"name": "v1", "expires": "2020-01-01 00:00", "use_extended_paths": false,
             "paths": {"ignored": [], "white_list": ["/old"], "black_list": []}}
    }
  }
})json";

inline constexpr std::string_view kPathsDefinition = R"json({
  "name": "p", "api_id": "p", "use_keyless": true, "active": true,
  "proxy": {"listen_path": "/p/", "target_url": "http://127.0.0.1:9000/"},
  "version_data": {"not_versioned": true, "versions": {"Default": {
    "name": "Default", "use_extended_paths": true, "extended_paths": {
      "ignored": [{"path": "^/free", "ignore_case": true, "method": ""}],
      "white_list": [{"path": "^/w", "method_actions": {"GET": {
        "action": "reply", "code": 200, "data": "hi", "headers": {"a": "b"}}}}],
      "black_list": [{"path": "^/b", "disabled": true}],
      "mock_response": [{"path": "^/m", "method": "GET", "code": 201, "body": "{}",
                         "headers": {"A": "1", "B": "2"}}],
      "cache": ["/cached"],
      "advance_cache_config": [{"path": "^/c", "method": "GET", "timeout": 10, "cache_response_codes": [200]}],
      "transform": [{"path": "^/t", "method": "POST", "template_data": {
        "input_type": "json", "template_mode": "blob", "template_source": "e30=", "enable_session": false}}],
      "transform_response": [{"path": "^/t", "method": "POST", "template_data": {}}],
      "transform_headers": [{"path": "^/h", "method": "GET", "delete_headers": ["X-Old"],
                             "add_headers": {"X-New": "1"}, "act_on": false}],
      "transform_response_headers": [{"path": "^/h", "method": "GET"}],
      "hard_timeouts": [{"path": "^/s", "method": "GET", "timeout": 5},
                        {"path": "^/q", "method": "GET", "timeout": 5, "duration": "500ms"}],
      "circuit_breakers": [{"path": "^/s", "method": "GET", "threshold_percent": 0.5, "samples": 5,
                            "return_to_service_after": 60}],
      "url_rewrites": [{"path": "^/r", "method": "GET", "match_pattern": "/r/(.*)", "rewrite_to": "/n/$1",
        "triggers": [{"on": "any", "options": {
          "header_matches": {"X-A": {"match_rx": "a", "reverse": true}},
          "query_val_matches": {"v": {"match_rx": "^1$"}},
          "payload_matches": {"match_rx": "x"}}, "rewrite_to": "/t"}]}],
      "virtual": [], "transform_jq": [],
      "size_limits": [{"path": "^/s", "method": "POST", "size_limit": 1024}],
      "method_transforms": [{"path": "^/g", "method": "GET", "to_method": "POST"}],
      "track_endpoints": [{"path": "^/a", "method": "GET"}],
      "do_not_track_endpoints": [{"path": "^/b", "method": "GET"}],
      "validate_json": [
        {"path": "^/v", "method": "POST", "schema": {"type": "object"}, "error_response_code": 0},
        {"path": "^/v", "method": "PUT", "schema_b64": "eyJ0eXBlIjoiYXJyYXkifQ==",
         "error_response_code": 400}],
      "internal": [{"path": "^/i", "method": "GET"}],
      "go_plugin": [{"path": "^/e", "method": "GET", "plugin_path": "plugins/e.so", "func_name": "Sym"}],
      "rate_limit": [{"path": "^/l", "method": "GET", "rate": 10, "per": 1.5}]
    }}}}
})json";
