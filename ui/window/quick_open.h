// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QIcon>
#include <QList>
#include <QString>

#include <functional>

class QLineEdit;
class QListWidget;

namespace gw::window {

// Something that can be gone to or done.
struct QuickEntry {
    QString text;
    QString detail; // at the right: a path, a shortcut
    QIcon icon;
    std::function<void()> run;
};

// How well the typed letters fit: all of them in this order, better when they stand together or
// begin words. Below 0: they do not.
[[nodiscard]] int matchScore(const QString &text, const QString &typed);

// The field at the top of the window that finds by a few letters: Ctrl+K for places, Ctrl+Alt+I for
// commands. Thread: GUI.
class QuickOpen final : public QFrame {
    Q_OBJECT

public:
    explicit QuickOpen(QWidget *window);

    void ask(const QString &hint, QList<QuickEntry> entries);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void choose();
    void place();

    QLineEdit *m_field;
    QListWidget *m_list;
    QList<QuickEntry> m_entries;
};

} // namespace gw::window
