// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

// With a layout and a member of its own, which edits must leave alone.
inline constexpr std::string_view kDefinition = R"({
  "name": "Orders", "own field" : [1,2],
  "api_id": "orders",
  "active": true,
  "use_keyless": true,
  "version_data": {"not_versioned": true, "versions": {"Default": {"name": "Default"}}},
  "proxy": {"listen_path": "/orders/", "target_url": "http://127.0.0.1:1/", "strip_listen_path": true},
  "custom_middleware": {
    "driver": "goplugin",
    "post": [
      {"name": "AddFooBarHeader", "path": "plugins/AddFooBarHeader.so"}
    ]
  }
}
)";
