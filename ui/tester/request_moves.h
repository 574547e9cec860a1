// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/main_window.h"

#include <QObject>

class QMenu;

namespace gw::tester {

// Moves the files of requests between the folders of the collections: by dragging in the navigator,
// or by its menu. An open page goes along with all that it holds. Thread: GUI; blocks on the disk,
// briefly.
class RequestMoves final : public QObject {
    Q_OBJECT

public:
    // The window takes it.
    explicit RequestMoves(window::MainWindow &window);

    // Gives a request's file or a folder another path; pages go along. False when it stayed where
    // it was; the banner says why.
    bool carry(const QString &from, const QString &target);
    [[nodiscard]] QString collections() const; // the folder; empty when there is no workspace
    void refresh();                            // the collections of the navigator
    // An entry for each folder that the request can move to.
    void addFolders(const QString &path, QMenu &menu);

private:
    // With an Undo in the banner.
    void move(const QString &path, const QString &folder);

    window::MainWindow &m_window;
};

} // namespace gw::tester
