// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QString>

namespace gw::session {
class EngineSession;
}

namespace gw::window {

class MainWindow;

// Pages are about a workspace, or about an engine of somebody else. When another one is opened they
// make room for its own, and come back with it as they were, with what was not saved. Thread: GUI.
class TabSets final : public QObject {
    Q_OBJECT

public:
    // Of so many others the pages are kept, and of any that has something unsaved.
    static constexpr qsizetype kMostSets = 20;

    TabSets(MainWindow &window, session::EngineSession &session);

    // Members of the window's state. Pages of kinds that nothing makes are left out.
    void saveTo(QJsonObject &state) const;
    void restore(const QJsonObject &state);

    // Whether pages that are not shown have something unsaved.
    [[nodiscard]] bool hasHiddenChanges() const;

private:
    void follow();
    void stow();
    void bring();
    void show(const QJsonObject &set);
    [[nodiscard]] QJsonObject shown() const;

    MainWindow &m_window;
    session::EngineSession &m_session;
    QString m_place;             // whose pages are shown; empty: not known yet
    QList<QJsonObject> m_hidden; // the one that was left last comes first
};

} // namespace gw::window
