// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "proxy/api.h"
#include "request/request_context.h"

#include <memory>
#include <string_view>

namespace gw::proxy {

// Where a request goes when its request steps are done.
struct ForwardPlan {
    // Null: the request loops, see loopUrl; or every target is down.
    std::shared_ptr<const upstream::Origin> origin;
    bool areAllDown = false;
    std::string_view target; // origin-form, in the request's arena
    std::string_view host;
    std::string_view loopUrl;   // "tyk://self/path", "tyk://<api>/path"
    std::string_view loopQuery; // the client's, which goes along
    request::LoopControls loopControls;
    bool isVersionLoop = false; // to the API that is the request's version
};

// Strips the listen path, applies URL rewrite and version target, joins with the target's path and
// query (reference D2, D5). A version that is an API of its own stands before all of that. Fails
// when a rewrite names an URL that cannot be a target.
[[nodiscard]] Expected<ForwardPlan> planForward(request::RequestContext &context, const Api &api);

// D2's join of a target path and a request path.
[[nodiscard]] std::string_view joinPaths(http::Arena &arena, std::string_view targetPath,
                                         std::string_view requestPath, bool disableStripSlash);

} // namespace gw::proxy
