// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request_pipe.h"
#include "http/response_parser.h"
#include "http/service_bridge.h"

#include <memory>
#include <string>

namespace gw::http {

// One request on its way through QtHttpServer: collects the body, feeds a pipe, sends the answer
// on. The bridge owns it; it ends itself by ServiceBridge::forget(). Thread: worker.
class ServiceCall final : public BodyReader, public ExchangeObserver, public PipeSink {
public:
    ServiceCall(ServiceBridge &bridge, Exchange &exchange);
    ~ServiceCall();

    // May end the call before it returns.
    void start();
    void abort();

private:
    // Answers up to this size leave in one piece.
    static constexpr std::uint64_t kWholeAnswer = 64 * 1024;

    void onBody(std::string_view bytes) override;
    void onBodyEnd() override;
    void onBodyFailed(BodyFailure failure) override;
    void onDrained() override {}
    void onClientGone() override;
    void onPipeBytes(std::string_view bytes) override;
    void onPipeClosed() override;

    void dispatch();
    [[nodiscard]] std::string requestText() const;
    void takeHead();
    // False: the call has ended.
    [[nodiscard]] bool takeBody(std::string_view bytes);
    [[nodiscard]] bool takePiece(std::string_view piece);
    void finish();
    void fail(int status);
    void end();

    ServiceBridge &m_bridge;
    Exchange *m_exchange;
    std::shared_ptr<ServiceRequest> m_request;
    RequestPipe *m_pipe = nullptr; // belongs to QtHttpServer
    std::string m_requestBody;
    ResponseParser m_parser;
    std::string m_head;
    std::string m_body; // of an answer that leaves in one piece
    bool m_isHeadDone = false;
    bool m_isStreaming = false;
};

} // namespace gw::http
