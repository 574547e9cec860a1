// SPDX-License-Identifier: GPL-3.0-or-later
// Plugins from bundles: real zip files with real libraries, from real servers, good and bad.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/workspace.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <memory>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace gw::e2e {

using test::readFile;
using test::writeFile;

namespace {

constexpr int kPatience = 30'000; // milliseconds for what happens by itself

} // namespace

class BundlesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theBundleOfThePageWorks();
    void theFolderMayBeNamedFromTheWorkspace();
    void newContentUnderTheSameNameIsPublished();
    void aServerThatFailsLeavesTheOldVersion();
    void badContentLeavesTheOldVersion();
    void aRestartServesWhatIsInstalled();
    void itAnswers503UntilTheBundleIsThere();
    void itAnswers503WithTheReason_data();
    void itAnswers503WithTheReason();
    void demandsASignedManifest();
    void aServerThatHangsHoldsUpNobody();
    void anEditServesTheOldVersionUntilTheBundleIsThere();
    void aDisabledBundleLeavesTheDefinitionsHooks();
    void aPluginThatIsNoneAnswers500();

private:
    // private.pem and public.pem, in the workspace.
    void makeKeys() const;
    // Builds a bundle of a library, as <shelf>/<name>; hook: its symbol, in `post`.
    void build(const QString &library, const QString &hook, const QString &name = u"b.zip"_s);
    [[nodiscard]] ApiDefinition api(const QString &bundle = u"b.zip"_s) const;
    [[nodiscard]] bool serve(const QJsonObject &settings);
    [[nodiscard]] bool serveFromShelf();
    [[nodiscard]] QString shelf() const { return m_workspace->filePath(u"shelf"_s); }
    [[nodiscard]] QString shelfUrl() const { return u"file://"_s + shelf(); }
    [[nodiscard]] int status() { return get(m_gateway->address("/api/get")).status; }
    // What the hook of version.cpp said.
    [[nodiscard]] QString version();
    [[nodiscard]] QJsonObject report();
    [[nodiscard]] QString state() { return report()[u"state"_s].toString(); }
    // Of /tyk/plugins.
    [[nodiscard]] QJsonObject bundle()
    {
        const CurlAnswer answer = m_gateway->control("GET", "/tyk/plugins");
        return QJsonDocument::fromJson(QByteArray::fromStdString(answer.body))[u"bundles"_s][0]
            .toObject();
    }
    [[nodiscard]] QString problems()
    {
        return QString::fromUtf8(
            QJsonDocument(report()[u"problems"_s].toArray()).toJson(QJsonDocument::Compact));
    }

    GatewayProcess m_echo;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<GatewayProcess> m_gateway;
};

void BundlesTest::initTestCase()
{
    QVERIFY(m_echo.echo());
}

void BundlesTest::init()
{
    m_workspace = std::make_unique<Workspace>();
    m_gateway = std::make_unique<GatewayProcess>();
    QVERIFY(QDir(m_workspace->path()).mkpath(u"shelf"_s));
    QVERIFY(QDir(m_workspace->path()).mkpath(u"source"_s));
}

void BundlesTest::cleanup()
{
    if (m_gateway->isRunning()) {
        QCOMPARE(m_gateway->stop(), 0);
    }
}

void BundlesTest::build(const QString &library, const QString &hook, const QString &name)
{
    m_workspace->installPlugin(library, u"source/hook.so"_s);
    const QString manifest = uR"({"file_list": ["hook.so"], "custom_middleware": {"post":
        [{"name": "%1", "path": "hook.so"}], "driver": "goplugin"}})"_s.arg(hook);
    writeFile(m_workspace->filePath(u"source/manifest.json"_s), manifest.toUtf8());
    const ProgramResult built =
        runGatewright({u"bundle"_s, u"build"_s, u"-y"_s, u"-o"_s, u"new.zip"_s},
                      {m_workspace->filePath(u"source"_s), {}});
    QVERIFY2(built.exitCode == 0, built.standardError.constData());
    writeFile(shelf() + u"/"_s + name, readFile(m_workspace->filePath(u"source/new.zip"_s)));
}

