// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace gw::request_form {

// Values that are often sent in a request header, for completion; none for most. Names are compared
// without case.
[[nodiscard]] QStringList headerValues(const QString &name);

} // namespace gw::request_form
