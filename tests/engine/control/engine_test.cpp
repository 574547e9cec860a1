// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/control_service.h"
#include "control/event_hub.h"
#include "control/runtime_engine_port.h"
#include "control/worker_services.h"
#include "engine/control/service_fixture.h"
#include "spec/gateway_config.h"
#include "support/room_test.h"

#include <QDir>
#include <QFile>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace gw;
using namespace gw::control;

namespace {

constexpr int kCallPatience = 5000; // ms
const std::string kSecretField =
    "X-Tyk-Authorization: " + std::string(testing::ServiceFixture::kSecret) + "\r\n";
const std::string kWholeOrders = R"({"name":"Orders","api_id":"orders","use_keyless":true,
"version_data":{"not_versioned":true,"versions":{"Default":{"name":"Default","use_extended_paths":true}}},
"proxy":{"listen_path":"/orders/","target_url":"http://127.0.0.1:1/","strip_listen_path":true}})";

// A connection to the engine; reads while the test's event loop runs.
class Client final {
public:
    explicit Client(quint16 port)
    {
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket,
                         [this] { received += m_socket.readAll().toStdString(); });
    }

    void send(const std::string &method, const std::string &target, const std::string &body = {},
              const std::string &fields = kSecretField)
    {
        received.clear();
        std::string text = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields;
        if (!body.empty()) {
            text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
        }
        text += "\r\n" + body;
        m_socket.write(text.data(), static_cast<qint64>(text.size()));
    }
    [[nodiscard]] bool waitFor(std::string_view text)
    {
        return QTest::qWaitFor([&] { return received.find(text) != std::string::npos; },
                               kCallPatience);
    }
    [[nodiscard]] bool waitForEnd()
    {
        return QTest::qWaitFor(
            [this] { return m_socket.state() == QAbstractSocket::UnconnectedState; },
            kCallPatience);
    }

    std::string received;

private:
    QTcpSocket m_socket;
};

} // namespace

// The control API on a real engine: connection, bridge, QtHttpServer, control thread and back.
class EngineTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void answersOnTheTrafficPort();
    void refusesStrangersBeforeTheirBody();
    void publishesADefinition();
    void refusesADefinitionThatCannotServe();
    void debugsADefinition();
    void streamsEvents();
    void stopsWithOpenStreams();

private:
    QTemporaryDir m_folder;
    Log m_log{testing::quietLog()};
    std::unique_ptr<runtime::Engine> m_engine;
    std::unique_ptr<EnginePort> m_port;
    std::unique_ptr<ControlService> m_service;
    std::unique_ptr<EventHub> m_hub;
    quint16 m_tcpPort = 0;
};

void EngineTest::init()
{
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("apps")));
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("state")));
    QFile::remove(m_folder.filePath(QStringLiteral("apps/orders.json")));
    runtime::EngineOptions options;
    options.workspaceFolder = m_folder.path().toStdString();
    options.stateFolder = m_folder.filePath(QStringLiteral("state")).toStdString();
    options.listen = {"127.0.0.1:0"};
    options.workers = 2;
    m_engine = std::make_unique<runtime::Engine>(
        options, std::make_shared<const spec::GatewayConfig>(), m_log);
    m_port = makeEnginePort(*m_engine);
    m_service =
        std::make_unique<ControlService>(*m_port, m_log, testing::ServiceFixture::defaultOptions());
    m_hub = std::make_unique<EventHub>(*m_service);
    m_engine->setServices(
        [this](int) { return std::make_unique<WorkerServices>(*m_service, *m_hub); });
    const auto started = m_engine->start();
    QVERIFY2(started, started ? "" : started.error().text().c_str());
    const std::string address = m_engine->addresses().front();
    m_tcpPort = static_cast<quint16>(std::stoi(address.substr(address.rfind(':') + 1)));
}

void EngineTest::cleanup()
{
    m_engine.reset(); // first: its workers use the services
    m_hub.reset();
    m_service.reset();
    m_port.reset();
}

