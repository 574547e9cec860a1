// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

class QAbstractItemView;

namespace gw::widgets {

// Stands in the middle of a list while the list has no rows. Belongs to the list; set the list's
// model before. Thread: GUI.
class EmptyText final : public QLabel {
    Q_OBJECT

public:
    explicit EmptyText(QAbstractItemView *view, const QString &text = {});

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();

    QAbstractItemView *m_view;
};

} // namespace gw::widgets
