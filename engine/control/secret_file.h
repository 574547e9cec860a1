// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <string>
#include <string_view>

namespace gw {
class Log;
}

namespace gw::control {

// The secret of the control API. A configured one is taken as it is, with a warning in the log when
// it is short or Tyk's published default. Without one, `<stateFolder>/secret` is read, or made with
// 256 random bits on first start: mode 0600, on disk before this returns. Fails when the file is
// somebody else's to read, empty, or cannot be made. Thread: control, before the services start.
[[nodiscard]] Expected<std::string> controlSecret(std::string_view configured,
                                                  const std::string &stateFolder, Log &log);

// What is wrong with a secret that somebody chose; empty: nothing.
[[nodiscard]] std::string secretWeakness(std::string_view secret);

} // namespace gw::control
