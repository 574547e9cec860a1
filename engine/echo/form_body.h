// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "echo/text_codec.h"

#include <string_view>

namespace gw::echo {

// The fields of a form as a browser sends it.
struct FormBody {
    bool isForm = false; // the content type is one of the two form types
    Pairs fields;
    Pairs files; // field name and content
};

// Reads application/x-www-form-urlencoded and multipart/form-data; anything else is no form. Of a
// multipart body that breaks off, the whole parts are kept.
[[nodiscard]] FormBody readForm(std::string_view contentType, std::string_view body);

} // namespace gw::echo
