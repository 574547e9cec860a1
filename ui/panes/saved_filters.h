// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QJsonArray>
#include <QObject>
#include <QStringList>

class QLineEdit;
class QMenu;

namespace gw::panes {

// Filters that the user wants again, in a menu beside the field. Thread: GUI.
class SavedFilters final : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype kMost = 30; // the oldest ones go

    // The field's parent owns the menu.
    explicit SavedFilters(QLineEdit &field);

    [[nodiscard]] QAction *action() { return &m_action; }
    [[nodiscard]] QMenu *menu() { return m_menu; }
    [[nodiscard]] const QStringList &filters() const { return m_filters; }
    void keep(const QString &filter);
    void remove(const QString &filter);

    [[nodiscard]] QJsonArray saveState() const;
    void restoreState(const QJsonArray &state);

Q_SIGNALS:
    void changed();

private:
    void fillMenu();

    QLineEdit &m_field;
    QAction m_action;
    QMenu *m_menu;
    QStringList m_filters;
};

} // namespace gw::panes
