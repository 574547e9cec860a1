// SPDX-License-Identifier: GPL-3.0-or-later
// Tyk's instrumentation: a StatsD server hears of every step, Prometheus of every hook.
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QUdpSocket>

using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

constexpr int kLinePatience = 20'000;

// What a StatsD server got, line by line.
class StatsdServer final {
public:
    StatsdServer() { m_isBound = m_socket.bind(QHostAddress::LocalHost); }

    [[nodiscard]] QString address() const { return u"127.0.0.1:%1"_s.arg(m_socket.localPort()); }
    [[nodiscard]] bool isBound() const { return m_isBound; }
    // True when a line comes that matches, in time.
    [[nodiscard]] bool waitFor(const QString &pattern)
    {
        const QRegularExpression expression(QRegularExpression::anchoredPattern(pattern));
        const auto isThere = [&] {
            take();
            return m_lines.indexOf(expression) >= 0;
        };
        if (QTest::qWaitFor(isThere, kLinePatience)) {
            return true;
        }
        qWarning("no line matches %s in\n%s", qPrintable(pattern), qPrintable(m_lines.join(u'\n')));
        return false;
    }
    [[nodiscard]] const QStringList &lines()
    {
        take();
        return m_lines;
    }
    [[nodiscard]] qint64 largestPacket() const { return m_largest; }

private:
    void take()
    {
        while (m_socket.hasPendingDatagrams()) {
            QByteArray packet(m_socket.pendingDatagramSize(), '\0');
            m_socket.readDatagram(packet.data(), packet.size());
            m_largest = std::max<qint64>(m_largest, packet.size());
            m_lines += QString::fromUtf8(packet).split(u'\n', Qt::SkipEmptyParts);
        }
    }

    QUdpSocket m_socket;
    bool m_isBound = false;
    QStringList m_lines;
    qint64 m_largest = 0;
};

} // namespace

class InstrumentationTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void sendsStepsAsTyksCodeSpellsThem();
    void sendsStepsAsThePageSpellsThem();
    void sendsCallsOfTheControlApiAndTheLoad();
    void isOffUntilItIsAskedFor();
    void needsAServer();
    void namesHooksEverywhereAsTheDefinitionDoes_data();
    void namesHooksEverywhereAsTheDefinitionDoes();
    void givesPrometheusAHistogramOfEachHook();

private:
    void serve(const QJsonObject &config, const QStringList &arguments = {});
    [[nodiscard]] static QJsonObject statsd(const StatsdServer &server, const QString &names)
    {
        return {{u"statsd_connection_string"_s, server.address()},
                {u"statsd_prefix"_s, u"gw"_s},
                {u"gatewright"_s, QJsonObject{{u"statsd_names"_s, names}}}};
    }

    ScriptedOrigin m_origin{
        ScriptedOrigin::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")};
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<GatewayProcess> m_gateway;
    QString m_plugin;
};

void InstrumentationTest::init()
{
    m_workspace = std::make_unique<Workspace>();
    m_workspace->installPlugin(u"add_foo_bar_header.so"_s, u"plugins/foo.so"_s);
    m_plugin = m_workspace->filePath(u"plugins/foo.so"_s);
    m_workspace->writeApi(ApiDefinition(u"api"_s, QString::fromStdString(m_origin.url()))
                              .hook(HookPlace::Post, m_plugin, u"AddFooBarHeader"_s));
}

void InstrumentationTest::cleanup()
{
    if (m_gateway) {
        QCOMPARE(m_gateway->stop(), 0);
        m_gateway.reset();
    }
}

void InstrumentationTest::serve(const QJsonObject &config, const QStringList &arguments)
{
    m_workspace->writeConfig(config);
    m_gateway = std::make_unique<GatewayProcess>();
    QVERIFY(m_gateway->serve(m_workspace->path(), {.arguments = arguments, .workers = 1}));
}

