// SPDX-License-Identifier: GPL-3.0-or-later
// Exported requests, run by the real tools, beside what the runner sends.
#include "requests/code_export.h"
#include "requests/request_runner.h"
#include "requests/shell_words.h"
#include "support/room_test.h"
#include "ui/requests/exported_code.h"

#include <QStandardPaths>

using namespace gw::requests;
using namespace Qt::StringLiterals;
using namespace gw::test;

class ToolExportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void toolsSendTheSame_data();
    void toolsSendTheSame();

private:
    QTemporaryDir m_goCache; // what Go compiles of its library
};

void ToolExportTest::toolsSendTheSame_data()
{
    QTest::addColumn<CodeTarget>("target");
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("file"); // empty: a command
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");

    struct Tool {
        CodeTarget target;
        const char *name;
        const char *file;
    };
    const Tool tools[] = {{CodeTarget::Wget, "wget", ""},
                          {CodeTarget::Httpie, "http", ""},
                          {CodeTarget::JavaScript, "node", "main.mjs"},
                          {CodeTarget::Go, "go", "main.go"}};
    for (const auto &[target, name, file] : tools) {
        for (const auto &[method, body] :
             {std::pair("PATCH", "{\"a\": \"it's\\n\"}\n%s $(id)\r\n\xC3\xBC"),
              std::pair("POST", ""), std::pair("PUT", ""), std::pair("DELETE", "")}) {
            QTest::addRow("%s, %s", name, method)
                << target << QString::fromLatin1(name) << QString::fromLatin1(file)
                << QByteArray(method) << QByteArray(body);
        }
    }
}

void ToolExportTest::toolsSendTheSame()
{
    QFETCH(const CodeTarget, target);
    QFETCH(const QString, tool);
    QFETCH(const QString, file);
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, body);
    if (QStandardPaths::findExecutable(tool).isEmpty()) {
        if (target == CodeTarget::JavaScript || target == CodeTarget::Go) {
            QSKIP("the tool is not here: no package that is needed to build has it");
        }
        QFAIL("the tool is not here: packaging/debian-packages.txt has it");
    }
    RecordingServer server;
    HttpRequest request;
    request.method = method.toStdString();
    request.url = server.url() + "a/it's?c=1&q=x%20y";
    request.headers = {
        {"X-Quote", "it's \"q\" $HOME `id` \\n"}, {"X-At", "@file"}, {"X-Json", ":=5"}};
    if (!body.isEmpty()) {
        request.headers.emplace_back("Content-Type", "x/y");
        request.body = body.toStdString();
    }
    request.options.user = "bob:p w";
    const QTemporaryDir folder;
    const std::string code = exportCode(request, target);
    gw::test::writeFile(folder.filePath(file.isEmpty() ? u"none"_s : file), lines(code));
    const std::string command =
        target == CodeTarget::Go
            ? "GOCACHE=" + shellQuoted(m_goCache.path().toStdString()) + " go run main.go"
            : tool.toStdString() + " main.mjs";
    const Ran ran = runInShell(file.isEmpty() ? code : command, folder);
    QVERIFY2(ran.trouble.isEmpty(), ran.trouble);
    const std::vector<Received> received = server.take();
    QCOMPARE(received.size(), std::size_t{1});
    expectSame(received[0], request);
    RequestRunner runner;
    QVERIFY(!runner.perform(request).error);
    const Received sent = server.take().at(0);
    QCOMPARE(received[0].startLine, sent.startLine);
    for (const char *name : {"Authorization", "Content-Type"}) {
        QCOMPARE(received[0].values(name), sent.values(name));
    }
    const std::string length = received[0].values("Content-Length");
    if (wantsBody(request.method) || length != "0\n") { // HTTPie says it of each empty body
        QCOMPARE(length, sent.values("Content-Length"));
    }
}

GW_TEST(ToolExportTest)
#include "tool_export_test.moc"
