// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/notice_line.h"

#include "look/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace gw::panes {

NoticeLine::NoticeLine(const QString &way, QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setWordWrap(true);
    auto *button = new QPushButton(way, this);
    connect(button, &QPushButton::clicked, this, &NoticeLine::wayWanted);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    line->setSpacing(look::kGap);
    line->addWidget(m_text, 1);
    line->addWidget(button);
    hide();
}

void NoticeLine::say(const QString &text)
{
    m_text->setText(text);
    setVisible(!text.isEmpty());
}

QString NoticeLine::text() const
{
    return m_text->text();
}

} // namespace gw::panes
