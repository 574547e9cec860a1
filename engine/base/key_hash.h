// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gw {

// The hash under which Tyk knows a key (reference K), in lower-case hex. The token names its
// algorithm itself: base64 of {"org":"..","id":"..","h":"murmur64"}. Without a name, or with an
// unknown one, it is Tyk's murmur32, which leaves out the last bytes of a token whose length is no
// multiple of four.
[[nodiscard]] std::string keyHash(std::string_view token);

} // namespace gw
