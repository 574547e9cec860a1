// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/wire_server.h"

#include "net/socket.h"
#include "support/run_in.h"

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

using namespace std::chrono_literals;

namespace gw::http::test {

namespace {

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

} // namespace

// One request. Deletes itself when the exchange is over.
class Job final : public BodyReader, public ExchangeObserver {
public:
    Job(Exchange &exchange, Seen &seen)
        : m_exchange(&exchange)
        , m_seen(seen)
    {
        exchange.setObserver(this);
    }

    void start(std::string_view path)
    {
        m_path = path;
        if (path == "/never") {
            return;
        }
        if (path == "/later") {
            EpollDispatcher::current()->callSoon([this] { answer("hello"); });
        } else if (path == "/echo" || path == "/slowly") {
            m_exchange->readBody(*this);
        } else if (path == "/stream" || path == "/chunks") {
            m_left = std::stoull(std::string(m_exchange->request().query()));
            m_exchange->startResponse(path == "/stream" ? std::optional(m_left) : std::nullopt);
            onDrained();
        } else if (path == "/tunnel") {
            m_exchange->response().fields.add("Upgrade", "upper");
            m_exchange->upgrade();
            m_exchange->readBody(*this);
        } else if (path == "/pulse") {
            m_left = std::stoull(std::string(m_exchange->request().query()));
            m_exchange->response().fields.add("Upgrade", "pulse");
            m_exchange->upgrade();
            m_exchange->readBody(*this);
            m_pulse.callOnTimeout([this] { beat(); });
            m_pulse.start(50ms);
        } else {
            answerAtOnce(path);
        }
    }

    void onBody(std::string_view bytes) override
    {
        m_seen.bodyBytes += bytes.size();
        if (m_path == "/tunnel") {
            std::string text(bytes);
            std::transform(text.begin(), text.end(), text.begin(), upper);
            m_exchange->write(text);
            return;
        }
        m_body += bytes;
        if (m_path == "/slowly") {
            m_exchange->pauseBody();
            EpollDispatcher::current()->callSoon([this] { m_exchange->resumeBody(); });
        }
    }

    void onBodyEnd() override
    {
        ++m_seen.bodyEnds;
        if (m_path == "/tunnel") {
            m_exchange->write("BYE");
            finish();
            return;
        }
        for (const Field &field : m_exchange->requestTrailers()) {
            m_body.append("|").append(field.name).append("=").append(field.value);
        }
        answer(m_body);
    }

    void onBodyFailed(BodyFailure failure) override
    {
        m_seen.bodyFailure = static_cast<int>(failure);
        if (failure == BodyFailure::ClientGone) {
            delete this;
            return;
        }
        m_exchange->response().status = failure == BodyFailure::TooLarge   ? 413
                                        : failure == BodyFailure::TimedOut ? 408
                                                                           : 400;
        answer("body failed");
    }

    void onDrained() override
    {
        ++m_seen.drained;
        static const std::string kPiece(16 * 1024, 'x');
        while (m_left > 0) {
            const auto size =
                static_cast<std::size_t>(std::min<std::uint64_t>(m_left, kPiece.size()));
            m_left -= size;
            if (!m_exchange->write(std::string_view(kPiece).substr(0, size)) && m_left > 0) {
                return;
            }
        }
        finish();
    }

    void onClientGone() override
    {
        ++m_seen.gone;
        delete this;
    }

private:
    void answerAtOnce(std::string_view path)
    {
        if (path == "/short") {
            m_exchange->startResponse(10);
            m_exchange->write("12345");
            finish();
        } else if (path == "/cut") {
            m_exchange->startResponse(std::nullopt);
            m_exchange->write("12345");
            abort();
        } else if (path == "/abort") {
            abort();
        } else if (path == "/hints") {
            FieldList fields(m_exchange->arena());
            fields.add("Link", "</a>");
            m_exchange->sendInformational(103, fields);
            answer("hello");
        } else if (path == "/empty" || path == "/old") {
            m_exchange->response().status = path == "/empty" ? 204 : 304;
            answer("hello");
        } else if (path == "/close") {
            m_exchange->closeAfterResponse();
            answer("hello");
        } else if (path == "/ignore") {
            answer("ignored");
        } else {
            answer("hello");
        }
    }

    void beat()
    {
        m_exchange->write(std::string(kPulse, 'x'));
        if (--m_left == 0) {
            m_pulse.stop();
        }
    }

    void answer(std::string_view body)
    {
        Exchange &exchange = *m_exchange;
        exchange.respond(body);
        delete this;
    }

    void finish()
    {
        m_exchange->finish(nullptr);
        delete this;
    }

    void abort()
    {
        m_exchange->abort();
        delete this;
    }

    Exchange *m_exchange;
    Seen &m_seen;
    std::string m_path;
    std::string m_body;
    std::uint64_t m_left = 0;
    QTimer m_pulse;
};

class WireServer::Handler final : public RequestHandler {
public:
    explicit Handler(Seen &seen)
        : m_seen(seen)
    {
    }

    void onRequest(Exchange &exchange) override
    {
        ++m_seen.requests;
        (new Job(exchange, m_seen))->start(exchange.request().path());
    }

private:
    Seen &m_seen;
};

struct WireServer::Parts {
    explicit Parts(Seen &seen)
        : handler(seen)
    {
    }

    TimerWheel timers;
    Handler handler;
    std::unique_ptr<Listener> listener;
};

WireServer::WireServer()
    : WireServer(Options())
{
}

WireServer::WireServer(Options options)
{
    m_thread.setEventDispatcher(new EpollDispatcher);
    m_context.moveToThread(&m_thread);
    m_thread.start();
    gw::test::runIn(m_context, [&] {
        m_parts = std::make_unique<Parts>(m_seen);
        auto socket = net::listenOn(*net::Address::parse("127.0.0.1:0"));
        m_parts->listener = std::make_unique<Listener>(
            *EpollDispatcher::current(), m_parts->timers,
            options.makeHandler ? options.makeHandler() : m_parts->handler,
            Listener::Setup{std::move(*socket), options.tls, options.limits});
        m_parts->listener->start();
        m_port = m_parts->listener->address().port();
    });
}

WireServer::~WireServer()
{
    gw::test::runIn(m_context, [&] { m_parts.reset(); });
    m_thread.quit();
    m_thread.wait();
}

void WireServer::run(const std::function<void(Listener &)> &function)
{
    gw::test::runIn(m_context, [&] { function(*m_parts->listener); });
}

std::size_t WireServer::countConnections()
{
    std::size_t count = 0;
    run([&](Listener &listener) { count = listener.connections(); });
    return count;
}

} // namespace gw::http::test
