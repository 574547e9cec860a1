// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

class QTreeView;

namespace gw::widgets {

// Keeps the columns of a table as wide as their texts; none takes more than its share of the room,
// and the last one takes what is left. Ends as soon as the user has made one wider or narrower.
// Belongs to the table; set the table's model before. Thread: GUI.
class FittedColumns final : public QObject {
    Q_OBJECT

public:
    explicit FittedColumns(QTreeView *table);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();

    QTreeView *m_table;
    QTimer m_soon;
    bool m_isFitting = false;
    bool m_isOfUser = false;
};

} // namespace gw::widgets