ApiDefinition BundlesTest::api(const QString &bundle) const
{
    ApiDefinition definition(u"api"_s, QString::fromStdString(m_echo.address("/")));
    return definition.with(u"custom_middleware_bundle"_s, bundle);
}

bool BundlesTest::serve(const QJsonObject &settings)
{
    QJsonObject config = settings;
    config[u"enable_bundle_downloader"_s] = true;
    m_workspace->writeConfig(config);
    return m_gateway->serve(m_workspace->path());
}

bool BundlesTest::serveFromShelf()
{
    return serve({{u"bundle_base_url"_s, shelfUrl()}});
}

QString BundlesTest::version()
{
    const CurlAnswer answer = get(m_gateway->address("/api/get"));
    return QJsonDocument::fromJson(
               QByteArray::fromStdString(answer.body))[u"headers"_s][u"X-Version"_s]
        .toString();
}

QJsonObject BundlesTest::report()
{
    const CurlAnswer answer = m_gateway->control("GET", "/tyk/reload/report");
    const QJsonArray apis =
        QJsonDocument::fromJson(QByteArray::fromStdString(answer.body))[u"apis"_s].toArray();
    for (const QJsonValue &entry : apis) {
        if (entry[u"file"_s].toString() == u"api.json"_s) {
            return entry.toObject();
        }
    }
    return {};
}

// "Loading a Tyk Golang plugin from a bundle", with a native plugin in the place of the Go one.
void BundlesTest::theBundleOfThePageWorks()
{
    m_workspace->installPlugin(u"add_foo_bar_header.so"_s, u"source/AddFooBarHeader.so"_s);
    writeFile(m_workspace->filePath(u"source/manifest.json"_s), R"({
  "file_list": [
    "AddFooBarHeader.so"
  ],
  "custom_middleware": {
    "post": [
      {
        "name": "AddFooBarHeader",
        "path": "AddFooBarHeader.so"
      }
    ]
  },
  "driver": "goplugin"
}
)");
    QVERIFY(QDir(shelf()).mkpath(u"abc"_s));
    const ProgramResult built = runGatewright(
        {u"bundle"_s, u"build"_s, u"-y"_s, u"-o"_s, u"../shelf/abc/FooBarBundle.zip"_s},
        {m_workspace->filePath(u"source"_s), {}});
    QVERIFY2(built.exitCode == 0, built.standardError.constData());
    GatewayProcess bundles;
    QVERIFY(bundles.serveBundles(shelf()));

    m_workspace->writeApi(ApiDefinition(u"foo"_s, QString::fromStdString(m_echo.address("/")))
                              .listen(u"/my_api_name/"_s)
                              .with(u"custom_middleware_bundle"_s, u"FooBarBundle.zip"_s));
    QVERIFY(serve({{u"bundle_base_url"_s, QString::fromStdString(bundles.address("/abc"))}}));

    CurlAnswer answer;
    QTRY_VERIFY_WITH_TIMEOUT((answer = get(m_gateway->address("/my_api_name/get"))).status == 200,
                             kPatience);
    const QJsonObject echoed =
        QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
    QCOMPARE(echoed[u"headers"_s][u"Foo"_s].toString(), u"Bar"_s);
    const CurlAnswer plugins = m_gateway->control("GET", "/tyk/plugins");
    QVERIFY2(plugins.says("/AddFooBarHeader.so"), plugins.body.c_str());
}

void BundlesTest::theFolderMayBeNamedFromTheWorkspace()
{
    QVERIFY(QDir(m_workspace->path()).mkpath(u"of bundles"_s));
    build(u"e2e_version_1.so"_s, u"SayVersion"_s);
    QVERIFY(QFile::copy(shelf() + u"/b.zip"_s, m_workspace->filePath(u"of bundles/b.zip"_s)));
    m_workspace->writeApi(api());
    QVERIFY(serve({{u"bundle_base_url"_s, u"file:of%20bundles"_s}}));
    QTRY_COMPARE_WITH_TIMEOUT(version(), u"1"_s, kPatience);
}

