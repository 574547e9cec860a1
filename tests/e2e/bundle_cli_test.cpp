// SPDX-License-Identifier: GPL-3.0-or-later
// `gatewright bundle`, against Tyk's rules as support/tyk_bundle.py has them.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace gw::e2e {

using test::readFile;
using test::writeFile;

class BundleCliTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void buildsWhatTykTakes();
    void buildsWhatTykTakesSigned();
    void takesWhatTykBuilds();
    void asksBeforeItLeavesTheSignatureOut();
    void buildsTheSameBytesTwice();
    void verifySaysWhatIsWrong();
    void inspectSaysWhatIsInside();
    void extractUnpacksIntoANewFolder();
    void extractLeavesNothingOfABadBundle();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void serveOffersOnlyBundles();
    void serveStaysOnThisMachine();

private:
    [[nodiscard]] ProgramResult bundle(const QStringList &arguments, const QByteArray &input = {})
    {
        return runGatewright(QStringList{u"bundle"_s} + arguments, {m_folder->path(), input});
    }
    // What the script says; empty: all is well.
    [[nodiscard]] QByteArray tyk(const QStringList &arguments);
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    void makeKey(const QString &name);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void BundleCliTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_folder->path()).mkpath(u"files"_s));
    writeFile(path(u"files/rules.txt"_s), "a rule");
    writeFile(path(u"manifest.json"_s), R"({
        "file_list": ["hook.so", "files/rules.txt"],
        "custom_middleware": {"auth_check": {"name": "Guard", "path": "hook.so"}},
        "driver": "goplugin"
    })");
    QByteArray code; // that deflate has work with
    for (int i = 0; i < 20'000; ++i) {
        code += QByteArray::number(i * 7919 % 104'729);
    }
    writeFile(path(u"hook.so"_s), code);
}

QByteArray BundleCliTest::tyk(const QStringList &arguments)
{
    QProcess python;
    python.setWorkingDirectory(m_folder->path());
    python.start(QStringLiteral(PYTHON),
                 QStringList{u"-B"_s, QStringLiteral(TYK_RULES)} + arguments);
    if (!python.waitForFinished() || python.exitStatus() != QProcess::NormalExit) {
        return "python does not end";
    }
    const QByteArray said = python.readAllStandardError();
    return python.exitCode() == 0 ? said : said + " failed";
}

void BundleCliTest::makeKey(const QString &name)
{
    QProcess openssl;
    openssl.setWorkingDirectory(m_folder->path());
    openssl.start(u"openssl"_s, {u"genrsa"_s, u"-out"_s, name + u".pem"_s, u"2048"_s});
    QVERIFY(openssl.waitForFinished() && openssl.exitCode() == 0);
    openssl.start(u"openssl"_s, {u"rsa"_s, u"-in"_s, name + u".pem"_s, u"-pubout"_s, u"-out"_s,
                                 name + u".pub"_s});
    QVERIFY(openssl.waitForFinished() && openssl.exitCode() == 0);
}

void BundleCliTest::buildsWhatTykTakes()
{
    const ProgramResult built = bundle({u"build"_s, u"--skip-signing"_s});
    QVERIFY2(built.exitCode == 0, built.standardError.constData());
    const qint64 size = QFile(path(u"bundle.zip"_s)).size();
    QCOMPARE(built.standardOutput, "Wrote 'bundle.zip' (" + QByteArray::number(size) + " bytes)\n");
    QCOMPARE(tyk({u"check"_s, u"bundle.zip"_s}), "");
}

void BundleCliTest::buildsWhatTykTakesSigned()
{
    makeKey(u"one"_s);
    makeKey(u"two"_s);
    const ProgramResult built = bundle(
        {u"build"_s, u"-m"_s, u"manifest.json"_s, u"-o"_s, u"signed.zip"_s, u"-k"_s, u"one.pem"_s});
    QVERIFY2(built.exitCode == 0, built.standardError.constData());
    QCOMPARE(tyk({u"check"_s, u"signed.zip"_s, u"one.pub"_s}), "");
    QVERIFY(tyk({u"check"_s, u"signed.zip"_s, u"two.pub"_s}).contains("signature is wrong"));
}

