// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/veil.h"
#include "http/query_text.h"
#include "proxy/credential_mask.h"
#include "proxy/paused_request.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gw::proxy {

// What a developer at a breakpoint sees of a request's messages, and how that comes back: what
// comes back as it was shown keeps its real value, which may be hidden or no UTF-8.
// Thread: the request's worker.
class MessageView final {
public:
    // keys: that the request has presented before now. The mask must outlive the view.
    MessageView(request::RequestContext &context, const CredentialMask &mask,
                const std::vector<std::string> &keys);

    // No value: the body streams.
    using Body = std::optional<std::string_view>;
    [[nodiscard]] PausedMessage request(Body body) const;
    [[nodiscard]] PausedMessage response(const http::ResponseHead &head, Body body) const;

    void editRequest(const MessageEdit &edit) const; // all but the body
    void editResponse(const MessageEdit &edit, http::ResponseHead &head) const;
    // The fields of an answer that takes the place of a response that was shown.
    [[nodiscard]] FieldTexts answerFields(const FieldTexts &answer,
                                          const http::ResponseHead &head) const;

    // Longer ones stream.
    static constexpr std::size_t kLongestBody = std::size_t{1024} * 1024;

private:
    enum class Side : std::uint8_t { Request, Response };

    struct ShownText {
        std::string shown;
        std::string_view real;
    };
    [[nodiscard]] static std::optional<std::string_view> takeReal(std::vector<ShownText> &own,
                                                                  std::string_view shown);

    [[nodiscard]] std::string shownValue(const http::Field &field, Side side) const;
    [[nodiscard]] std::string shownPath(std::string_view path) const;
    // Name and value.
    [[nodiscard]] std::pair<std::string, std::string>
    shownParameter(const http::QueryPart &part) const;
    [[nodiscard]] std::vector<ShownText> shownParts(std::string_view query) const;
    [[nodiscard]] std::string_view target() const;
    [[nodiscard]] bool isTargetFixed() const;
    [[nodiscard]] std::string shownTarget() const;
    [[nodiscard]] std::string realTarget(std::string_view edited) const;
    [[nodiscard]] FieldTexts shownFields(const http::FieldList &fields, Side side) const;
    [[nodiscard]] FieldTexts realFields(const FieldTexts &edited, const http::FieldList &fields,
                                        Side side) const;
    void editFields(const FieldTexts &edited, http::FieldList &fields, Side side) const;

    request::RequestContext &m_context;
    const CredentialMask &m_mask;
    chain::Veil m_veil;
};

} // namespace gw::proxy
