// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "upstream/http_client.h"

#include <cstdint>
#include <optional>
#include <string>

namespace gw::upstream {

class UpstreamConnection;

// The request half of a call: makes the head, frames the body, and keeps to the declared length.
// The head waits for the first piece of the body, so that both leave with one system call.
// Thread: its call's.
class RequestSender final {
public:
    enum class Result : std::uint8_t { Sent, LengthMismatch };

    void begin(const OutgoingRequest &request, const Origin &origin);

    // Without effect when it is sent already.
    void sendHead(UpstreamConnection &connection);
    [[nodiscard]] Result sendBody(UpstreamConnection &connection, std::string_view bytes);
    [[nodiscard]] Result end(UpstreamConnection &connection, const http::FieldList *trailers);

    [[nodiscard]] bool isHeadSent() const { return m_isHeadSent; }
    // The whole request went to the connection.
    [[nodiscard]] bool isEnded() const { return m_isEnded; }
    // Sending it twice does no more than once (RFC 9110 section 9.2.2), and it can be sent again.
    [[nodiscard]] bool isRepeatable() const { return m_isRepeatable; }
    // For a repeatable request: start again on another connection.
    void rewind() { m_isHeadSent = false; }

private:
    std::string m_head;
    std::optional<std::uint64_t> m_remaining; // of a body with a length
    bool m_isHeadSent = false;
    bool m_isEnded = false;
    bool m_isRepeatable = false;
};

} // namespace gw::upstream
