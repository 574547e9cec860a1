// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nghttp2/nghttp2.h>
#include <vector>

namespace gw::http {
class FieldList;
}

namespace gw::upstream {

// What nghttp2 tells a session of ours; its user data is the Http2Session. Shared, never changed.
[[nodiscard]] const nghttp2_session_callbacks *http2Callbacks();

// Takes the body of a request from its call.
[[nodiscard]] nghttp2_data_provider2 bodyProvider();

// Views of the fields, which nghttp2 copies, the names in lower case.
[[nodiscard]] std::vector<nghttp2_nv> pairsOf(const http::FieldList &fields);

} // namespace gw::upstream
