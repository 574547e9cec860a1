// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/empty_text.h"

#include "look/metrics.h"

#include <QAbstractItemView>
#include <QEvent>

namespace gw::widgets {

EmptyText::EmptyText(QAbstractItemView *view, const QString &text)
    : QLabel(text, view->viewport())
    , m_view(view)
{
    setAlignment(Qt::AlignCenter);
    setWordWrap(true);
    setForegroundRole(QPalette::PlaceholderText);
    setMargin(look::kMargin);
    const QAbstractItemModel *model = view->model();
    connect(model, &QAbstractItemModel::rowsInserted, this, &EmptyText::refresh);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &EmptyText::refresh);
    connect(model, &QAbstractItemModel::modelReset, this, &EmptyText::refresh);
    view->viewport()->installEventFilter(this);
    refresh();
}

bool EmptyText::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize) {
        setGeometry(m_view->viewport()->rect());
    }
    return QLabel::eventFilter(watched, event);
}

void EmptyText::refresh()
{
    setVisible(m_view->model()->rowCount() == 0);
}

} // namespace gw::widgets