void BundlesTest::newContentUnderTheSameNameIsPublished()
{
    GatewayProcess bundles;
    QVERIFY(bundles.serveBundles(shelf()));
    build(u"e2e_version_1.so"_s, u"SayVersion"_s);
    m_workspace->writeApi(api());
    QVERIFY(serve({{u"bundle_base_url"_s, QString::fromStdString(bundles.address(""))}}));
    QTRY_COMPARE_WITH_TIMEOUT(version(), u"1"_s, kPatience);

    build(u"e2e_version_2.so"_s, u"SayVersion"_s);
    QVERIFY(m_gateway->reload());
    QTRY_COMPARE_WITH_TIMEOUT(version(), u"2"_s, kPatience);
    // The folder of a version that nothing uses goes away with a later snapshot.
    QVERIFY(m_gateway->reload());
}

void BundlesTest::aServerThatFailsLeavesTheOldVersion()
{
    build(u"e2e_version_1.so"_s, u"SayVersion"_s);
    m_workspace->writeApi(api());
    QVERIFY(serveFromShelf());
    QTRY_COMPARE_WITH_TIMEOUT(version(), u"1"_s, kPatience);

    const QJsonObject loaded = bundle();
    QCOMPARE(loaded[u"name"_s].toString(), u"b.zip"_s);
    QCOMPARE(loaded[u"state"_s].toString(), u"loaded"_s);
    QCOMPARE(loaded[u"sha256"_s].toString().size(), 64);
    QVERIFY(!loaded[u"fetched_at"_s].toString().isEmpty());
    QCOMPARE(loaded[u"apis"_s][0][u"api_id"_s].toString(), u"api"_s);
    QCOMPARE(loaded[u"apis"_s][0][u"sha256"_s], loaded[u"sha256"_s]);

    QVERIFY(QFile::remove(shelf() + u"/b.zip"_s));
    QVERIFY(m_gateway->reload());
    QTRY_COMPARE_WITH_TIMEOUT(state(), u"kept_old"_s, kPatience);
    QCOMPARE(bundle()[u"state"_s].toString(), u"kept_old"_s);
    QCOMPARE(bundle()[u"sha256"_s], loaded[u"sha256"_s]);
    QVERIFY(bundle()[u"reason"_s].toString().contains(u"Couldn't fetch bundle"_s));
    QVERIFY2(problems().contains(u"Couldn't fetch bundle"_s), qPrintable(problems()));
    QCOMPARE(version(), u"1"_s);

    build(u"e2e_version_2.so"_s, u"SayVersion"_s); // it is looked for until it is there
    QVERIFY(m_gateway->reload());
    QTRY_COMPARE_WITH_TIMEOUT(version(), u"2"_s, kPatience);
    QCOMPARE(state(), u"loaded"_s);
}

void BundlesTest::badContentLeavesTheOldVersion()
{
    build(u"e2e_version_1.so"_s, u"SayVersion"_s);
    m_workspace->writeApi(api());
    QVERIFY(serveFromShelf());
    QTRY_COMPARE_WITH_TIMEOUT(version(), u"1"_s, kPatience);

    QByteArray zip = readFile(shelf() + u"/b.zip"_s);
    zip[zip.size() / 2] = static_cast<char>(zip[zip.size() / 2] ^ 1);
    writeFile(shelf() + u"/b.zip"_s, zip);
    QVERIFY(m_gateway->reload());
    QTRY_COMPARE_WITH_TIMEOUT(state(), u"kept_old"_s, kPatience);
    QCOMPARE(version(), u"1"_s);
    QVERIFY(m_gateway->waitForLog({u"Couldn't load bundle"_s, u"b.zip"_s}));
}

void BundlesTest::aRestartServesWhatIsInstalled()
{
    build(u"e2e_version_1.so"_s, u"SayVersion"_s);
    m_workspace->writeApi(api());
    QVERIFY(serveFromShelf());
    QTRY_COMPARE_WITH_TIMEOUT(version(), u"1"_s, kPatience);
    QCOMPARE(m_gateway->stop(), 0);

    QVERIFY(QFile::remove(shelf() + u"/b.zip"_s));
    QVERIFY(serveFromShelf()); // with the same state folder
    QTRY_COMPARE_WITH_TIMEOUT(version(), u"1"_s, kPatience);
}

