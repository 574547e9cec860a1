// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/http_request.h"
#include "support/files.h"
#include "ui/requests/recording_server.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

// Runs what was exported, and looks at what arrived.
namespace gw::test {

struct Ran {
    QByteArray output;
    QByteArray trouble; // empty when it went well
};

inline Ran run(const QString &program, const QStringList &arguments, const QString &folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    const bool isEnded = process.waitForFinished(120'000);
    const QByteArray errors = process.readAllStandardError();
    const bool isWell =
        isEnded && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    return {process.readAllStandardOutput(), isWell ? QByteArray() : "failed: " + errors};
}

// As a person would: with a home without .curlrc, and no proxy.
inline Ran runInShell(const std::string &command, const QTemporaryDir &folder)
{
    const QString script = folder.filePath(QStringLiteral("script"));
    const std::string environment = "unset http_proxy HTTP_PROXY all_proxy; HOME=/nonexistent; ";
    gw::test::writeFile(script, QByteArray::fromStdString(environment + command));
    return run(QStringLiteral("bash"), {script}, folder.path());
}

inline Ran runInShell(const std::string &command)
{
    return runInShell(command, QTemporaryDir());
}

inline QByteArray lines(const std::string &code)
{
    return QByteArray::fromStdString(code);
}

inline void expectSame(const Received &received, const requests::HttpRequest &request)
{
    const std::string target = request.url.substr(request.url.find('/', 8));
    QCOMPARE(received.startLine, request.method + " " + target + " HTTP/1.1");
    for (const auto &[name, value] : request.headers) {
        std::string expected;
        for (const auto &[other, text] : request.headers) {
            expected += other == name ? text + "\n" : "";
        }
        QCOMPARE(received.values(name), expected);
    }
    if (!requests::hasHeader(request.headers, "Content-Type")) {
        QCOMPARE(received.values("Content-Type"), "");
    }
    const auto *body = std::get_if<std::string>(&request.body);
    QCOMPARE(received.body, body == nullptr ? std::string() : *body);
}

} // namespace gw::test
