// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ascii.h"
#include "e2e/support/scripted_origin.h"
#include "requests/http_request.h"

#include <mutex>
#include <string>
#include <vector>

namespace gw::test {

// A request as it came over the wire.
struct Received {
    std::string startLine;
    std::vector<requests::Header> fields;
    std::string body; // chunks put together

    // The values of that name in their order, each followed by a line break.
    [[nodiscard]] std::string values(std::string_view name) const
    {
        std::string text;
        for (const auto &[field, value] : fields) {
            text += equalIgnoringCase(field, name) ? value + "\n" : "";
        }
        return text;
    }
};

// Answers 200 with "ok" to every request (one for a tunnel gets no body) and remembers it;
// "/moved/301" leads to "/" with that status. With a challenge it answers 401 and that
// WWW-Authenticate first, until an Authorization of the same scheme comes.
class RecordingServer final {
public:
    explicit RecordingServer(std::string challenge = {})
        : m_challenge(std::move(challenge))
        , m_origin([this](e2e::Socket &connection) { serve(connection); })
    {
    }

    [[nodiscard]] std::string url() const { return m_origin.url(); }
    [[nodiscard]] std::string host() const
    {
        return "127.0.0.1:" + std::to_string(m_origin.port());
    }
    // What came since the last call.
    [[nodiscard]] std::vector<Received> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_received, {});
    }

private:
    void serve(e2e::Socket &connection)
    {
        while (const auto head = connection.receiveUntil("\r\n\r\n")) {
            Received received = readHead(*head);
            if (!received.values("Expect").empty()) {
                connection.send("HTTP/1.1 100 Continue\r\n\r\n");
            }
            received.body = readBody(received, connection);
            const std::string scheme = m_challenge.substr(0, m_challenge.find(' '));
            const bool isKnown = received.values("Authorization").starts_with(scheme);
            const std::size_t moved = received.startLine.find("/moved/");
            const std::string redirect =
                moved == std::string::npos ? std::string()
                                           : "HTTP/1.1 " + received.startLine.substr(moved + 7, 3) +
                                                 " Moved\r\nLocation: /\r\n";
            const bool isHead = received.startLine.starts_with("HEAD ");
            const bool isTunnel = received.startLine.starts_with("CONNECT ");
            {
                const std::lock_guard lock(m_mutex);
                m_received.push_back(std::move(received));
            }
            if (isTunnel) {
                connection.send("HTTP/1.1 200 Connected\r\n\r\n");
                continue;
            }
            const std::string length = "Content-Length: 2\r\n\r\n";
            connection.send((!redirect.empty() ? redirect
                             : isKnown
                                 ? "HTTP/1.1 200 OK\r\n"
                                 : "HTTP/1.1 401 No\r\nWWW-Authenticate: " + m_challenge + "\r\n") +
                            length + (isHead ? "" : "ok"));
        }
    }

    static Received readHead(std::string_view head)
    {
        Received received;
        for (std::size_t at = 0; at < head.size();) {
            const std::size_t end = head.find("\r\n", at);
            const std::string_view line = head.substr(at, end - at);
            if (at == 0) {
                received.startLine = line;
            } else if (!line.empty()) {
                const std::size_t colon = std::min(line.find(':'), line.size() - 1);
                received.fields.emplace_back(line.substr(0, colon),
                                             trimmed(line.substr(colon + 1)));
            }
            at = end + 2;
        }
        return received;
    }

    static std::string readBody(const Received &received, e2e::Socket &connection)
    {
        if (const std::string length = received.values("Content-Length"); !length.empty()) {
            return connection.receiveExactly(std::stoul(length)).value_or("?");
        }
        std::string body;
        while (!received.values("Transfer-Encoding").empty()) {
            const std::string line = connection.receiveUntil("\r\n").value_or("0");
            const std::size_t size = std::stoul(line, nullptr, 16);
            body += connection.receiveExactly(size).value_or("?");
            static_cast<void>(connection.receiveUntil("\r\n"));
            if (size == 0) {
                break;
            }
        }
        return body;
    }

    std::string m_challenge;
    std::mutex m_mutex; // of m_received
    std::vector<Received> m_received;
    e2e::ScriptedOrigin m_origin;
};

} // namespace gw::test
