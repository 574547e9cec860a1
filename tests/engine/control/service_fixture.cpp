// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control/service_fixture.h"

#include "support/run_in.h"

#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <charconv>
#include <fcntl.h>

namespace gw::control::testing {

namespace {

constexpr int kPatience = 5000; // ms

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) {
        return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    return result;
}

// Whether the bytes hold a whole answer; fills it in.
bool isComplete(const std::string &bytes, HttpReply &reply)
{
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == std::string::npos) {
        return false;
    }
    reply.head = bytes.substr(0, end + 2);
    reply.body = bytes.substr(end + 4);
    reply.status = std::stoi(reply.head.substr(9, 3));
    return reply.body.size() >= std::stoul("0" + reply.field("Content-Length"));
}

} // namespace

Log::Options quietLog()
{
    static const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    Log::Options options;
    options.descriptor = nowhere;
    options.keptLines = 10;
    return options;
}

std::string HttpReply::field(std::string_view name) const
{
    const std::string wanted = "\r\n" + lowered(name) + ": ";
    const std::size_t start = lowered(head).find(wanted);
    if (start == std::string::npos) {
        return {};
    }
    const std::size_t value = start + wanted.size();
    return head.substr(value, head.find("\r\n", value) - value);
}

ControlOptions ServiceFixture::defaultOptions()
{
    ControlOptions options;
    options.version = "0.1.0";
    options.secrets = {std::string(kSecret)};
    options.boundAddresses = {"127.0.0.1:8080"};
    return options;
}

QJsonObject jsonOf(const HttpReply &reply)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(reply.body)).object();
}

QString textOf(const HttpReply &reply, const char *member)
{
    return jsonOf(reply)[QLatin1StringView(member)].toString();
}

ServiceFixture::ServiceFixture(ControlOptions options)
    : service(engine, log, std::move(options))
{
    m_worker.start();
    QObject context;
    context.moveToThread(&m_worker);
    gw::test::runIn(context, [this, &context] {
        m_access = std::make_unique<ControlAccess>(service.options(), service.failures(), log);
        m_server = std::make_unique<ServiceServer>(service, *m_access);
        auto *listener = new QTcpServer(m_server.get());
        listener->listen(QHostAddress::LocalHost);
        m_server->bind(listener);
        m_port = listener->serverPort();
        context.moveToThread(service.thread());
    });
}

ServiceFixture::~ServiceFixture()
{
    gw::test::runIn(*m_server, [this] { m_server.reset(); });
    m_worker.quit();
    m_worker.wait();
}

HttpReply ServiceFixture::send(const Call &call)
{
    std::string text = call.method + " " + call.target + " HTTP/1.1\r\nHost: " + call.host + "\r\n";
    if (call.withSecret) {
        text += "X-Tyk-Authorization: " + std::string(kSecret) + "\r\n";
    }
    if (!call.body.empty()) {
        text += "Content-Length: " + std::to_string(call.body.size()) + "\r\n";
    }
    text += call.fields + "\r\n" + call.body;

    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    socket.write(text.data(), static_cast<qint64>(text.size()));
    std::string received;
    HttpReply reply;
    (void)QTest::qWaitFor(
        [&] {
            received += socket.readAll().toStdString();
            return isComplete(received, reply);
        },
        kPatience);
    return reply;
}

} // namespace gw::control::testing