void InstrumentationTest::sendsStepsAsTyksCodeSpellsThem()
{
    StatsdServer server;
    QVERIFY(server.isBound());
    serve(statsd(server, u"tyk"_s), {u"--log-instrumentation"_s});
    QCOMPARE(get(m_gateway->address("/api/x")).status, 200);
    QString path = m_plugin;
    path.replace(QRegularExpression(u"[^A-Za-z0-9_.-]"_s), u"$"_s);
    const QString event =
        QRegularExpression::escape(u"GoPluginMiddleware$$"_s + path + u"$AddFooBarHeader"_s);
    const QString time = uR"(\d+(\.\d\d)?\|ms(\|@.*)?)"_s;
    QVERIFY(server.waitFor(uR"(gw\.executed:\d+\|c)"_s));
    QVERIFY(server.waitFor(uR"(gw\.MiddlewareCall\.executed:\d+\|c)"_s));
    QVERIFY(server.waitFor(u"gw\\."_s + event + uR"(\.executed:1\|c)"_s));
    QVERIFY(server.waitFor(u"gw\\.MiddlewareCall\\."_s + event + uR"(\.executed:1\|c)"_s));
    QVERIFY(server.waitFor(u"gw\\.exec_time:"_s + time));
    QVERIFY(server.waitFor(u"gw\\."_s + event + u"\\.executed\\.exec_time:"_s + time));
    QVERIFY(server.waitFor(u"gw\\.MiddlewareCall\\.VersionCheck\\.executed\\.exec_time:"_s + time));
    QVERIFY(server.largestPacket() <= 1440);
}

void InstrumentationTest::sendsStepsAsThePageSpellsThem()
{
    StatsdServer server;
    QVERIFY(server.isBound());
    serve(statsd(server, u"documented"_s), {u"--log-instrumentation"_s});
    QCOMPARE(get(m_gateway->address("/api/x")).status, 200);
    QString path = m_plugin;
    path.replace(u'/', u'$');
    const QString event =
        QRegularExpression::escape(u"GoPluginMiddleware$"_s + path + u"$AddFooBarHeader"_s);
    QVERIFY(server.waitFor(u"gw\\."_s + event + uR"(:1\|c)"_s));
    QVERIFY(server.waitFor(u"gw\\.MiddlewareCall\\."_s + event + uR"(\.exec_time:.*\|ms)"_s));
}

void InstrumentationTest::sendsCallsOfTheControlApiAndTheLoad()
{
    StatsdServer server;
    QVERIFY(server.isBound());
    serve(statsd(server, u"tyk"_s), {u"--log-instrumentation"_s});
    QCOMPARE(m_gateway->control("GET", "/tyk/apis").status, 200);
    QCOMPARE(m_gateway->control("GET", "/tyk/apis/none").status, 404);
    QVERIFY(server.waitFor(uR"(gw\.SystemAPICall\.called:1\|c)"_s));
    QVERIFY(server.waitFor(uR"(gw\.SystemAPICall\.success:.*\|ms)"_s));
    QVERIFY(server.waitFor(uR"(gw\.SystemAPIError\.404:1\|c)"_s));
    QVERIFY(server.waitFor(uR"(gw\.Load\.rps:[\d.]+\|g)"_s));
}

void InstrumentationTest::isOffUntilItIsAskedFor()
{
    StatsdServer server;
    QVERIFY(server.isBound());
    serve(statsd(server, u"tyk"_s));
    QCOMPARE(get(m_gateway->address("/api/x")).status, 200);
    QVERIFY(!m_gateway->log().contains(u"Sending stats"_s));
    QCOMPARE(m_gateway->stop(), 0); // would send what it had
    m_gateway.reset();

    qputenv("TYK_INSTRUMENTATION", "1");
    serve(statsd(server, u"tyk"_s));
    qunsetenv("TYK_INSTRUMENTATION");
    QVERIFY(server.lines().isEmpty());
    QVERIFY(m_gateway->waitForLog({u"Sending stats"_s, server.address()}));
    QCOMPARE(get(m_gateway->address("/api/x")).status, 200);
    QVERIFY(server.waitFor(uR"(gw\.executed:\d+\|c)"_s));
}

void InstrumentationTest::needsAServer()
{
    serve({}, {u"--log-instrumentation"_s});
    QVERIFY(m_gateway->waitForLog({u"level=error"_s, u"no connectionstring set for statsd"_s}));
    QCOMPARE(get(m_gateway->address("/api/x")).status, 200);
}

