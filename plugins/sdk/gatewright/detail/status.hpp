// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/plugin.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gw {

// What a function of the SDK throws when the gateway refuses something. A hook may catch it; one
// that does not answers 500, and the text goes to the log, the trace and the console.
class Failure final : public std::runtime_error {
public:
    Failure(gw_status status, const std::string &text)
        : std::runtime_error(text)
        , m_status(status)
    {
    }
    [[nodiscard]] gw_status status() const { return m_status; }

private:
    gw_status m_status;
};

namespace detail {

inline gw_string pass(std::string_view text)
{
    return gw_string{text.data(), text.size()};
}
inline std::string_view view(gw_string text)
{
    return std::string_view(text.bytes, static_cast<std::size_t>(text.size));
}

inline const char *meaning(gw_status status)
{
    switch (status) {
    case GW_NOT_FOUND:
        return "not found";
    case GW_INVALID:
        return "the value is not allowed";
    case GW_WRONG_KIND:
        return "not available in this kind of hook";
    case GW_NOT_READ:
        return "the body was not read: export the hook with GW_READS_REQUEST_BODY or "
               "GW_READS_RESPONSE_BODY";
    case GW_TOO_LARGE:
        return "too large";
    case GW_WRONG_THREAD:
        return "it would block: export the hook with GW_EXPORT_BLOCKING_HOOK";
    case GW_UNSUPPORTED:
        return "not supported by this gateway";
    case GW_TIMEOUT:
        return "timed out";
    default:
        return "failed";
    }
}

// True for GW_OK; throws Failure otherwise, naming the operation and its subject.
inline bool check(gw_status status, const char *operation, std::string_view subject = {})
{
    if (status == GW_OK) {
        return true;
    }
    std::string text = operation;
    if (!subject.empty()) {
        text.append("(").append(subject.substr(0, 80)).append(")");
    }
    throw Failure(status, text.append(": ").append(meaning(status)));
}

// The table that the gateway gave this library. Hidden, so that every library has its own.
__attribute__((visibility("hidden"))) inline const gw_host *theHost = nullptr;

} // namespace detail
} // namespace gw
