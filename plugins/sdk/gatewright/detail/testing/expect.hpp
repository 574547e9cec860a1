// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>

// As much of a test framework as a small test needs; any other will do.
namespace gw::testing {

namespace detail {

inline int &failureCount()
{
    static int count = 0;
    return count;
}

} // namespace detail

inline void expect(bool isTrue, const char *text, const char *file, int line)
{
    if (!isTrue) {
        ++detail::failureCount();
        std::fprintf(stderr, "%s:%d: error: expected: %s\n", file, line, text);
    }
}

// For main(): 0 when every expectation held.
inline int exitCode()
{
    return detail::failureCount() == 0 ? 0 : 1;
}

} // namespace gw::testing

// Tells where it does not hold, and goes on.
#define GW_EXPECT(condition)                                                                       \
    gw::testing::expect(static_cast<bool>(condition), #condition, __FILE__, __LINE__)
