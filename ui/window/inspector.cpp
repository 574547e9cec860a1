// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/inspector.h"

#include "look/metrics.h"

#include <QLabel>
#include <QVBoxLayout>

namespace gw::window {

Inspector::Inspector(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_empty(new QLabel(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->addWidget(m_empty);
    m_empty->setText(tr("Select a request in Traffic to see what every step did to it, or an API "
                        "or a plugin in the navigator."));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_empty->setMargin(look::kMargin);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    setAccessibleName(tr("Inspector"));
}

Inspector::~Inspector()
{
    giveBack();
}

void Inspector::show(QWidget *widget)
{
    if (widget == m_shown && widget != nullptr) {
        return;
    }
    giveBack();
    m_empty->setVisible(widget == nullptr);
    if (widget == nullptr) {
        return;
    }
    m_shown = widget;
    m_home = widget->parent();
    m_layout->addWidget(widget);
    widget->show();
    m_gone.append(connect(widget, &QObject::destroyed, this, [this] { m_empty->show(); }));
    if (m_home != nullptr) {
        // Its owner thinks that it dies with it, as a child does.
        m_gone.append(
            connect(m_home, &QObject::destroyed, this, [this] { delete m_shown.data(); }));
    }
}

void Inspector::giveBack()
{
    for (const QMetaObject::Connection &connection : std::exchange(m_gone, {})) {
        disconnect(connection);
    }
    if (m_shown == nullptr) {
        return;
    }
    m_layout->removeWidget(m_shown);
    m_shown->hide();
    m_shown->setParent(qobject_cast<QWidget *>(m_home.data()));
    m_shown = nullptr;
}

} // namespace gw::window
