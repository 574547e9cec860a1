// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

namespace gw {

// A value, or the reason why there is none.
template <typename T>
using Expected = tl::expected<T, Error>;

// Usage: return failure("Listen path is empty", file, "Give the API a proxy.listen_path");
[[nodiscard]] inline tl::unexpected<Error> failure(std::string what, std::string where = {},
                                                   std::string remedy = {})
{
    return tl::unexpected<Error>(Error{std::move(what), std::move(where), std::move(remedy)});
}

// The same for a system call on a file that has just failed: adds what errno says, and a remedy
// where there is one.
[[nodiscard]] tl::unexpected<Error> systemFailure(const char *what, const std::string &path);

} // namespace gw
