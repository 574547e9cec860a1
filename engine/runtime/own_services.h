// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/exchange.h"

#include <string_view>

namespace gw::runtime {

// What the engine answers itself on one worker: control API, health, metrics, events. Made, used
// and destroyed on the worker's thread.
class OwnServices {
public:
    virtual ~OwnServices() = default;

    // Whether a decoded path is the engine's and no API's (reference D1).
    [[nodiscard]] virtual bool owns(std::string_view path) const = 0;
    [[nodiscard]] virtual http::RequestHandler &handler() = 0;
};

} // namespace gw::runtime