void BundleCliTest::takesWhatTykBuilds()
{
    makeKey(u"one"_s);
    QCOMPARE(tyk({u"make"_s, u"."_s, u"plain.zip"_s}), "");
    QCOMPARE(tyk({u"make"_s, u"."_s, u"signed.zip"_s, u"one.pem"_s}), "");
    QCOMPARE(bundle({u"verify"_s, u"plain.zip"_s}).standardOutput,
             "plain.zip: ok, 2 files, not signed\n");
    QCOMPARE(bundle({u"verify"_s, u"signed.zip"_s, u"-k"_s, u"one.pub"_s}).standardOutput,
             "signed.zip: ok, 2 files, signature good, but not of the manifest\n");
}

void BundleCliTest::asksBeforeItLeavesTheSignatureOut()
{
    const ProgramResult refused = bundle({u"build"_s}, "no\n");
    QVERIFY(refused.standardOutput.contains(
        R"(The bundle will be unsigned, type "y" or "yes" to confirm:)"));
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(!QFile::exists(path(u"bundle.zip"_s)));
    QCOMPARE(bundle({u"build"_s}).exitCode, 1); // nobody answers
    QCOMPARE(bundle({u"build"_s}, "yes\n").exitCode, 0);
    QVERIFY(QFile::exists(path(u"bundle.zip"_s)));
}

void BundleCliTest::buildsTheSameBytesTwice()
{
    QCOMPARE(bundle({u"build"_s, u"-y"_s}).exitCode, 0);
    const QByteArray first = readFile(path(u"bundle.zip"_s));
    QVERIFY(QFile::rename(path(u"hook.so"_s), path(u"other"_s)));
    QVERIFY(QFile::copy(path(u"other"_s), path(u"hook.so"_s)));
    QCOMPARE(bundle({u"build"_s, u"-y"_s}).exitCode, 0);
    QVERIFY(readFile(path(u"bundle.zip"_s)) == first);
}

void BundleCliTest::verifySaysWhatIsWrong()
{
    makeKey(u"one"_s);
    makeKey(u"two"_s);
    QCOMPARE(bundle({u"build"_s, u"-y"_s, u"-o"_s, u"plain.zip"_s}).exitCode, 0);
    QCOMPARE(bundle({u"build"_s, u"-k"_s, u"one.pem"_s}).exitCode, 0);
    QCOMPARE(bundle({u"verify"_s, u"bundle.zip"_s}).standardOutput,
             "bundle.zip: ok, 2 files, signature not checked\n");
    const ProgramResult unsignedOne = bundle({u"verify"_s, u"plain.zip"_s, u"-k"_s, u"one.pub"_s});
    QCOMPARE(unsignedOne.exitCode, 1);
    QVERIFY2(unsignedOne.standardError.contains("Bundle isn't signed"),
             unsignedOne.standardError.constData());
    const ProgramResult other = bundle({u"verify"_s, u"bundle.zip"_s, u"-k"_s, u"two.pub"_s});
    QCOMPARE(other.exitCode, 1);
    QVERIFY2(other.standardError.contains("signature"), other.standardError.constData());
}

void BundleCliTest::inspectSaysWhatIsInside()
{
    QCOMPARE(bundle({u"build"_s, u"-y"_s}).exitCode, 0);
    const QByteArray said = bundle({u"inspect"_s, u"bundle.zip"_s}).standardOutput;
    for (const char *line :
         {"signature none\n", "driver    goplugin\n", "hook      auth_check Guard hook.so\n",
          "file      files/rules.txt 6 bytes\n"}) {
        QVERIFY2(said.contains(line), said.constData());
    }
}

void BundleCliTest::extractUnpacksIntoANewFolder()
{
    QCOMPARE(bundle({u"build"_s, u"-y"_s}).exitCode, 0);
    QCOMPARE(bundle({u"extract"_s, u"bundle.zip"_s}).exitCode, 0);
    QCOMPARE(readFile(path(u"bundle/hook.so"_s)), readFile(path(u"hook.so"_s)));
    QCOMPARE(readFile(path(u"bundle/files/rules.txt"_s)), "a rule");
    QVERIFY(readFile(path(u"bundle/manifest.json"_s)).contains("checksum"));
    const ProgramResult again = bundle({u"extract"_s, u"bundle.zip"_s});
    QCOMPARE(again.exitCode, 1);
    QVERIFY2(again.standardError.contains("already"), again.standardError.constData());
    QCOMPARE(bundle({u"extract"_s, u"bundle.zip"_s, u"-o"_s, u"other"_s}).exitCode, 0);
}

