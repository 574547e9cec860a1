// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <string>
#include <string_view>

namespace gw::requests {

// The document with each element on a line of its own; every tag and text stays as it is spelled,
// and what stands in an element beside text of its own stays on its line. Fails for what is no
// XML, with the place. The text is UTF-8, whatever its declaration says.
[[nodiscard]] Expected<std::string> indentedXml(std::string_view text);
// Whether text of that type, that begins like this, may be XML.
[[nodiscard]] bool looksLikeXml(std::string_view text, std::string_view contentType);
[[nodiscard]] bool isXmlType(std::string_view contentType);

} // namespace gw::requests
