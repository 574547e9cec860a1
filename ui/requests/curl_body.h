// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/hurl_file.h"
#include "requests/template_text.h"

#include <string>
#include <vector>

namespace gw::requests {

// What the values of curl's options become in a file.

// "name=value" with another separator maybe; without one the value is empty.
[[nodiscard]] Line pairLine(const std::string &text, char separator);
// "a=1; b=2"; one without "=" has no separator.
[[nodiscard]] std::vector<Line> cookieLines(const std::string &text);

// "file,NAME; TYPE" as a part or a body names a file.
[[nodiscard]] std::string fileReference(const std::string &path, const std::string &type,
                                        Braces braces = Braces::Letters);

// The body that gives exactly these bytes: a text between backquotes, base64 when they are no text.
[[nodiscard]] Body exactBody(const std::string &bytes, Braces braces = Braces::Letters);
// Whether the text is a JSON object or list that can be written as it is: without a "{{", which
// would be a variable there.
[[nodiscard]] bool isJsonContainer(const std::string &text);
// The lines of [Form] that give the same bytes again; empty when none would.
[[nodiscard]] std::vector<Line> formLines(const std::string &bytes);

} // namespace gw::requests
