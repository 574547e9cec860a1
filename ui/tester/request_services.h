// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/request_runner.h"

#include <memory>

namespace gw::history {
class RequestHistory;
}

namespace gw::session {
class Breakpoints;
class EngineSession;
class Environments;
} // namespace gw::session

namespace gw::window {
class PageOpener;
}

namespace gw::tester {

// What all request pages work with. What is referred to must outlive the pages.
struct RequestServices {
    session::EngineSession &session;
    session::Environments &environments;
    history::RequestHistory &history;
    window::PageOpener &opener;
    std::shared_ptr<requests::RequestRunner> runner; // pages may outlive the factory
    session::Breakpoints *breakpoints = nullptr;     // null: nothing stops requests
};

} // namespace gw::tester
