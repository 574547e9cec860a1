// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/secret_mask.h"
#include "requests/hurl_reader.h"
#include "requests/hurl_writer.h"
#include "support/room_test.h"

#include <QObject>
#include <QTest>

using namespace gw::history;
using gw::requests::HttpRequest;
using gw::requests::TransferResult;

class SecretMaskTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void putsVariablesForSecrets();
    void keepsWhatIsNoSecret();
    void hidesWhatComesBack();
    void knowsNames_data();
    void knowsNames();
    void hidesWhatStandsBesideVariables();
    void hidesInOptions();
    void hidesFieldsThatComeBack();
    void hidesInUrls_data();
    void hidesInUrls();
};

void SecretMaskTest::putsVariablesForSecrets()
{
    const auto file = gw::requests::readHurl("POST http://me:pw@h/p?api_key=s3cret&a=b\n"
                                             "Authorization: Bearer s3cret\n"
                                             "X-Api-Key: {{key}}\n"
                                             "X-Other: 1\n"
                                             "[BasicAuth]\n"
                                             "me: s3cret\n"
                                             "[Form]\n"
                                             "password: s3cret\n"
                                             "note: kept\n"
                                             "[Cookies]\n"
                                             "sid: s3cret\n");
    QVERIFY(file);
    gw::requests::HurlFile safe;
    safe.entries.push_back({withoutSecrets(file->entries[0].request), {}});
    QCOMPARE(gw::requests::writeHurl(safe), "POST http://h/p?api_key={{api_key}}&a=b\n"
                                            "Authorization: {{authorization}}\n"
                                            "X-Api-Key: {{key}}\n"
                                            "X-Other: 1\n"
                                            "[BasicAuth]\n"
                                            "me: {{me}}\n"
                                            "[Form]\n"
                                            "password: {{password}}\n"
                                            "note: kept\n"
                                            "[Cookies]\n"
                                            "sid: {{sid}}\n");
}

void SecretMaskTest::keepsWhatIsNoSecret()
{
    const std::string text = "GET http://h/keys/1?page=2&monkey=x\nAccept: */*\nX-Keyboard: q\n";
    const auto file = gw::requests::readHurl(text);
    QVERIFY(file);
    gw::requests::HurlFile safe;
    safe.entries.push_back({withoutSecrets(file->entries[0].request), {}});
    QCOMPARE(gw::requests::writeHurl(safe), text);
}

void SecretMaskTest::hidesWhatComesBack()
{
    HttpRequest sent;
    sent.url = "http://h/p?token=in-the-url";
    sent.headers = {{"Authorization", "Bearer abcdef"}, {"X-A", "plain"}};
    sent.options.user = "me:pa ss";
    TransferResult result;
    result.requestHeads = {
        "GET /p HTTP/1.1\r\nCookie: sid=from-the-jar; b=bb\r\nX-B: plain\r\n\r\n"};
    result.cookies = {"h\tFALSE\t/\tFALSE\t0\tnew\tset-by-it"};
    const SecretMask mask(sent, result);
    QCOMPARE(mask.masked("abcdef plain from-the-jar set-by-it in-the-url pa ss bb"),
             "**** plain **** **** **** **** bb");
}

void SecretMaskTest::knowsNames_data()
{
    QTest::addColumn<bool>("isSecret");
    for (const char *name :
         {"Ocp-Apim-Subscription-Key", "X-Auth-Key", "session", "JSESSIONID", "PHPSESSID", "jwt",
          "pwd", "authKey", "x_api_key", "Set-Cookie", "sid"}) {
        QTest::newRow(name) << true;
    }
    for (const char *name : {"monkey", "X-Keyboard", "author", "Accept", "side", "page"}) {
        QTest::newRow(name) << false;
    }
}

void SecretMaskTest::knowsNames()
{
    QFETCH(const bool, isSecret);
    QCOMPARE(isSecretName(QTest::currentDataTag()), isSecret);
}

