// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/control_channel.h"
#include "client/engine_values.h"
#include "client/traffic_record.h"

#include <memory>

namespace gw::client {

template <typename T>
using Reply = QFuture<Expected<T>>;

// The text of an API definition as an engine keeps it.
struct StoredDefinition {
    QString apiId;
    QByteArray text;
    QByteArray etag; // of this text
};

// What became of a change.
struct DefinitionChange {
    QString apiId;
    QByteArray etag; // of the text that is stored now
    std::uint64_t generation = 0;
    std::chrono::microseconds duration{0};
    ApiReport api;
};

// The control API of one engine as functions. All are asynchronous and end once: with a value or an
// error; continue with `.then(context, ...)`. Thread: its own.
class EngineClient final {
public:
    explicit EngineClient(EngineAddress address);

    [[nodiscard]] const EngineAddress &address() const { return m_channel->address(); }
    // For requests that have no function of their own.
    [[nodiscard]] ControlChannel &channel() { return *m_channel; }

    // The version: "v0.1.0". Needs no secret.
    [[nodiscard]] Reply<QString> hello();
    [[nodiscard]] Reply<ReloadReport> reload();
    [[nodiscard]] Reply<ReloadReport> lastReport();
    [[nodiscard]] Reply<QList<PluginHook>> plugins();
    // The newest records, at most `limit` (1000), oldest first; only those behind a sequence
    // number.
    [[nodiscard]] Reply<QList<TrafficRecord>> traffic(int limit, std::uint64_t after = 0);

    // What the log said last, at most `limit` (1000) lines, oldest first.
    [[nodiscard]] Reply<QList<LogLine>> log(int limit);

    [[nodiscard]] Reply<StoredDefinition> definition(const QString &apiId);
    // Checks, writes and serves the text. With an etag only when what is stored still has it.
    [[nodiscard]] Reply<DefinitionChange>
    saveDefinition(const QString &apiId, const QByteArray &text, const QByteArray &etag = {});
    [[nodiscard]] Reply<DefinitionChange> createDefinition(const QByteArray &text);
    // With an etag as above.
    [[nodiscard]] Reply<DefinitionChange> removeDefinition(const QString &apiId,
                                                           const QByteArray &etag = {});

    [[nodiscard]] Reply<bool> setTracing(bool isOn);
    // "debug", "info", "warn" or "error".
    [[nodiscard]] Reply<QString> setLogLevel(const QString &level);

private:
    std::unique_ptr<ControlChannel> m_channel;
};

} // namespace gw::client
