// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/hurl_file.h"

namespace gw::requests {

// The text of the file: what readHurl() has read byte for byte, with what was changed since.
[[nodiscard]] std::string writeHurl(const HurlFile &file);

} // namespace gw::requests
