// SPDX-License-Identifier: GPL-3.0-or-later
// An HTTP proxy between the gateway and its upstreams, as the environment names it.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

#include <mutex>

using namespace Qt::StringLiterals;

namespace gw::e2e {

class ProxyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestsGoThroughTheProxy();
    void tunnelsAreAskedForTlsUpstreams();
    void aProxyThatCannotBeUsedEndsTheStart();

private:
    // The head of the last request.
    [[nodiscard]] std::string head()
    {
        const std::lock_guard lock(m_mutex);
        return m_head;
    }
    [[nodiscard]] QString address() const
    {
        return u"http://user:hidden-word@127.0.0.1:%1"_s.arg(m_proxy.port());
    }

    std::mutex m_mutex;
    std::string m_head;
    ScriptedOrigin m_proxy{[this](Socket &connection) {
        while (const auto head = connection.receiveUntil("\r\n\r\n")) {
            {
                const std::lock_guard lock(m_mutex);
                m_head = *head;
            }
            const bool isTunnel = head->starts_with("CONNECT");
            connection.send(isTunnel ? "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
                                     : "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nproxied");
        }
    }};
};

void ProxyTest::requestsGoThroughTheProxy()
{
    const ScriptedOrigin local(
        ScriptedOrigin::answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nlocal"));
    Workspace workspace;
    workspace.writeApi(ApiDefinition(u"far"_s, u"http://far.away.example/base"_s));
    workspace.writeApi(ApiDefinition(u"near"_s, QString::fromStdString(local.url())));
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path(), {.environment = {u"HTTP_PROXY="_s + address()}}));
    QCOMPARE(get(gateway.address("/far/x?q=1")).body, "proxied");
    QVERIFY2(head().starts_with("GET http://far.away.example/base/x?q=1 HTTP/1.1\r\n"
                                "Host: far.away.example\r\n"),
             head().c_str());
    // "user:hidden-word"
    QVERIFY(head().find("Proxy-Authorization: Basic dXNlcjpoaWRkZW4td29yZA==\r\n") !=
            std::string::npos);
    QCOMPARE(get(gateway.address("/near/x")).body, "local");
    QCOMPARE(gateway.stop(), 0);
    QVERIFY(!gateway.log().contains(u"hidden-word"_s));
    QVERIFY(!gateway.log().contains(u"dXNlcjpoaWRkZW4td29yZA"_s));
}

void ProxyTest::tunnelsAreAskedForTlsUpstreams()
{
    Workspace workspace;
    workspace.writeApi(ApiDefinition(u"far"_s, u"https://far.away.example/"_s));
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path(), {.environment = {u"HTTPS_PROXY="_s + address()}}));
    const CurlAnswer answer = get(gateway.address("/far/x"));
    QCOMPARE(answer.status, 500);
    QVERIFY(answer.says("There was a problem proxying the request"));
    QVERIFY2(head().starts_with("CONNECT far.away.example:443 HTTP/1.1\r\n"), head().c_str());
    QVERIFY(gateway.waitForLog({u"CONNECT far.away.example:443"_s, u"status 403"_s}));
    QVERIFY(!gateway.log().contains(u"hidden-word"_s));
}

void ProxyTest::aProxyThatCannotBeUsedEndsTheStart()
{
    const Workspace workspace;
    const QTemporaryDir state;
    qputenv("HTTP_PROXY", "socks5://user:hidden-word@127.0.0.1:1080");
    const ProgramResult result = runGatewright({u"serve"_s, workspace.path(), u"--listen"_s,
                                                u"127.0.0.1:0"_s, u"--state-dir"_s, state.path()});
    qunsetenv("HTTP_PROXY");
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.standardError.contains("HTTP_PROXY"), result.standardError.constData());
    QVERIFY(!result.standardError.contains("hidden-word"));
}

} // namespace gw::e2e

GW_TEST(gw::e2e::ProxyTest)
#include "proxy_test.moc"
