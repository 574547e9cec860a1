// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pointer_bar.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace gw::widgets {

PointerBar::PointerBar(QWidget *parent)
    : QWidget(parent)
    , m_pointer(new QLineEdit(this))
    , m_answer(new QLabel(this))
{
    auto *name = new QLabel(tr("&Go to"), this);
    name->setBuddy(m_pointer);
    m_pointer->setFont(look::fixedFont());
    m_pointer->setAccessibleName(tr("JSON pointer"));
    m_pointer->setPlaceholderText(QStringLiteral("/proxy/target_url"));
    auto *shut = new QToolButton(this);
    shut->setIcon(look::icon(QStringLiteral("window-close")));
    shut->setToolTip(tr("Close"));
    shut->setAccessibleName(tr("Close"));
    shut->setAutoRaise(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    layout->setSpacing(look::kTight);
    layout->addWidget(name);
    layout->addWidget(m_pointer, 1);
    layout->addWidget(m_answer);
    layout->addWidget(shut);
    setFocusProxy(m_pointer);
    connect(m_pointer, &QLineEdit::textEdited, this, &PointerBar::typed);
    connect(shut, &QToolButton::clicked, this, &PointerBar::accepted);
    hide();
}

void PointerBar::open(const QString &pointer)
{
    m_pointer->setText(pointer);
    m_pointer->selectAll();
    m_answer->clear();
    show();
    m_pointer->setFocus(Qt::ShortcutFocusReason);
}

void PointerBar::tell(bool isThere)
{
    m_answer->setText(isThere ? QString() : tr("Nothing is there"));
}

void PointerBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT cancelled();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT accepted();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace gw::widgets
