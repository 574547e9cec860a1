// SPDX-License-Identifier: GPL-3.0-or-later
#include "tester/request_sender.h"

#include "session/engine_session.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace gw::tester {

namespace {

using Clock = std::chrono::steady_clock;

constexpr qsizetype kMaxEarly = 2000;
constexpr std::chrono::milliseconds kLookInterval{100};
constexpr auto kProgressInterval = std::chrono::milliseconds(50);

} // namespace

RequestSender::RequestSender(std::shared_ptr<requests::RequestRunner> runner,
                             session::EngineSession &session, QObject *parent)
    : QObject(parent)
    , m_runner(std::move(runner))
{
    connect(&session, &session::EngineSession::trafficArrived, this,
            [this](const QList<client::TrafficRecord> &records) { lookThrough(records); });
    m_look.setSingleShot(true);
    m_look.setInterval(kLookInterval);
    connect(&m_look, &QTimer::timeout, this, [this] {
        if (m_incoming->headCount() != m_toldHeads) {
            m_look.start(); // its head is on its way here
            return;
        }
        const requests::IncomingBody::Part part = m_incoming->take();
        Q_EMIT progressed(part.total, m_expected);
        Q_EMIT arrived(part);
    });
}

RequestSender::~RequestSender()
{
    cancel();
}

void RequestSender::send(requests::HttpRequest request)
{
    cancel();
    ++m_number;
    m_method = request.method;
    m_port = 0;
    m_expected = 0;
    m_toldHeads = 0;
    m_awaitedPort.reset();
    m_early.clear();
    m_look.stop();
    m_incoming = std::make_shared<requests::IncomingBody>();
    m_current = m_runner->start(std::move(request), handlers());
}

// For the request of the newest number.
requests::RequestRunner::Handlers RequestSender::handlers()
{
    // The page may be gone when the runner's thread calls: only the pointer is looked at there.
    const auto later = [self = QPointer<RequestSender>(this), number = m_number](auto call) {
        QMetaObject::invokeMethod(QCoreApplication::instance(),
                                  [self, number, call = std::move(call)]() mutable {
                                      if (self && self->m_number == number) {
                                          call(*self);
                                      }
                                  });
    };
    requests::RequestRunner::Handlers handlers;
    handlers.progress = [later,
                         last = Clock::time_point()](const requests::Progress &progress) mutable {
        const Clock::time_point now = Clock::now();
        if (now - last < kProgressInterval) {
            return;
        }
        last = now;
        later([progress](RequestSender &sender) {
            sender.m_expected = progress.expected;
            Q_EMIT sender.progressed(progress.received, progress.expected);
        });
    };
    handlers.sending = [later](int localPort) {
        later([localPort](RequestSender &sender) {
            sender.m_port = localPort;
            Q_EMIT sender.sent();
        });
    };
    handlers.head = [later, incoming = m_incoming](const requests::ResponseHead &head) {
        incoming->begin(head);
        later([head](RequestSender &sender) {
            ++sender.m_toldHeads;
            Q_EMIT sender.headArrived(head);
        });
    };
    handlers.body = [later, incoming = m_incoming](std::string_view bytes) {
        if (incoming->add(bytes)) {
            later([](RequestSender &sender) { sender.m_look.start(); });
        }
    };
    handlers.finished = [later](requests::TransferResult result) {
        later([result = std::move(result)](RequestSender &sender) mutable {
            sender.end(std::move(result));
        });
    };
    return handlers;
}

void RequestSender::cancel()
{
    if (m_current) {
        m_runner->cancel(*m_current);
    }
}

void RequestSender::end(requests::TransferResult result)
{
    m_current.reset();
    m_look.stop();
    const auto shared = std::make_shared<const requests::TransferResult>(std::move(result));
    m_awaitedPort = shared->connection.localPort;
    m_awaitedStatus = shared->status();
    Q_EMIT finished(shared);
    const QList<client::TrafficRecord> early = std::exchange(m_early, {});
    lookThrough(early);
}

void RequestSender::lookThrough(const QList<client::TrafficRecord> &records)
{
    if (m_current) {
        m_early += records;
        if (m_early.size() > kMaxEarly) {
            m_early.remove(0, m_early.size() - kMaxEarly);
        }
        return;
    }
    if (!m_awaitedPort) {
        return;
    }
    const auto own = std::find_if(records.rbegin(), records.rend(), [this](const auto &record) {
        return record.clientPort == *m_awaitedPort && record.status == m_awaitedStatus &&
               record.method.toStdString() == m_method;
    });
    if (own != records.rend()) {
        m_awaitedPort.reset();
        Q_EMIT traced(*own);
    }
}

} // namespace gw::tester
