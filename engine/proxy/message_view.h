// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/veil.h"
#include "proxy/credential_mask.h"
#include "proxy/paused_request.h"

#include <optional>
#include <string_view>

namespace gw::proxy {

// What a developer at a breakpoint sees of a request's messages, and how that comes back: what
// comes back as it was shown keeps its real value, which may be hidden or no UTF-8.
// Thread: the request's worker.
class MessageView final {
public:
    // The mask must outlive the view.
    MessageView(request::RequestContext &context, const CredentialMask &mask);

    // No value: the body streams.
    using Body = std::optional<std::string_view>;
    [[nodiscard]] PausedMessage request(Body body) const;
    [[nodiscard]] PausedMessage response(const http::ResponseHead &head, Body body) const;

    void editRequest(const MessageEdit &edit) const; // all but the body
    void editResponse(const MessageEdit &edit, http::ResponseHead &head) const;

    // Longer ones stream.
    static constexpr std::size_t kLongestBody = std::size_t{1024} * 1024;

private:
    enum class Side : std::uint8_t { Request, Response };

    [[nodiscard]] std::string shownValue(const http::Field &field, Side side) const;
    [[nodiscard]] std::string shownPath(std::string_view path) const;
    [[nodiscard]] std::string shownParameter(std::string_view name, std::string_view value) const;
    [[nodiscard]] std::string shownTarget() const;
    [[nodiscard]] std::string realTarget(std::string_view edited) const;
    [[nodiscard]] FieldTexts shownFields(const http::FieldList &fields, Side side) const;
    void editFields(const FieldTexts &edited, http::FieldList &fields, Side side) const;

    request::RequestContext &m_context;
    const CredentialMask &m_mask;
    chain::Veil m_veil;
};

} // namespace gw::proxy
