// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QTableView>

namespace gw::widgets {
class EmptyText;
}

namespace gw::panes {

// A table as all panes show it: rows of one height, whole rows selected, no grid; what to say while
// it is empty. Thread: GUI.
class ListView final : public QTableView {
    Q_OBJECT

public:
    explicit ListView(QWidget *parent = nullptr);

    // Shown in the middle while there are no rows; behind setModel(). action: the way out, as a
    // button below; it is not owned.
    void setEmptyText(const QString &text, QAction *action = nullptr);
    // Widths in letters; the stretched column takes what is left, but at least its own.
    void setWidths(const QList<int> &letters, int stretched);

    [[nodiscard]] QList<int> selectedRows() const; // ascending
    // Widths, and the size of letters that they are for: with others they are as wide in letters.
    [[nodiscard]] QJsonArray saveColumns() const;
    void restoreColumns(const QJsonArray &widths);

    void setModel(QAbstractItemModel *model) override;

Q_SIGNALS:
    void currentRowChanged(int row); // -1: none

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    void applyHeights();
    void stretch();

    widgets::EmptyText *m_empty = nullptr;
    int m_stretched = -1;
    int m_smallest = 0; // width of the stretched column
};

} // namespace gw::panes
