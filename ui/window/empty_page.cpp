// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/empty_page.h"

#include "look/metrics.h"
#include "look/palette.h"
#include "widgets/elided_label.h"
#include "window/action_registry.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gw::window {

namespace {

constexpr int kButtonWidth = 200;

} // namespace

EmptyPage::EmptyPage(QWidget *parent)
    : QWidget(parent)
    , m_lines(new QVBoxLayout)
{
    auto *across = new QHBoxLayout(this);
    auto *column = new QVBoxLayout;
    across->addStretch(1);
    across->addLayout(column);
    across->addStretch(1);
    column->addStretch(2);
    auto *title = new QLabel(tr("Nothing is open"), this);
    title->setFont(look::titleFont());
    column->addWidget(title);
    column->addSpacing(look::kGap);
    column->addLayout(m_lines);
    column->addStretch(3);
    m_lines->setSpacing(look::kGap);
}

void EmptyPage::offer(QAction *action, const QString &explanation)
{
    auto *line = new QHBoxLayout;
    auto *button = new QPushButton(action->icon(), ActionRegistry::nameOf(*action), this);
    m_buttonWidth = std::max({m_buttonWidth, kButtonWidth, button->sizeHint().width()});
    button->setEnabled(action->isEnabled());
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::enabledChanged, button, &QWidget::setEnabled);
    auto *words = new widgets::ElidedLabel(this);
    const auto refresh = [action, words, explanation] {
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        words->setText(keys.isEmpty() ? explanation
                                      : QStringLiteral("%1   %2").arg(explanation, keys));
    };
    refresh();
    connect(action, &QAction::changed, words, refresh);
    words->setForegroundRole(QPalette::PlaceholderText);
    line->addWidget(button);
    line->addWidget(words);
    line->addStretch(1);
    m_lines->addLayout(line);
    for (QPushButton *each : findChildren<QPushButton *>(Qt::FindDirectChildrenOnly)) {
        each->setFixedWidth(m_buttonWidth);
    }
}

} // namespace gw::window
