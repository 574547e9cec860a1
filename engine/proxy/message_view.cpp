// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxy/message_view.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "request/message_edit.h"
#include "spec/go_text.h"

#include <algorithm>
#include <iterator>

namespace gw::proxy {

namespace {

using chain::Veil;

std::string asUtf8(std::string_view text)
{
    return std::string(spec::GoText(text).text());
}

// The text and the state of a body.
void showBody(MessageView::Body body, PausedMessage &message)
{
    using State = PausedMessage::BodyState;
    if (!body || body->size() > MessageView::kLongestBody) {
        message.bodyState = State::Streams;
    } else if (body->empty()) {
        message.bodyState = State::None;
    } else if (!isUtf8(*body)) {
        message.bodyState = State::Binary;
    } else {
        message.bodyState = State::Whole;
        message.body = *body;
    }
}

// Hidden values that look the same must stay apart: whoever removes one must get the other's back.
class HiddenCount final {
public:
    // of: what stands before the value. Numbers values that are hidden, leaves others alone.
    [[nodiscard]] std::string numbered(std::string_view of, std::string value)
    {
        if (value != Veil::kHidden) {
            return value;
        }
        m_seen.emplace_back(of);
        const auto isSame = [of](std::string_view seen) {
            return http::equalsIgnoreCase(seen, of);
        };
        return Veil::hidden(static_cast<std::size_t>(std::ranges::count_if(m_seen, isSame)));
    }

private:
    std::vector<std::string> m_seen;
};

// Path and query.
std::pair<std::string_view, std::string_view> splitTarget(std::string_view target)
{
    const std::size_t mark = std::min(target.find('?'), target.size());
    return {target.substr(0, mark), target.substr(std::min(mark + 1, target.size()))};
}

bool isPath(std::string_view url)
{
    return url.starts_with('/');
}

} // namespace

MessageView::MessageView(request::RequestContext &context, const CredentialMask &mask,
                         const std::vector<std::string> &keys)
    : m_context(context)
    , m_mask(mask)
    , m_veil(context, {chain::presentedKeys(context), keys})
{
}

std::string MessageView::shownValue(const http::Field &field, Side side) const
{
    const bool isMasked = side == Side::Request && m_mask.fieldValue(field) != field.value;
    return isMasked ? std::string(Veil::kHidden)
                    : asUtf8(m_veil.overField(field.name, field.value));
}

std::string MessageView::shownPath(std::string_view path) const
{
    const std::string shown = m_veil.over(path);
    return shown == Veil::kHidden ? "/" + shown : asUtf8(shown);
}

// A key may stand in the name, in the value, or across both ("key==" is "key" and "=").
std::pair<std::string, std::string> MessageView::shownParameter(const http::QueryPart &part) const
{
    const std::string hidden(Veil::kHidden);
    if (m_veil.over(part.name) == hidden) {
        return {hidden, hidden};
    }
    if (m_mask.query(part.text) != part.text || m_veil.over(part.value) == hidden) {
        return {asUtf8(part.name), hidden};
    }
    return m_veil.over(part.text) == hidden ? std::pair(hidden, hidden)
                                            : std::pair(asUtf8(part.name), asUtf8(part.value));
}

// The real text of the first that is shown so and was not taken before.
std::optional<std::string_view> MessageView::takeReal(std::vector<ShownText> &own,
                                                      std::string_view shown)
{
    const auto place = std::ranges::find(own, shown, &ShownText::shown);
    if (place == own.end()) {
        return std::nullopt;
    }
    const std::string_view real = place->real;
    own.erase(place);
    return real;
}

std::vector<MessageView::ShownText> MessageView::shownParts(std::string_view query) const
{
    std::vector<ShownText> shown;
    HiddenCount count;
    for (const http::QueryPart &part : http::QueryParts(query)) {
        auto [name, value] = shownParameter(part);
        if (part.hasEquals) {
            value = count.numbered(name, std::move(value));
            name.append("=").append(value);
        } else {
            name = count.numbered({}, std::move(name));
        }
        shown.push_back({std::move(name), part.text});
    }
    return shown;
}

// A rewritten URL that is a path stands for the target from there on.
std::string_view MessageView::target() const
{
    const auto &rewritten = m_context.rewrittenUrl;
    return rewritten && isPath(*rewritten) ? *rewritten : m_context.exchange.request().target;
}

bool MessageView::isTargetFixed() const
{
    return m_context.rewrittenUrl && !isPath(*m_context.rewrittenUrl);
}

std::string MessageView::shownTarget() const
{
    const auto [path, query] = splitTarget(target());
    std::string shown = shownPath(path);
    char separator = '?';
    for (const ShownText &part : shownParts(query)) {
        (shown += std::exchange(separator, '&')) += part.shown;
    }
    return shown;
}

std::string MessageView::realTarget(std::string_view edited) const
{
    const auto [ownPath, ownQuery] = splitTarget(target());
    const auto [path, query] = splitTarget(edited);
    std::string real(path == shownPath(ownPath) ? ownPath : path);
    std::vector<ShownText> own = shownParts(ownQuery);
    char separator = '?';
    for (const http::QueryPart &part : http::QueryParts(query)) {
        (real += std::exchange(separator, '&')) += takeReal(own, part.text).value_or(part.text);
    }
    return real;
}

FieldTexts MessageView::shownFields(const http::FieldList &fields, Side side) const
{
    FieldTexts shown;
    HiddenCount count;
    for (const http::Field &field : fields) {
        if (!request::isFramingField(field.name)) {
            shown.emplace_back(field.name, count.numbered(field.name, shownValue(field, side)));
        }
    }
    return shown;
}

FieldTexts MessageView::realFields(const FieldTexts &edited, const http::FieldList &fields,
                                   Side side) const
{
    const auto line = [](std::string_view name, std::string_view value) {
        return lowerAscii(name).append(":").append(value);
    };
    const FieldTexts shown = shownFields(fields, side);
    std::vector<ShownText> own;
    for (const http::Field &field : fields) {
        if (!request::isFramingField(field.name)) {
            own.push_back({line(field.name, shown[own.size()].second), field.value});
        }
    }
    FieldTexts real;
    for (const auto &[name, value] : edited) {
        real.emplace_back(name, takeReal(own, line(name, value)).value_or(value));
    }
    return real;
}

void MessageView::editFields(const FieldTexts &edited, http::FieldList &fields, Side side) const
{
    const FieldTexts real = realFields(edited, fields, side);
    std::vector<http::Field> framing;
    std::ranges::copy_if(fields, std::back_inserter(framing), [](const http::Field &field) {
        return request::isFramingField(field.name);
    });
    fields.clear();
    for (const http::Field &field : framing) {
        fields.addView(field);
    }
    for (const auto &[name, value] : real) {
        fields.add(name, value);
    }
}

PausedMessage MessageView::request(Body body) const
{
    const http::RequestHead &head = m_context.exchange.request();
    PausedMessage message;
    message.method = m_context.outgoingMethod.empty() ? head.method : m_context.outgoingMethod;
    message.target = shownTarget();
    message.isTargetFixed = isTargetFixed();
    message.fields = shownFields(head.fields, Side::Request);
    showBody(body, message);
    return message;
}

PausedMessage MessageView::response(const http::ResponseHead &head, Body body) const
{
    PausedMessage message;
    message.status = head.status;
    message.fields = shownFields(head.fields, Side::Response);
    showBody(body, message);
    return message;
}

void MessageView::editRequest(const MessageEdit &edit) const
{
    http::RequestHead &head = m_context.exchange.request();
    http::Arena &arena = m_context.exchange.arena();
    const bool isNewTarget = edit.target && !isTargetFixed() && *edit.target != shownTarget();
    const std::string target = isNewTarget ? realTarget(*edit.target) : std::string();
    if (edit.fields) {
        editFields(*edit.fields, head.fields, Side::Request);
    }
    if (edit.method) {
        head.method = arena.copy(*edit.method);
        m_context.outgoingMethod = {};
    }
    if (isNewTarget && m_context.rewrittenUrl) {
        m_context.rewrittenUrl = arena.copy(target);
    } else if (isNewTarget) {
        request::changePath(m_context, arena.copy(target));
    }
}

FieldTexts MessageView::answerFields(const FieldTexts &answer, const http::ResponseHead &head) const
{
    return realFields(answer, head.fields, Side::Response);
}

void MessageView::editResponse(const MessageEdit &edit, http::ResponseHead &head) const
{
    if (edit.status && *edit.status != head.status) {
        head.status = *edit.status;
        head.reason = {};
    }
    if (edit.fields) {
        editFields(*edit.fields, head.fields, Side::Response);
    }
}

} // namespace gw::proxy
