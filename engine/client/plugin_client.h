// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_client.h"
#include "client/metrics_text.h"

namespace gw::client {

// One content that a plugin file had.
struct PluginGeneration {
    std::uint64_t number = 0;
    bool isCurrent = false; // it serves
    bool isKept = false;    // it can be rolled back to
    QString abi;
    QString sha256;
    QString buildId;
    QDateTime loadedAt;
};

// What a file holds, loaded or not.
struct InspectedPlugin {
    bool isFound = false;
    QString abi;
    QStringList symbols; // of its hooks
    // Those of them that may stand in the slot "response", and in the others.
    QStringList responses;
    QStringList requests;
    QString problem; // why the engine cannot use it; empty when it can
};

// What became of a reload or a roll-back.
struct PluginSwap {
    QString outcome; // "swapped", "unchanged", "rolled_back"
    std::uint64_t generation = 0;
    QStringList added; // symbols
    QStringList removed;
    QStringList changed;
};

// The control API's part about one plugin file, by its path as the list of plugins has it. As
// EngineClient: asynchronous, each call ends once. Thread: that of the client.
class PluginClient final {
public:
    explicit PluginClient(EngineClient &client)
        : m_channel(client.channel())
    {
    }

    // Oldest first.
    [[nodiscard]] Reply<QList<PluginGeneration>> generations(const QString &path);
    // Loads the file as it lies on disk. Fails when it is refused: what served before serves on.
    [[nodiscard]] Reply<PluginSwap> reload(const QString &path);
    [[nodiscard]] Reply<PluginSwap> rollBack(const QString &path, std::uint64_t generation);
    // path: as a definition names it. Fails for one that the engine tells nothing of.
    [[nodiscard]] Reply<InspectedPlugin> inspect(const QString &path);
    // How long the calls of one hook took; empty when the engine does not know it.
    [[nodiscard]] Reply<QList<TimeBucket>> times(const QString &path, const QString &symbol);

    // Whether the engine loads every plugin file by itself as soon as it has changed.
    [[nodiscard]] Reply<bool> isWatching();
    [[nodiscard]] Reply<bool> setWatching(bool isOn);

private:
    ControlChannel &m_channel;
};

} // namespace gw::client
