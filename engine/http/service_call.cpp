// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/service_call.h"

#include "http/head_writer.h"

#include <QMetaObject>

#include <utility>

namespace gw::http {

namespace {

// QtHttpServer drops all fields of a request that has more than a hundred.
constexpr std::size_t kMaxFields = 95;

// Fields that are between the client and us, or that QtHttpServer would act on.
bool isForQt(std::string_view name)
{
    for (const std::string_view own : {"Expect", "Upgrade", "TE", "Trailer", "Proxy-Connection"}) {
        if (equalsIgnoreCase(name, own)) {
            return false;
        }
    }
    return true;
}

} // namespace

ServiceCall::ServiceCall(ServiceBridge &bridge, Exchange &exchange)
    : m_bridge(bridge)
    , m_exchange(&exchange)
    , m_request(std::make_shared<ServiceRequest>())
{
    m_request->peer = exchange.peer();
    m_request->method = exchange.request().method;
    m_request->target = exchange.request().target;
    exchange.setObserver(this);
}

ServiceCall::~ServiceCall()
{
    if (m_pipe != nullptr) {
        m_pipe->detach();
        // Not at once: QtHttpServer may be writing into it.
        RequestPipe *const pipe = m_pipe;
        QMetaObject::invokeMethod(pipe, [pipe] { pipe->hangUp(); }, Qt::QueuedConnection);
    }
}

// --- Request
// --------------------------------------------------------------------------------------

void ServiceCall::start()
{
    const std::optional<std::uint64_t> length = m_exchange->requestBodyLength();
    // "//x/y" is a path here and an authority with a path for QUrl.
    if (m_request->target.starts_with("//")) {
        fail(404);
    } else if (m_exchange->request().fields.size() > kMaxFields) {
        fail(431);
    } else if (length.value_or(0) > m_bridge.m_limits.requestBody) {
        m_exchange->closeAfterResponse();
        fail(413);
    } else if (length == std::uint64_t(0)) {
        dispatch();
    } else {
        m_exchange->readBody(*this);
    }
}

void ServiceCall::onBody(std::string_view bytes)
{
    if (m_requestBody.size() + bytes.size() > m_bridge.m_limits.requestBody) {
        m_exchange->closeAfterResponse();
        fail(413);
        return;
    }
    m_requestBody += bytes;
}

void ServiceCall::onBodyEnd()
{
    dispatch();
}

void ServiceCall::onBodyFailed(BodyFailure failure)
{
    switch (failure) {
    case BodyFailure::TooLarge:
        fail(413);
        return;
    case BodyFailure::TimedOut:
        fail(408);
        return;
    case BodyFailure::Malformed:
    case BodyFailure::ClientGone:
        break;
    }
    fail(400);
}

std::string ServiceCall::requestText() const
{
    const RequestHead &request = m_exchange->request();
    FieldList fields(m_exchange->arena());
    for (const Field &field : request.fields) {
        if (isForQt(field.name)) {
            fields.addView(field);
        }
    }
    const std::string_view host = request.fields.value("Host");
    std::string text;
    writeRequestHead(text, {.method = request.method,
                            .target = request.target,
                            .host = host.empty() ? "localhost" : host,
                            .fields = &fields,
                            .bodyLength = m_requestBody.size()});
    text += m_requestBody;
    return text;
}

void ServiceCall::dispatch()
{
    m_parser.start(ResponseParser::Answers::AnyOther); // QtHttpServer sends a body to HEAD as well
    m_pipe = new RequestPipe(m_request->peer, *this);
    ServiceBridge &bridge = m_bridge;
    RequestPipe *const pipe = m_pipe;
    std::string text = requestText();
    bridge.m_server->hand(pipe);
    const auto before = std::exchange(bridge.m_current, m_request);
    pipe->feed(std::move(text)); // the call may have ended after this
    bridge.m_current = before;
}

// --- Answer
// ---------------------------------------------------------------------------------------

void ServiceCall::onPipeBytes(std::string_view bytes)
{
    if (m_isHeadDone) {
        static_cast<void>(takeBody(bytes));
        return;
    }
    m_head += bytes;
    switch (m_parser.parseHead(m_head)) {
    case ParseState::NeedMore:
        return;
    case ParseState::Refused:
        fail(500);
        return;
    case ParseState::Done:
        break;
    }
    m_isHeadDone = true;
    takeHead();
    static_cast<void>(takeBody(std::string_view(m_head).substr(m_parser.headSize())));
}

void ServiceCall::takeHead()
{
    ResponseHead head(m_exchange->arena());
    m_parser.takeHead(m_head, head);
    ResponseHead &response = m_exchange->response();
    response.status = head.status;
    response.reason = m_exchange->arena().copy(head.reason);
    for (const Field &field : head.fields) {
        response.fields.add(field.name, field.value);
    }
    const std::optional<std::uint64_t> length = m_parser.bodyLength();
    m_isStreaming = !length || *length > kWholeAnswer;
    if (m_isStreaming) {
        m_exchange->startResponse(length);
    }
}

bool ServiceCall::takeBody(std::string_view bytes)
{
    for (;;) {
        const BodyStep step = m_parser.readBody(bytes);
        if (step.state == ParseState::Refused) {
            fail(500);
            return false;
        }
        if (!takePiece(step.piece)) {
            return false;
        }
        bytes.remove_prefix(step.consumed);
        if (step.state == ParseState::Done) {
            finish();
            return false;
        }
        if (bytes.empty()) {
            return true;
        }
    }
}

bool ServiceCall::takePiece(std::string_view piece)
{
    if (!m_isStreaming) {
        m_body += piece;
        return true;
    }
    // QtHttpServer cannot be told to wait. A body with a length was whole before it began, and no
    // client could have kept up with it.
    m_exchange->write(piece);
    if (m_exchange->bytesWaiting() > m_bridge.m_limits.backlog && !m_parser.bodyLength()) {
        abort();
        return false;
    }
    return true;
}

void ServiceCall::finish()
{
    if (m_isStreaming) {
        FieldList trailers(m_exchange->arena());
        m_parser.takeTrailers(trailers);
        m_exchange->finish(&trailers);
    } else {
        m_exchange->respond(m_body);
    }
    end();
}

// --- Ends
// -----------------------------------------------------------------------------------------

void ServiceCall::onClientGone()
{
    m_request->isClientGone = true;
    end();
}

void ServiceCall::onPipeClosed()
{
    m_pipe = nullptr;
    fail(500);
}

void ServiceCall::fail(int status)
{
    if (m_exchange->isResponseStarted()) {
        abort();
        return;
    }
    ResponseHead &response = m_exchange->response();
    response.status = status;
    response.reason = {};
    response.fields.clear();
    response.fields.add("Content-Type", "text/plain");
    std::string text(standardReason(status));
    m_exchange->respond(text += '\n');
    end();
}

void ServiceCall::abort()
{
    m_request->isClientGone = true;
    m_exchange->abort();
    end();
}

void ServiceCall::end()
{
    m_bridge.forget(*this);
}

} // namespace gw::http
