// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/quick_entry.h"

#include <QFrame>
#include <QPointer>

class QLineEdit;
class QListWidget;

namespace gw::window {

// How well the typed letters fit: all of them in this order, better when they stand together or
// begin words. Below 0: they do not.
[[nodiscard]] int matchScore(const QString &text, const QString &typed);

// The field at the top of the window that finds by a few letters: Ctrl+K for places, Ctrl+Alt+I for
// commands. Thread: GUI.
class QuickOpen final : public QFrame {
    Q_OBJECT

public:
    explicit QuickOpen(QWidget *window);

    // What stands first, by the typed letters themselves; may be empty.
    using Typed = std::function<QList<QuickEntry>(const QString &typed)>;

    // The question's number: see add().
    int ask(const QString &hint, QList<QuickEntry> entries, Typed typed = {});
    // More that was found for a question; nothing when another was asked since, or none is open.
    void add(int question, const QList<QuickEntry> &entries);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    [[nodiscard]] QList<QuickEntry> found() const;
    void choose();
    void close(); // the focus goes back to where it was
    void place();

    QLineEdit *m_field;
    QListWidget *m_list;
    QList<QuickEntry> m_entries;
    QList<QuickEntry> m_shown; // as the list's rows
    Typed m_typed;
    int m_question = 0;
    QPointer<QWidget> m_focusBefore;
};

} // namespace gw::window
