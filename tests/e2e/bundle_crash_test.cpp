// SPDX-License-Identifier: GPL-3.0-or-later
// SIGKILL in the middle of installing a bundle: nothing partial is ever served or kept.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/workspace.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <memory>

using namespace Qt::StringLiterals;

namespace gw::e2e {

using test::readFile;
using test::writeFile;

namespace {

constexpr int kLong = 30'000; // milliseconds for what happens by itself
constexpr int kFiles = 700;   // each is synced to the disk
constexpr int kHashDigits = 64;

} // namespace

class BundleCrashTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void leavesNothingPartial_data();
    void leavesNothingPartial();
    void forgetsHalfADownload();
    void forgetsHalfWrittenReferences();

private:
    // A gateway before its first definition, with the old version when the test wants one.
    void begin(bool hasOldVersion);
    // Begins to install the new version aside, and kills the gateway at the point. False: it was
    // through before.
    [[nodiscard]] bool killAt(const QString &point);
    [[nodiscard]] bool isReached(const QString &point) const;
    void build(const QString &library, const QString &target, int files);
    void writeApi();
    [[nodiscard]] bool serve(const QString &url);
    [[nodiscard]] QString shelf() const { return m_workspace->filePath(u"shelf"_s); }
    [[nodiscard]] QString bundles() const { return m_gateway->stateFile(u"bundles"_s); }
    [[nodiscard]] QStringList installed() const;
    [[nodiscard]] QStringList staged() const; // files of a bundle in the making
    // Every file below the bundles' folder, with its content.
    [[nodiscard]] QMap<QString, QByteArray> kept() const;
    // As it was between the rename and the note that the address leads there.
    void takeReferencesBack(const QMap<QString, QByteArray> &before) const;
    // What the hook of version.cpp said; "503" when the API refuses.
    [[nodiscard]] QString version() const;

    GatewayProcess m_echo;
    Workspace m_sources;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<GatewayProcess> m_gateway;
};

void BundleCrashTest::initTestCase()
{
    QVERIFY(m_echo.echo());
    build(u"e2e_version_1.so"_s, u"old.zip"_s, 1);
    build(u"e2e_version_2.so"_s, u"new.zip"_s, kFiles);
}