void SecretMaskTest::hidesWhatStandsBesideVariables()
{
    const auto file = gw::requests::readHurl("GET http://h\n"
                                             "Authorization: Basic {{user}}:literal\n"
                                             "Proxy-Authorization: Bearer {{token}}\n"
                                             "Cookie: a={{a}}\n");
    QVERIFY(file);
    const gw::requests::Request safe = withoutSecrets(file->entries[0].request);
    QCOMPARE(safe.headers[0].value, "{{authorization}}");
    QCOMPARE(safe.headers[1].value, "Bearer {{token}}");
    QCOMPARE(safe.headers[2].value, "a={{a}}");
}

void SecretMaskTest::hidesInOptions()
{
    const auto file = gw::requests::readHurl("GET http://h\n"
                                             "[Options]\n"
                                             "cert: c.pem\n"
                                             "key: k.pem\n"
                                             "pass: s3cret\n"
                                             "proxy-user: me:s3cret\n"
                                             "proxy-header: Proxy-Authorization: Bearer s3cret\n"
                                             "header: X-Api-Key: s3cret\n"
                                             "header: X-A: kept\n"
                                             "variable: token=s3cret\n"
                                             "variable: a=kept\n");
    QVERIFY2(file, file ? "" : file.error().text().c_str());
    gw::requests::HurlFile safe;
    safe.entries.push_back({withoutSecrets(file->entries[0].request), {}});
    QCOMPARE(gw::requests::writeHurl(safe),
             "GET http://h\n"
             "[Options]\n"
             "cert: c.pem\n"
             "key: k.pem\n"
             "pass: {{pass}}\n"
             "proxy-user: {{proxy_user}}\n"
             "proxy-header: Proxy-Authorization: {{proxy_authorization}}\n"
             "header: X-Api-Key: {{x_api_key}}\n"
             "header: X-A: kept\n"
             "variable: token={{token}}\n"
             "variable: a=kept\n");
    HttpRequest sent;
    sent.url = "http://h/";
    sent.options.keyPassword = "of-the-key";
    sent.options.proxyUser = "me:at-the-proxy";
    sent.options.proxyHeaders = {{"X-Token", "of-a-header"}, {"X-A", "plain"}};
    const SecretMask mask(sent, {});
    QCOMPARE(mask.masked("of-the-key at-the-proxy of-a-header plain"), "**** **** **** plain");
}

void SecretMaskTest::hidesFieldsThatComeBack()
{
    HttpRequest sent;
    sent.url = "http://h/p?token=a%20b%2Bc#end";
    sent.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    sent.body = "password=p%26wd&note=kept";
    const SecretMask mask(sent, {});
    QCOMPARE(mask.masked("a%20b%2Bc a b+c p%26wd p&wd kept"), "**** **** **** **** kept");
    sent.body = std::vector<gw::requests::FormPart>{{"pwd", "in a part", {}, {}, false}};
    QCOMPARE(SecretMask(sent, {}).masked("in a part"), "****");
}

void SecretMaskTest::hidesInUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *url, const char *shown) {
        QTest::newRow(url) << QString::fromLatin1(url) << QString::fromLatin1(shown);
    };
    row("http://h/p", "http://h/p");
    row("http://h/p?a=b&token=xy#f", "http://h/p?a=b&token=****#f");
    row("http://h/p?token", "http://h/p?token");
    row("http://h/p?token=", "http://h/p?token=");
    row("http://u:p@h:1/a@b?x=@", "http://h:1/a@b?x=@");
    row("/only/path?secret=1", "/only/path?secret=****");
}

void SecretMaskTest::hidesInUrls()
{
    QFETCH(QString, url);
    QFETCH(QString, shown);
    QCOMPARE(SecretMask({}, {}).maskedUrl(url.toStdString()), shown.toStdString());
}

GW_TEST(SecretMaskTest)
#include "secret_mask_test.moc"
