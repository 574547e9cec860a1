// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "e2e/support/curl_client.h"

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <chrono>
#include <cstdint>
#include <string>

namespace gw::e2e {

// A running `gatewright` on a free port, with its log kept. Its end checks nothing by itself: a
// test that cares calls stop().
class GatewayProcess final {
public:
    struct Options {
        QStringList arguments = {}; // further ones
        int workers = 2;
        bool isTls = false;           // the ready line says https
        QStringList environment = {}; // "NAME=value"
    };

    GatewayProcess();
    ~GatewayProcess();
    GatewayProcess(const GatewayProcess &) = delete;
    GatewayProcess &operator=(const GatewayProcess &) = delete;

    // These return when the ready line is there; false, with the log printed, when the program ends
    // before or says nothing within 10 s.
    [[nodiscard]] bool serve(const QString &workspace, const Options &options);
    [[nodiscard]] bool serve(const QString &workspace) { return serve(workspace, Options()); }
    // The demo, which brings its echo upstream.
    [[nodiscard]] bool serveDemo(const Options &options);
    [[nodiscard]] bool serveDemo() { return serveDemo(Options()); }
    // `gatewright echo`: an upstream that answers with what it was asked.
    [[nodiscard]] bool echo();
    // `gatewright bundle serve`.
    [[nodiscard]] bool serveBundles(const QString &folder);

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    // "http://127.0.0.1:<port>" and the path.
    [[nodiscard]] std::string address(const std::string &path) const;
    // A request to the control API with the secret.
    [[nodiscard]] CurlAnswer control(const std::string &method, const std::string &path,
                                     const std::string &body = {}) const;
    // GET /tyk/reload?block=true; true when it answers 200.
    [[nodiscard]] bool reload() const;
    [[nodiscard]] QByteArray output() const { return m_output; }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] QString demoFolder() const; // of serveDemo(): the copy that is served
    [[nodiscard]] QString stateFile(const QString &name) const; // in the folder of --state-dir
    // Resident memory in bytes.
    [[nodiscard]] std::int64_t residentBytes() const;
    // Without pages of files, which count by how the kernel has them cached.
    [[nodiscard]] std::int64_t ownBytes() const;

    [[nodiscard]] QString log() const;
    // Waits until a line of the log holds all the words; says what the log holds when none comes.
    [[nodiscard]] bool waitForLog(const QStringList &words) const;

    void sendSignal(int signal);
    // Waits for the end. Returns the exit code; -1 for a crash or none in time.
    [[nodiscard]] int waitForEnd(std::chrono::milliseconds deadline = std::chrono::seconds(15));
    // SIGTERM and waitForEnd().
    [[nodiscard]] int stop();

private:
    [[nodiscard]] std::int64_t statusBytes(QByteArrayView key) const; // -1: it is not told
    [[nodiscard]] bool start(const QStringList &arguments, const Options &options);
    [[nodiscard]] bool readReadyLine(bool isTls);

    QTemporaryDir m_state;
    QProcess m_process;
    QByteArray m_output;
    std::uint16_t m_port = 0;
};

// Runs the program to its end and returns its output, for the verbs that end by themselves.
struct ProgramResult {
    int exitCode = -1;
    QByteArray standardOutput;
    QByteArray standardError;
};
struct ProgramSurroundings {
    QString workingFolder = {};
    QByteArray input = {};
};
[[nodiscard]] ProgramResult runGatewright(const QStringList &arguments,
                                          const ProgramSurroundings &surroundings = {});

} // namespace gw::e2e