void BundleCrashTest::build(const QString &library, const QString &target, int files)
{
    const QString source = m_sources.filePath(u"source"_s);
    writeFile(source + u"/hook.so"_s, readFile(QStringLiteral(GW_PLUGINS) + u'/' + library));
    QJsonArray names{u"hook.so"_s};
    for (int i = 1; i < files; ++i) {
        const QString name = u"data/%1.bin"_s.arg(i);
        QByteArray content(20'000, Qt::Uninitialized);
        QRandomGenerator::global()->generate(content.begin(), content.end());
        writeFile(source + u'/' + name, content);
        names.append(name);
    }
    const QJsonObject hook{{u"name"_s, u"SayVersion"_s}, {u"path"_s, u"hook.so"_s}};
    const QJsonObject manifest{{u"file_list"_s, names},
                               {u"custom_middleware"_s, QJsonObject{{u"post"_s, QJsonArray{hook}},
                                                                    {u"driver"_s, u"goplugin"_s}}}};
    writeFile(source + u"/manifest.json"_s, QJsonDocument(manifest).toJson());
    const ProgramResult built = runGatewright(
        {u"bundle"_s, u"build"_s, u"-y"_s, u"-o"_s, m_sources.filePath(target)}, {source, {}});
    QVERIFY2(built.exitCode == 0, built.standardError.constData());
}

void BundleCrashTest::begin(bool hasOldVersion)
{
    m_workspace = std::make_unique<Workspace>();
    m_gateway = std::make_unique<GatewayProcess>();
    QVERIFY(QDir().mkpath(shelf()));
    if (hasOldVersion) {
        writeApi();
        writeFile(shelf() + u"/b.zip"_s, readFile(m_sources.filePath(u"old.zip"_s)));
    }
    QVERIFY(serve(u"file://"_s + shelf()));
    if (hasOldVersion) {
        QTRY_COMPARE_WITH_TIMEOUT(version(), u"1"_s, kLong);
    }
    writeApi();
    writeFile(shelf() + u"/b.zip"_s, readFile(m_sources.filePath(u"new.zip"_s)));
}

void BundleCrashTest::writeApi()
{
    m_workspace->writeApi(ApiDefinition(u"api"_s, QString::fromStdString(m_echo.address("/")))
                              .with(u"custom_middleware_bundle"_s, u"b.zip"_s));
}

bool BundleCrashTest::serve(const QString &url)
{
    m_workspace->writeConfig({{u"enable_bundle_downloader"_s, true}, {u"bundle_base_url"_s, url}});
    return m_gateway->serve(m_workspace->path());
}

QStringList BundleCrashTest::installed() const
{
    QStringList names = QDir(bundles()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    names.removeIf([](const QString &name) { return name.size() != kHashDigits; });
    return names;
}

QStringList BundleCrashTest::staged() const
{
    const QDir staging(bundles() + u"/staging"_s);
    QStringList files;
    for (const QString &folder : staging.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir made(staging.filePath(folder));
        files += made.entryList(QDir::Files | QDir::Hidden);
        files += QDir(made.filePath(u"data"_s)).entryList(QDir::Files);
    }
    return files;
}

QMap<QString, QByteArray> BundleCrashTest::kept() const
{
    QMap<QString, QByteArray> files;
    QDirIterator each(bundles(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        const QString path = each.next();
        files.insert(path, readFile(path));
    }
    return files;
}

void BundleCrashTest::takeReferencesBack(const QMap<QString, QByteArray> &before) const
{
    const QString folder = bundles() + u"/references"_s;
    QVERIFY(!QDir(folder).exists() || QDir(folder).removeRecursively());
    for (const auto &[path, content] : before.asKeyValueRange()) {
        if (path.startsWith(folder)) {
            writeFile(path, content);
        }
    }
}

QString BundleCrashTest::version() const
{
    const CurlAnswer answer = get(m_gateway->address("/api/get"));
    if (answer.status != 200) {
        return QString::number(answer.status);
    }
    return QJsonDocument::fromJson(
               QByteArray::fromStdString(answer.body))[u"headers"_s][u"X-Version"_s]
        .toString();
}

bool BundleCrashTest::isReached(const QString &point) const
{
    if (point == u"published"_s) {
        return std::ranges::any_of(installed(), [&](const QString &name) {
            return QFile::exists(bundles() + u"/"_s + name + u"/data"_s);
        });
    }
    const QStringList files = staged();
    return point == u"first file"_s ? !files.isEmpty() : files.size() > kFiles / 2;
}

bool BundleCrashTest::killAt(const QString &point)
{
    if (!m_gateway->reload()) {
        return false;
    }
    const bool isThere = QTest::qWaitFor(
        [&] { return isReached(point) || m_gateway->log().contains(u"Couldn't load bundle"_s); },
        kLong);
    m_gateway->sendSignal(SIGKILL);
    static_cast<void>(m_gateway->waitForEnd());
    return isThere && isReached(point);
}

void BundleCrashTest::leavesNothingPartial_data()
{
    QTest::addColumn<QString>("point");
    QTest::addColumn<bool>("hasOldVersion");
    QTest::newRow("first file, first install") << u"first file"_s << false;
    QTest::newRow("first file, update") << u"first file"_s << true;
    QTest::newRow("half of the files, update") << u"half of the files"_s << true;
    QTest::newRow("published, first install") << u"published"_s << false;
    QTest::newRow("published, update") << u"published"_s << true;
}

void BundleCrashTest::leavesNothingPartial()
{
    QFETCH(QString, point);
    QFETCH(bool, hasOldVersion);

    constexpr int kTries = 10; // an install may be faster than we look
    bool isKilledThere = false;
    QMap<QString, QByteArray> before;
    for (int i = 0; i < kTries && !isKilledThere; ++i) {
        begin(hasOldVersion);
        before = kept();
        isKilledThere = killAt(point);
    }
    QVERIFY(isKilledThere);
    if (point == u"published"_s) {
        QCOMPARE(installed().size(), hasOldVersion ? 2 : 1);
        takeReferencesBack(before); // the kill may have come after they were written
    }

    // Without a server there is what was complete before, and nothing else.
    QVERIFY(QFile::remove(shelf() + u"/b.zip"_s));
    QVERIFY(serve(u"file://"_s + shelf()));
    QCOMPARE(version(), hasOldVersion ? u"1"_s : u"503"_s);
    QCOMPARE(kept(), before);
    QCOMPARE(QDir(bundles() + u"/staging"_s).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList());

    writeFile(shelf() + u"/b.zip"_s, readFile(m_sources.filePath(u"new.zip"_s)));
    QVERIFY(m_gateway->reload());
    QTRY_COMPARE_WITH_TIMEOUT(version(), u"2"_s, kLong);
    QCOMPARE(m_gateway->stop(), 0);
}

// The server stands still in the middle of the zip until the gateway is gone.
void BundleCrashTest::forgetsHalfADownload()
{
    const QByteArray zip = readFile(m_sources.filePath(u"new.zip"_s));
    std::atomic<bool> isHalfSent = false;
    ScriptedOrigin server([&](Socket &connection) {
        static_cast<void>(connection.receiveUntil("\r\n\r\n"));
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(zip.size()) +
                        "\r\n\r\n");
        connection.send(zip.first(zip.size() / 2).toStdString());
        isHalfSent = true;
        static_cast<void>(connection.isEndedByPeer(std::chrono::milliseconds(kLong)));
    });
    begin(true);
    QCOMPARE(m_gateway->stop(), 0);
    QVERIFY(QFile::remove(m_workspace->filePath(u"apps/api.json"_s)));
    QVERIFY(serve(QString::fromStdString(server.url())));
    const QMap<QString, QByteArray> before = kept();
    QCOMPARE(installed().size(), 1);
    writeApi();
    QVERIFY(m_gateway->reload());
    QTRY_VERIFY_WITH_TIMEOUT(isHalfSent, kLong);
    m_gateway->sendSignal(SIGKILL);
    static_cast<void>(m_gateway->waitForEnd());
    QCOMPARE(kept(), before);

    QVERIFY(serve(u"file://"_s + shelf()));
    QTRY_COMPARE_WITH_TIMEOUT(version(), u"2"_s, kLong);
    QCOMPARE(m_gateway->stop(), 0);
}

void BundleCrashTest::forgetsHalfWrittenReferences()
{
    begin(true);
    QTRY_COMPARE_WITH_TIMEOUT(version(), u"1"_s, kLong);
    m_gateway->sendSignal(SIGKILL);
    static_cast<void>(m_gateway->waitForEnd());
    const QString leftover = bundles() + u"/references/.0123.4711-1.gwpart"_s;
    writeFile(leftover, "{\"sha256\": \"");
    QVERIFY(QFile::remove(shelf() + u"/b.zip"_s));
    QVERIFY(serve(u"file://"_s + shelf()));
    QCOMPARE(version(), u"1"_s);
    QVERIFY(!QFile::exists(leftover));
    QCOMPARE(m_gateway->stop(), 0);
}

} // namespace gw::e2e

GW_TEST(gw::e2e::BundleCrashTest)
#include "bundle_crash_test.moc"
