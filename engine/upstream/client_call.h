// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "upstream/call_limits.h"
#include "upstream/http_client.h"
#include "upstream/request_sender.h"
#include "upstream/response_receiver.h"
#include "upstream/soon_queue.h"
#include "upstream/upstream_connection.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace gw::upstream {

class Call;

// What a call needs of its client. Thread: the client's worker.
class CallHost {
public:
    // The newest idle connection to the origin; null when there is none.
    [[nodiscard]] virtual std::unique_ptr<UpstreamConnection> takeIdle(const Origin &origin) = 0;
    // A new connection, not open yet.
    [[nodiscard]] virtual std::unique_ptr<UpstreamConnection>
    connection(std::shared_ptr<const Origin> origin) = 0;
    virtual void giveBack(std::unique_ptr<UpstreamConnection> connection) = 0;
    // Closes it at once; the object lives until the stack is unwound.
    virtual void discard(std::unique_ptr<UpstreamConnection> connection) = 0;
    // The call has ended and may serve another request.
    virtual void recycle(Call &call) = 0;

protected:
    ~CallHost() = default;
};

// State of one request and its response. The object and its buffers serve one call after another.
// Thread: the client's worker.
class Call final : public ClientCall, private ConnectionUser, private SoonTask {
public:
    Call(CallHost &host, TimerWheel &timers, SoonQueue &soon);
    ~Call(); // cancels

    void begin(std::shared_ptr<const Origin> origin, const OutgoingRequest &request,
               ResponseListener &listener);

    bool write(std::string_view bytes) override;
    using ClientCall::endBody;
    void endBody(const http::FieldList *trailers) override;
    void pause() override;
    void resume() override;
    void holdTotalTime() override { m_totalDeadline.hold(); }
    void resumeTotalTime() override { m_totalDeadline.goOn(); }
    void cancel() override;
    [[nodiscard]] std::string_view remoteAddress() const override { return m_remoteAddress; }

private:
    enum class Stage : std::uint8_t { Opening, AwaitingHead, Receiving };
    enum class Fate : std::uint8_t { Reusable, Broken };

    void onOpen() override;
    void onOpenFailed(Failure failure) override;
    void onBytes(std::string_view bytes) override;
    void onPeerClosed(std::string_view problem) override;
    void onSent() override;
    void onSoon() override;

    [[nodiscard]] bool attachIdle();
    void openNew();
    void watchSending();
    void watchBody();
    void onStageExpired();
    void onTotalExpired();

    void goOnReceiving();
    void reportHead();
    [[nodiscard]] bool mayRetry() const;
    void finish(Fate fate);
    void fail(FailureKind kind, std::string_view text);
    void failLater(FailureKind kind, std::string text);
    void report(const Failure &failure);
    ResponseListener *release(Fate fate);

    CallHost &m_host;
    SoonQueue &m_soon;
    CallDeadline<Call> m_stageDeadline;
    CallDeadline<Call> m_totalDeadline;

    std::shared_ptr<const Origin> m_origin;
    std::unique_ptr<UpstreamConnection> m_connection;
    ResponseListener *m_listener = nullptr; // null: the call is over
    RequestSender m_sender;
    ResponseReceiver m_receiver;
    CallLimits m_limits;
    std::string m_held; // what was read and not reported, when interrupted
    std::string m_remoteAddress;
    std::optional<Failure> m_pendingFailure; // for a stack in which the listener must not be called
    std::uint32_t m_serial = 0;              // changes when the call is over
    Stage m_stage = Stage::Opening;
    bool m_isReused = false; // the connection has served before
    bool m_isPaused = false;
    bool m_isInterrupted = false; // a pause came before all that was read had been reported
    bool m_wantsUpgrade = false;
    bool m_isLagging = false; // write() asked to wait
};

} // namespace gw::upstream
