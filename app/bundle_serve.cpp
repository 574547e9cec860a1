// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle_serve.h"

#include "base/epoll_dispatcher.h"
#include "base/timer_wheel.h"
#include "bundle/bundle_shelf.h"
#include "explain.h"
#include "http/listener.h"
#include "http/service_bridge.h"
#include "net/socket.h"
#include "unix_signals.h"

#include <QCoreApplication>

#include <cstdio>
#include <filesystem>

namespace gw::app {

namespace {

Expected<Descriptor> listenLocally(const std::string &text)
{
    const auto address = net::Address::parse(text);
    if (!address) {
        return tl::unexpected(address.error());
    }
    if (!text.starts_with("127.") && !text.starts_with("[::1]:")) {
        return failure("Bundles are only served to this machine", text,
                       "For others use a web server, with signed bundles");
    }
    return net::listenOn(*address);
}

} // namespace

int serveBundles(const BundleServeArguments &arguments)
{
    int argc = 1;
    char name[] = "gatewright";
    char *argv[] = {name, nullptr};
    QCoreApplication::setEventDispatcher(new EpollDispatcher);
    const QCoreApplication application(argc, argv);
    const UnixSignals signals;
    if (!std::filesystem::is_directory(arguments.folder)) {
        return explain({"There is no such folder", arguments.folder, {}});
    }
    auto socket = listenLocally(arguments.listen);
    if (!socket) {
        return explain(socket.error());
    }
    TimerWheel timers;
    bundle::BundleShelf shelf(arguments.folder);
    http::ServiceBridge bridge(shelf);
    http::Listener listener(*EpollDispatcher::current(), timers, bridge,
                            {std::move(*socket), nullptr, http::ConnectionLimits{}});
    listener.start();
    QObject::connect(&signals, &UnixSignals::stopRequested, &application,
                     [] { QCoreApplication::quit(); });
    std::printf("ready http://%s\n", listener.address().toString().c_str());
    std::fflush(stdout);
    const int code = QCoreApplication::exec();
    listener.shutDown();
    return code;
}

} // namespace gw::app