void BundlesTest::itAnswers503UntilTheBundleIsThere()
{
    m_workspace->writeApi(api());
    QVERIFY(serveFromShelf());
    QCOMPARE(status(), 503);
    QCOMPARE(state(), u"degraded"_s);
    QVERIFY2(problems().contains(u"Couldn't fetch bundle"_s), qPrintable(problems()));
    QCOMPARE(bundle()[u"state"_s].toString(), u"missing"_s);

    build(u"e2e_version_1.so"_s, u"SayVersion"_s);
    QTRY_COMPARE_WITH_TIMEOUT(version(), u"1"_s, 2 * kPatience); // by itself
    QTRY_COMPARE_WITH_TIMEOUT(state(), u"loaded"_s, kPatience);
}

void BundlesTest::makeKeys() const
{
    QProcess openssl;
    openssl.setWorkingDirectory(m_workspace->path());
    openssl.start(u"openssl"_s, {u"genrsa"_s, u"-out"_s, u"private.pem"_s, u"2048"_s});
    QVERIFY(openssl.waitForFinished());
    openssl.start(u"openssl"_s,
                  {u"rsa"_s, u"-in"_s, u"private.pem"_s, u"-pubout"_s, u"-out"_s, u"public.pem"_s});
    QVERIFY(openssl.waitForFinished());
}

void BundlesTest::itAnswers503WithTheReason_data()
{
    QTest::addColumn<QJsonObject>("settings");
    QTest::addColumn<QString>("reason");
    QTest::newRow("not enabled") << QJsonObject{{u"enable_bundle_downloader"_s, false}}
                                 << u"Bundle downloader is disabled"_s;
    QTest::newRow("no address") << QJsonObject{} << u"No bundle base URL set"_s;
    QTest::newRow("scheme") << QJsonObject{{u"bundle_base_url"_s, u"ftp://127.0.0.1/"_s}}
                            << u"Unknown URL scheme"_s;
    QTest::newRow("nobody there") << QJsonObject{{u"bundle_base_url"_s,
                                                  u"http://127.0.0.1:%1/"_s.arg(closedPort())}}
                                  << u"Couldn't fetch bundle"_s;
    QTest::newRow("not signed") << QJsonObject{{u"bundle_base_url"_s, u"SHELF"_s},
                                               {u"public_key_path"_s, u"public.pem"_s}}
                                << u"Bundle isn't signed"_s;
    QTest::newRow("no such key") << QJsonObject{{u"bundle_base_url"_s, u"SHELF"_s},
                                                {u"public_key_path"_s, u"missing.pem"_s}}
                                 << u"missing.pem"_s;
}

void BundlesTest::itAnswers503WithTheReason()
{
    QFETCH(QJsonObject, settings);
    QFETCH(QString, reason);

    build(u"e2e_version_1.so"_s, u"SayVersion"_s);
    makeKeys();
    m_workspace->writeApi(api());
    if (settings[u"bundle_base_url"_s] == u"SHELF"_s) {
        settings[u"bundle_base_url"_s] = shelfUrl();
    }
    if (!settings.contains(u"enable_bundle_downloader"_s)) {
        settings[u"enable_bundle_downloader"_s] = true;
    }
    m_workspace->writeConfig(settings);
    QVERIFY(m_gateway->serve(m_workspace->path()));

    const CurlAnswer answer = get(m_gateway->address("/api/get"));
    QCOMPARE(answer.status, 503);
    QVERIFY2(!answer.says(reason.toStdString()), answer.body.c_str()); // not told to strangers
    QTRY_VERIFY2_WITH_TIMEOUT(problems().contains(reason), qPrintable(problems()), kPatience);
    QVERIFY(m_gateway->waitForLog({reason}));
}