void BundleCliTest::extractLeavesNothingOfABadBundle()
{
    QCOMPARE(bundle({u"build"_s, u"-y"_s}).exitCode, 0);
    QByteArray zip = readFile(path(u"bundle.zip"_s));
    const auto place = zip.indexOf("hook.so") + 500; // inside its bytes
    zip[place] = static_cast<char>(zip[place] ^ 1);
    writeFile(path(u"bad.zip"_s), zip);
    const QStringList before = QDir(m_folder->path()).entryList();
    QCOMPARE(bundle({u"extract"_s, u"bad.zip"_s}).exitCode, 1);
    QCOMPARE(QDir(m_folder->path()).entryList(), before);
}

void BundleCliTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("no manifest") << QStringList{u"build"_s, u"-m"_s, u"gone.json"_s}
                                 << QByteArray("Couldn't load manifest");
    QTest::newRow("no key") << QStringList{u"build"_s, u"-k"_s, u"gone.pem"_s}
                            << QByteArray("gone.pem");
    QTest::newRow("key is none") << QStringList{u"build"_s, u"-k"_s, u"manifest.json"_s}
                                 << QByteArray("no RSA private key");
    QTest::newRow("no bundle") << QStringList{u"verify"_s, u"gone.zip"_s} << QByteArray("gone.zip");
    QTest::newRow("bundle is none")
        << QStringList{u"inspect"_s, u"manifest.json"_s} << QByteArray("no zip file");
    QTest::newRow("no verb") << QStringList{} << QByteArray("A command is missing");
    QTest::newRow("no folder") << QStringList{u"serve"_s, u"gone"_s} << QByteArray("gone");
}

void BundleCliTest::saysWhatIsWrong()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);

    const ProgramResult result = bundle(arguments, "y\n");
    QVERIFY(result.exitCode > 0);
    QVERIFY2(result.standardError.contains(words), result.standardError.constData());
}

void BundleCliTest::serveOffersOnlyBundles()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"shelf/team"_s));
    writeFile(path(u"outside.zip"_s), "secret");
    writeFile(path(u"shelf/b.zip"_s), "a bundle");
    writeFile(path(u"shelf/team/c.zip"_s), "another");
    writeFile(path(u"shelf/private.pem"_s), "secret");
    QVERIFY(QFile::link(path(u"outside.zip"_s), path(u"shelf/link.zip"_s)));
    GatewayProcess server;
    QVERIFY(server.serveBundles(path(u"shelf"_s)));

    const CurlAnswer found = get(server.address("/b.zip"));
    QCOMPARE(found.status, 200);
    QCOMPARE(found.body, "a bundle");
    QCOMPARE(get(server.address("/team/c.zip")).body, "another");
    const std::string tag = found.header("etag");
    QVERIFY(!tag.empty());
    const CurlAnswer same = get(server.address("/b.zip"), {"If-None-Match: " + tag});
    QCOMPARE(same.status, 304);
    QCOMPARE(same.body, "");
    for (const char *target : {"/", "/private.pem", "/link.zip", "/gone.zip", "/%2e%2e/outside.zip",
                               "/..%2foutside.zip", "/team"}) {
        QCOMPARE(get(server.address(target)).status, 404);
    }
    QCOMPARE(send({.url = server.address("/b.zip"), .method = "POST", .body = "x"}).status, 405);
    QCOMPARE(server.stop(), 0);
}

void BundleCliTest::serveStaysOnThisMachine()
{
    const ProgramResult result = bundle({u"serve"_s, u"."_s, u"--listen"_s, u"0.0.0.0:0"_s});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.standardError.contains("only served to this machine"),
             result.standardError.constData());
}

} // namespace gw::e2e

GW_TEST(gw::e2e::BundleCliTest)
#include "bundle_cli_test.moc"