void EngineTest::answersOnTheTrafficPort()
{
    Client client(m_tcpPort);
    client.send("GET", "/hello", {}, {});
    QVERIFY(client.waitFor("\"description\":\"Tyk GW\""));
    QVERIFY(client.received.starts_with("HTTP/1.1 200 "));
    client.send("GET", "/tyk/apis/");
    QVERIFY(client.waitFor("\r\n\r\n[]\n"));
    client.send("GET", "/tyk/nothing");
    QVERIFY(client.waitFor("404 page not found\n"));
    client.send("PURGE", "/tyk/apis");
    QVERIFY(client.waitFor("Method not supported"));
}

void EngineTest::refusesStrangersBeforeTheirBody()
{
    Client client(m_tcpPort);
    client.send("POST", "/tyk/apis", {}, "Content-Length: 1000000\r\n");
    QVERIFY(client.waitFor("Attempted administrative access"));
    QVERIFY(client.received.starts_with("HTTP/1.1 403 "));
}

void EngineTest::publishesADefinition()
{
    Client client(m_tcpPort);
    client.send("GET", "/orders/1", {}, {});
    QVERIFY(client.waitFor("HTTP/1.1 404"));
    client.send("POST", "/tyk/apis", kWholeOrders);
    QVERIFY(client.waitFor(R"("action":"added")"));
    QVERIFY(client.received.find(R"("state":"loaded")") != std::string::npos);
    QVERIFY(QFile::exists(m_folder.filePath(QStringLiteral("apps/orders.json"))));

    client.send("GET", "/orders/1", {}, {});
    QVERIFY(client.waitFor("\r\n\r\n"));
    QVERIFY(!client.received.starts_with("HTTP/1.1 404")); // nobody listens behind it

    client.send("GET", "/tyk/apis/orders");
    QVERIFY(client.waitFor(kWholeOrders));
    client.send("DELETE", "/tyk/apis/orders");
    QVERIFY(client.waitFor(R"("action":"deleted")"));
    client.send("GET", "/orders/1", {}, {});
    QVERIFY(client.waitFor("HTTP/1.1 404"));
}

void EngineTest::refusesADefinitionThatCannotServe()
{
    Client client(m_tcpPort);
    client.send("POST", "/tyk/apis", R"({"api_id":"orders","proxy":{"listen_path":""}})");
    QVERIFY(client.waitFor("Validation of API Definition failed. Reason: Listen path is empty."));
    QVERIFY(client.received.starts_with("HTTP/1.1 400 "));
    QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("apps/orders.json"))));
}

void EngineTest::debugsADefinition()
{
    Client client(m_tcpPort);
    client.send("POST", "/tyk/debug",
                R"({"request":{"method":"GET","path":"/1"},"spec":)" + kWholeOrders + "}");
    QVERIFY(client.waitFor("====== Response ======"));
    QVERIFY(client.received.find("\"name\":\"VersionCheck\"") != std::string::npos);
}

void EngineTest::streamsEvents()
{
    Client console(m_tcpPort);
    console.send("GET", "/tyk/events?trace=on");
    QVERIFY(console.waitFor("event: metrics"));
    QVERIFY(console.received.find("Content-Type: text/event-stream") != std::string::npos);
    QVERIFY(m_engine->isTracing());

    Client client(m_tcpPort);
    client.send("POST", "/tyk/apis", kWholeOrders);
    QVERIFY(console.waitFor("event: reload"));
    client.send("GET", "/orders/1", {}, {});
    QVERIFY(console.waitFor("event: traffic"));
    QVERIFY(console.waitFor("\"trace\":[{"));
    QVERIFY(console.waitFor("event: log"));
}

void EngineTest::stopsWithOpenStreams()
{
    Client console(m_tcpPort);
    console.send("GET", "/tyk/events");
    QVERIFY(console.waitFor("event: metrics"));
    bool isStopped = false;
    m_engine->stop(std::chrono::seconds(60), [&isStopped] { isStopped = true; });
    QVERIFY(QTest::qWaitFor([&isStopped] { return isStopped; }, kCallPatience));
    QVERIFY(console.waitForEnd());
    QVERIFY(console.received.ends_with("0\r\n\r\n")); // ended properly
}

GW_TEST(EngineTest)
#include "engine_test.moc"
