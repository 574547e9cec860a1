// SPDX-License-Identifier: GPL-3.0-or-later
// A listener on one worker that answers every request with 150 bytes: what the front door costs by
// itself. Usage: http_answer_bench PORT; then wrk -t1 -c64 http://127.0.0.1:PORT/
#include "base/epoll_dispatcher.h"
#include "base/timer_wheel.h"
#include "http/listener.h"
#include "net/socket.h"

#include <QCoreApplication>
#include <QThread>

#include <cstdio>
#include <string>

namespace {

class AnswerHandler final : public gw::http::RequestHandler {
public:
    void onRequest(gw::http::Exchange &exchange) override
    {
        exchange.response().fields.add("Content-Type", "text/plain");
        exchange.respond(m_body);
    }

private:
    std::string m_body = std::string(150, 'x');
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setEventDispatcher(new gw::EpollDispatcher);
    QCoreApplication application(argc, argv);
    const auto address =
        gw::net::Address::parse(std::string("127.0.0.1:") + (argc > 1 ? argv[1] : "0"));
    auto socket = address ? gw::net::listenOn(*address) : tl::unexpected(address.error());
    if (!socket) {
        std::fprintf(stderr, "%s\n", socket.error().text().c_str());
        return 1;
    }
    gw::TimerWheel timers;
    AnswerHandler handler;
    gw::http::Listener listener(*gw::EpollDispatcher::current(), timers, handler,
                                {std::move(*socket), nullptr, {}});
    listener.start();
    std::printf("%s\n", listener.address().toString().c_str());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
