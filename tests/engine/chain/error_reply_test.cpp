// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/error_reply.h"
#include "engine/chain/api_under_test.h"
#include "support/room_test.h"

#include <QFile>
#include <QTemporaryDir>

using namespace gw::chain;
using namespace gw::chain::test;

namespace {

struct Reply {
    int status = 0;
    std::string type;
    std::string generator;
    std::string body;
    bool closes = false;
};

Reply reply(const gw::request::GatewaySettings &settings, int status, std::string_view message,
            std::string_view contentType = {})
{
    std::vector<std::string> problems;
    const ErrorReply errors = ErrorReply::load(settings, problems);
    FakeServices services;
    Run run("GET", "/", {}, services);
    if (!contentType.empty()) {
        run.exchange.request().fields.add("Content-Type", contentType);
    }
    run.exchange.response().fields.add("X-Earlier", "kept");
    std::string body = "what a step left";
    errors.fill(run.context, status, message, body);
    return {run.exchange.response().status, run.answerField("Content-Type"),
            run.answerField("X-Generator"), body, run.exchange.closes};
}

void write(const QTemporaryDir &folder, const char *name, const char *text)
{
    QFile file(folder.filePath(QString::fromLatin1(name)));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class ErrorReplyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesTheJsonDocument_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("escaped");
        QTest::newRow("plain") << "Requested endpoint is forbidden"
                               << "Requested endpoint is forbidden";
        QTest::newRow("quotes") << "a \"b\" \\ c" << "a \\\"b\\\" \\\\ c";
        QTest::newRow("html") << "<a=b&c>" << "\\u003Ca\\u003Db\\u0026c\\u003E";
        QTest::newRow("apostrophe stays valid JSON") << "Can't" << "Can\\u0027t";
        QTest::newRow("control") << "a\nb" << "a\\u000Ab";
        QTest::newRow("unicode") << "gr\xc3\xbc\xc3\x9f" << "gr\xc3\xbc\xc3\x9f";
    }
    void writesTheJsonDocument()
    {
        QFETCH(QString, message);
        QFETCH(QString, escaped);
        const Reply got = reply({}, 403, message.toStdString());
        QCOMPARE(got.status, 403);
        QCOMPARE(got.type, std::string("application/json"));
        QCOMPARE(got.generator, std::string("tyk.io"));
        QCOMPARE(got.body, "{\n    \"error\": \"" + escaped.toStdString() + "\"\n}");
        QVERIFY(!got.closes);
    }

    void answersXmlInKind_data()
    {
        QTest::addColumn<QString>("request");
        QTest::addColumn<QString>("answer");
        QTest::newRow("application") << "application/xml" << "application/xml";
        QTest::newRow("text") << "text/xml; charset=utf-8" << "text/xml";
        QTest::newRow("soap") << "APPLICATION/SOAP+XML ;a=b" << "application/soap+xml";
        QTest::newRow("other") << "application/xhtml+xml" << "application/json";
    }
    void answersXmlInKind()
    {
        QFETCH(QString, request);
        QFETCH(QString, answer);
        const Reply got = reply({}, 500, "a<b", request.toStdString());
        QCOMPARE(got.type, answer.toStdString());
        if (answer != QLatin1String("application/json")) {
            QCOMPARE(got.body, std::string("<?xml version = \"1.0\" encoding = \"UTF-8\"?>\n"
                                           "<error>a&lt;b</error>\n"));
        }
    }

    void followsTheSettings()
    {
        gw::request::GatewaySettings settings;
        settings.hideGeneratorHeader = true;
        settings.closeConnections = true;
        const Reply got = reply(settings, 404, "x");
        QCOMPARE(got.generator, std::string());
        QVERIFY(got.closes);
    }

    void takesTemplatesFromTheFolder()
    {
        QTemporaryDir folder;
        write(folder, "error.json", "{\"m\":\"{{ .Message | js }}\",\"c\":{{.StatusCode}}}\n");
        write(folder, "error_404.json", "gone {{.Message}}");
        write(folder, "error_500.json", "{{ if .Message }}");
        write(folder, "playground.json", "{{.Nonsense}}");
        gw::request::GatewaySettings settings;
        settings.templatePath = folder.path().toStdString();
        std::vector<std::string> problems;
        static_cast<void>(ErrorReply::load(settings, problems));
        QCOMPARE(problems.size(), std::size_t(1));
        QVERIFY(problems.front().find("error_500.json") != std::string::npos);
        QCOMPARE(reply(settings, 403, "a'b").body,
                 std::string("{\"m\":\"a\\u0027b\",\"c\":403}\n"));
        QCOMPARE(reply(settings, 404, "it").body, std::string("gone it"));
        QCOMPARE(reply(settings, 500, "it").body, std::string("{\"m\":\"it\",\"c\":500}\n"));
        QVERIFY(reply(settings, 404, "it", "text/xml").body.starts_with("<?xml"));
    }

    void managesWithoutTheFolder()
    {
        gw::request::GatewaySettings settings;
        settings.templatePath = "/does/not/exist";
        QCOMPARE(reply(settings, 404, "x").body, std::string("{\n    \"error\": \"x\"\n}"));
    }
};

GW_TEST(ErrorReplyTest)
#include "error_reply_test.moc"
