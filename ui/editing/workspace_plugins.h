// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/diagnostics.h"
#include "editing/newest_run.h"

#include <map>
#include <string>
#include <vector>

namespace gw::editing {

// What the plugin files of a workspace export, and others that a definition names: as they were
// when they were last looked at, by another thread, since a folder may be far away. Thread: GUI.
class WorkspacePlugins final : public QObject {
    Q_OBJECT

public:
    struct Question {
        std::string workspace;
        PluginLookup plugins;           // may be empty
        std::vector<std::string> paths; // as the definition names them
    };

    explicit WorkspacePlugins(QObject *parent = nullptr);

    void look(Question question);
    [[nodiscard]] const std::vector<std::string> &files() const { return m_shelf.files; }
    // Empty when it is not known.
    [[nodiscard]] std::vector<std::string> symbolsOf(const std::string &path) const;

Q_SIGNALS:
    void changed();

private:
    struct Shelf {
        std::vector<std::string> files;
        std::map<std::string, std::vector<std::string>> symbols;

        bool operator==(const Shelf &) const = default;
    };

    [[nodiscard]] static Shelf lookAt(const Question &question);

    Shelf m_shelf;
    NewestRun<Question, Shelf> m_run;
};

} // namespace gw::editing
