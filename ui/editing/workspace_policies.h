// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/newest_run.h"

#include <QFileSystemWatcher>
#include <QTimer>

#include <string>
#include <string_view>
#include <vector>

namespace gw::editing {

// The ids of the policies in a text of Tyk's: a map of them by their ids, a list of objects with
// `id` or `_id`, or one policy, which is called like its file unless it says so itself. Nothing of
// a text that is none of these. Thread: any.
[[nodiscard]] std::vector<std::string> policyIdsIn(const std::string &text,
                                                   std::string_view fileName);

// The ids of the policies in a workspace's folder `policies`: what completion offers. They are read
// by the thread pool, and again when somebody changes the folder. Thread: GUI.
class WorkspacePolicies final : public QObject {
    Q_OBJECT

public:
    explicit WorkspacePolicies(QObject *parent = nullptr);

    // Empty: there is none.
    void follow(const QString &workspace);
    [[nodiscard]] const std::vector<std::string> &ids() const { return m_found.ids; } // ascending

Q_SIGNALS:
    void changed();

private:
    struct Found {
        std::vector<std::string> ids;
        QStringList places; // files and folders whose changes matter
    };

    [[nodiscard]] static Found read(const QString &workspace);
    void take(Found found);
    void look();

    QString m_workspace;
    Found m_found;
    QFileSystemWatcher m_watcher;
    QTimer m_settle; // writers may take several steps
    NewestRun<QString, Found> m_run;
};

} // namespace gw::editing
