// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/export_text.h"

#include <QFuture>
#include <QObject>

#include <functional>
#include <memory>

class QWidget;

namespace gw::requests {
struct WorkState;
}

namespace gw::widgets {
class WorkBar;
}

namespace gw::panes {

// Writes what a pane shows to files, on another thread, with progress and a way to stop. A file is
// written whole or not at all: what was there before stays until then. One at a time; while one
// runs, another is refused. Thread: GUI.
class FileExport final : public QObject {
    Q_OBJECT

public:
    // Called when the file is chosen.
    using Source = std::function<models::ExportText()>;

    explicit FileExport(QWidget *pane);
    ~FileExport() override; // stops what runs

    // For the pane's layout.
    [[nodiscard]] widgets::WorkBar *bar() { return m_bar; }

    // Asks for a file, then writes it.
    void ask(const QString &suggestedName, Source source);

Q_SIGNALS:
    void said(const QString &note); // what came of it, in words

private:
    [[nodiscard]] bool isRefused();
    void write(const QString &name, const Source &source);

    QWidget *m_pane;
    widgets::WorkBar *m_bar;
    std::shared_ptr<requests::WorkState> m_state; // null: nothing runs
    QFuture<QString> m_run;
};

} // namespace gw::panes
