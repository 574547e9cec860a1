// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/template_text.h"

#include <QString>

namespace gw::request_form {

// A value of a Hurl file as a person edits it, without the escapes.
[[nodiscard]] inline QString shownText(std::string_view spelled)
{
    return QString::fromStdString(requests::editableText(spelled));
}

} // namespace gw::request_form