void InstrumentationTest::namesHooksEverywhereAsTheDefinitionDoes_data()
{
    QTest::addColumn<bool>("isRelative");
    QTest::newRow("absolute") << false;
    QTest::newRow("relative") << true;
}

void InstrumentationTest::namesHooksEverywhereAsTheDefinitionDoes()
{
    QFETCH(bool, isRelative);

    StatsdServer server;
    QVERIFY(server.isBound());
    if (isRelative) {
        m_plugin = u"plugins/foo.so"_s;
        m_workspace->writeApi(ApiDefinition(u"api"_s, QString::fromStdString(m_origin.url()))
                                  .hook(HookPlace::Post, m_plugin, u"AddFooBarHeader"_s));
    }
    serve(statsd(server, u"documented"_s),
          {u"--log-instrumentation"_s, u"--log-level"_s, u"debug"_s});
    QCOMPARE(get(m_gateway->address("/api/x")).status, 200);
    const QString event = u"GoPluginMiddleware:"_s + m_plugin + u":AddFooBarHeader"_s;
    const CurlAnswer list = m_gateway->control("GET", "/tyk/plugins");
    const QJsonObject row =
        QJsonDocument::fromJson(QByteArray::fromStdString(list.body))[u"plugins"_s][0].toObject();
    QCOMPARE(row[u"event"_s].toString(), event);
    QCOMPARE(row[u"path"_s].toString(), m_plugin);
    QCOMPARE(row[u"users"_s].toArray(), QJsonArray{u"api"_s});
    QVERIFY(m_gateway->waitForLog({u"Plugin loaded"_s, u"mwPath="_s + m_plugin}));
    QVERIFY(get(m_gateway->address("/metrics")).says("path=\"" + m_plugin.toStdString() + '"'));
    const CurlAnswer swap =
        m_gateway->control("POST", "/tyk/plugins/reload?path=" + m_plugin.toStdString());
    QVERIFY2(swap.says("\"path\":\"" + m_plugin.toStdString() + '"'), swap.body.c_str());
    QString name = event;
    name.replace(QRegularExpression(u"[^A-Za-z0-9_.-]"_s), u"$"_s);
    QVERIFY(server.waitFor(u"gw\\."_s + QRegularExpression::escape(name) + uR"(:1\|c)"_s));
    QCOMPARE(row[u"time"_s][u"count"_s].toInt(), 1);
    QVERIFY(m_gateway->waitForLog(
        {u"message=Started"_s, u"mw=\""_s + event, u"api_id=api"_s, u"request_id="_s, u"ts="_s}));
    QVERIFY(m_gateway->waitForLog(
        {u"message=Finished"_s, u"mw=\""_s + event, u"code=200"_s, u"ns="_s}));
}

// promtool knows Prometheus' rules better than any test.
void InstrumentationTest::givesPrometheusAHistogramOfEachHook()
{
    serve({});
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(get(m_gateway->address("/api/x")).status, 200);
    }
    const CurlAnswer metrics = get(m_gateway->address("/metrics"));
    QCOMPARE(metrics.status, 200);
    const std::string labels =
        "{path=\"" + m_plugin.toStdString() + "\",symbol=\"AddFooBarHeader\",kind=\"request\"";
    const std::string name = "gatewright_hook_duration_seconds";
    QVERIFY2(metrics.says("# TYPE " + name + " histogram"), metrics.body.c_str());
    QVERIFY2(metrics.says(name + "_count" + labels + "} 3"), metrics.body.c_str());
    QVERIFY2(metrics.says(name + "_bucket" + labels + ",le=\"+Inf\"} 3"), metrics.body.c_str());

    QProcess promtool;
    promtool.start(u"promtool"_s, {u"check"_s, u"metrics"_s});
    QVERIFY(promtool.waitForStarted());
    promtool.write(QByteArray::fromStdString(metrics.body));
    promtool.closeWriteChannel();
    QVERIFY(promtool.waitForFinished(kLinePatience));
    const QByteArray said = promtool.readAllStandardOutput() + promtool.readAllStandardError();
    QVERIFY2(promtool.exitCode() == 0 && said.isEmpty(), said.constData());
}

} // namespace gw::e2e

GW_TEST(gw::e2e::InstrumentationTest)
#include "instrumentation_test.moc"