// Tyk's tools sign the files only.
void BundlesTest::demandsASignedManifest()
{
    build(u"e2e_version_1.so"_s, u"SayVersion"_s);
    makeKeys();
    m_workspace->writeApi(api());
    const QString source = m_workspace->filePath(u"source"_s);
    const QString key = m_workspace->filePath(u"private.pem"_s);
    writeFile(source + u"/manifest.json"_s,
              R"({"file_list": ["hook.so"], "custom_middleware": {"driver": "goplugin",
                  "post": [{"name": "SayVersion", "path": "hook.so"}]}})");
    QCOMPARE(
        QProcess::execute(QStringLiteral(PYTHON), {u"-B"_s, QStringLiteral(TYK_RULES), u"make"_s,
                                                   source, shelf() + u"/b.zip"_s, key}),
        0);
    QVERIFY(serve({{u"bundle_base_url"_s, shelfUrl()},
                   {u"public_key_path"_s, u"public.pem"_s},
                   {u"gatewright"_s, QJsonObject{{u"bundle_manifest_signed"_s, true}}}}));
    QCOMPARE(status(), 503);
    QTRY_VERIFY2_WITH_TIMEOUT(problems().contains(u"The manifest itself isn't signed"_s),
                              qPrintable(problems()), kPatience);

    const ProgramResult built = runGatewright(
        {u"bundle"_s, u"build"_s, u"-k"_s, key, u"-o"_s, shelf() + u"/b.zip"_s}, {source, {}});
    QVERIFY2(built.exitCode == 0, built.standardError.constData());
    QVERIFY(m_gateway->reload());
    QTRY_COMPARE_WITH_TIMEOUT(version(), u"1"_s, kPatience);
}

void BundlesTest::aServerThatHangsHoldsUpNobody()
{
    ScriptedOrigin hanging(
        [](Socket &connection) { static_cast<void>(connection.receiveUntil("never", 60s)); });
    m_workspace->writeApi(api());
    m_workspace->writeApi(ApiDefinition(u"other"_s, QString::fromStdString(m_echo.address("/"))));
    QVERIFY(serve({{u"bundle_base_url"_s, QString::fromStdString(hanging.url())}}));
    QCOMPARE(get(m_gateway->address("/other/get")).status, 200);
    QCOMPARE(status(), 503);
    QVERIFY(m_gateway->reload());
    QCOMPARE(m_gateway->stop(), 0); // in the middle of a download
}

void BundlesTest::anEditServesTheOldVersionUntilTheBundleIsThere()
{
    build(u"e2e_version_1.so"_s, u"SayVersion"_s);
    m_workspace->writeApi(api());
    QVERIFY(serveFromShelf());
    QTRY_COMPARE_WITH_TIMEOUT(version(), u"1"_s, kPatience);

    const CurlAnswer written = m_gateway->control(
        "PUT", "/tyk/apis/api", QJsonDocument(api(u"later.zip"_s).json()).toJson().toStdString());
    QCOMPARE(written.status, 200);
    QVERIFY2(written.says("kept_old"), written.body.c_str());
    QCOMPARE(version(), u"1"_s);

    build(u"e2e_version_2.so"_s, u"SayVersion"_s, u"later.zip"_s);
    QTRY_COMPARE_WITH_TIMEOUT(version(), u"2"_s, 2 * kPatience); // by itself
}

void BundlesTest::aDisabledBundleLeavesTheDefinitionsHooks()
{
    m_workspace->installPlugin(u"e2e_version_1.so"_s, u"plugins/own.so"_s);
    m_workspace->writeApi(api()
                              .hook(HookPlace::Post, u"plugins/own.so"_s, u"SayVersion"_s)
                              .with(u"custom_middleware_bundle_disabled"_s, true));
    QVERIFY(m_gateway->serve(m_workspace->path()));
    QCOMPARE(version(), u"1"_s);
}

void BundlesTest::aPluginThatIsNoneAnswers500()
{
    build(u"e2e_not_a_plugin.so"_s, u"SayVersion"_s);
    m_workspace->writeApi(api());
    QVERIFY(serveFromShelf());
    QTRY_COMPARE_WITH_TIMEOUT(status(), 500, kPatience);
    QCOMPARE(state(), u"degraded"_s);
}

} // namespace gw::e2e

GW_TEST(gw::e2e::BundlesTest)
#include "bundles_test.moc"
