// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxy/message_view.h"

#include "base/utf8.h"
#include "http/query_text.h"
#include "request/message_edit.h"
#include "spec/go_text.h"

#include <algorithm>

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

// Takes the first part of that name and shown value that was not taken before.
template <typename Part, typename IsIt>
const Part *takeOne(std::vector<std::pair<Part, bool>> &parts, const IsIt &isIt)
{
    const auto place = std::find_if(parts.begin(), parts.end(), [&](const auto &entry) {
        return !entry.second && isIt(entry.first);
    });
    if (place == parts.end()) {
        return nullptr;
    }
    place->second = true;
    return &place->first;
}

} // namespace

MessageView::MessageView(request::RequestContext &context, const CredentialMask &mask)
    : m_context(context)
    , m_mask(mask)
    , m_veil(context, {chain::presentedKeys(context)})
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

std::string MessageView::shownParameter(std::string_view name, std::string_view value) const
{
    const std::string part = std::string(name).append("=").append(value);
    return m_mask.query(part) != part ? std::string(Veil::kHidden) : asUtf8(m_veil.over(value));
}

std::string MessageView::shownTarget() const
{
    const http::RequestHead &head = m_context.exchange.request();
    std::string shown = shownPath(head.path());
    char separator = '?';
    for (const http::QueryPart &part : http::QueryParts(head.query())) {
        (shown += std::exchange(separator, '&')) += part.name;
        if (part.hasEquals) {
            shown.append("=").append(shownParameter(part.name, part.value));
        }
    }
    return shown;
}

std::string MessageView::realTarget(std::string_view edited) const
{
    const http::RequestHead &head = m_context.exchange.request();
    const std::string_view path = edited.substr(0, edited.find('?'));
    std::string real(path == shownPath(head.path()) ? head.path() : path);
    if (path.size() == edited.size()) {
        return real;
    }
    std::vector<std::pair<http::QueryPart, bool>> parts;
    for (const http::QueryPart &part : http::QueryParts(head.query())) {
        parts.emplace_back(part, false);
    }
    char separator = '?';
    for (const http::QueryPart &part : http::QueryParts(edited.substr(path.size() + 1))) {
        const http::QueryPart *same = takeOne(parts, [&](const http::QueryPart &own) {
            return own.hasEquals && part.hasEquals && own.name == part.name &&
                   shownParameter(own.name, own.value) == part.value;
        });
        (real += std::exchange(separator, '&')) += part.name;
        if (part.hasEquals) {
            real.append("=").append(same != nullptr ? same->value : part.value);
        }
    }
    return real;
}

FieldTexts MessageView::shownFields(const http::FieldList &fields, Side side) const
{
    FieldTexts shown;
    for (const http::Field &field : fields) {
        if (!request::isFramingField(field.name)) {
            shown.emplace_back(field.name, shownValue(field, side));
        }
    }
    return shown;
}

void MessageView::editFields(const FieldTexts &edited, http::FieldList &fields, Side side) const
{
    std::vector<std::pair<http::Field, bool>> before;
    for (const http::Field &field : fields) {
        before.emplace_back(field, request::isFramingField(field.name));
    }
    fields.clear();
    for (const auto &[field, isFraming] : before) {
        if (isFraming) {
            fields.addView(field);
        }
    }
    http::Arena &arena = m_context.exchange.arena();
    for (const auto &[name, value] : edited) {
        const http::Field *same = takeOne(before, [&](const http::Field &own) {
            return http::equalsIgnoreCase(own.name, name) && shownValue(own, side) == value;
        });
        fields.addView({arena.copy(name), same != nullptr ? same->value : arena.copy(value)});
    }
}

PausedMessage MessageView::request(Body body) const
{
    const http::RequestHead &head = m_context.exchange.request();
    PausedMessage message;
    message.method = m_context.outgoingMethod.empty() ? head.method : m_context.outgoingMethod;
    message.target = shownTarget();
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
    const bool isNewTarget = edit.target && *edit.target != shownTarget();
    const std::string target = isNewTarget ? realTarget(*edit.target) : std::string();
    if (edit.fields) {
        editFields(*edit.fields, head.fields, Side::Request);
    }
    if (edit.method) {
        head.method = arena.copy(*edit.method);
        m_context.outgoingMethod = {};
    }
    if (isNewTarget) {
        request::changePath(m_context, arena.copy(target));
    }
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
