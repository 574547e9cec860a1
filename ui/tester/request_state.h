// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "requests/hurl_file.h"

#include <QJsonArray>

namespace gw::tester {

// Requests as fields, for the session. A request that is being written (half a body, a row without
// a name) has no text that could be read again; its fields are kept one by one.
[[nodiscard]] QJsonArray fieldsOf(const requests::HurlFile &file);
[[nodiscard]] requests::HurlFile fileOfFields(const QJsonArray &fields);

// Fails when the text, read again, is not the same requests: it must not become a file.
[[nodiscard]] Expected<void> checkReadsBack(const requests::HurlFile &file, std::string_view text);

} // namespace gw::tester
