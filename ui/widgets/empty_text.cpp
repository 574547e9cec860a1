// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/empty_text.h"

#include "look/metrics.h"

#include <QAbstractItemView>
#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gw::widgets {

EmptyText::EmptyText(QAbstractItemView *view, const QString &text)
    : QWidget(view->viewport())
    , m_view(view)
    , m_words(new QLabel(this))
    , m_button(new QPushButton(this))
{
    build();
    const QAbstractItemModel *model = view->model();
    connect(model, &QAbstractItemModel::rowsInserted, this, &EmptyText::refresh);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &EmptyText::refresh);
    connect(model, &QAbstractItemModel::modelReset, this, &EmptyText::refresh);
    view->viewport()->installEventFilter(this);
    setGeometry(view->viewport()->rect());
    setText(text);
    refresh();
}

EmptyText::EmptyText(QWidget *parent)
    : QWidget(parent)
    , m_view(nullptr)
    , m_words(new QLabel(this))
    , m_button(new QPushButton(this))
{
    build();
    m_words->setTextFormat(Qt::PlainText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setText({});
}

void EmptyText::build()
{
    m_button->setAccessibleName(tr("What there is to do"));
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setWordWrap(true);
    m_words->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(look::kMargin, look::kGap, look::kMargin, look::kGap);
    layout->setSpacing(look::kGap);
    layout->setSizeConstraint(QLayout::SetNoConstraint); // the list says how large it is
    layout->addStretch(1);
    layout->addWidget(m_words);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(1);
}

QString EmptyText::text() const
{
    return m_words->text();
}

void EmptyText::setText(const QString &text, QAction *action)
{
    m_words->setText(text);
    if (action != m_action) {
        setAction(action);
    }
    m_button->setVisible(action != nullptr);
    fit();
}

void EmptyText::setAction(QAction *action)
{
    if (m_action != nullptr) {
        m_action->disconnect(this);
        m_button->disconnect(m_action);
    }
    m_action = action;
    if (action == nullptr) {
        return;
    }
    connect(m_button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, this, &EmptyText::showAction);
    connect(action, &QObject::destroyed, this, [this] {
        m_action = nullptr;
        m_button->hide();
    });
    showAction();
}

void EmptyText::showAction()
{
    m_button->setText(m_action->text());
    m_button->setAccessibleName(m_action->text());
    m_button->setIcon(m_action->icon());
    m_button->setEnabled(m_action->isEnabled());
    fit();
}

bool EmptyText::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize) {
        setGeometry(m_view->viewport()->rect());
    }
    return QWidget::eventFilter(watched, event);
}

void EmptyText::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

// In a low list there is room for the button only, or not even for that; the words are the tool
// tip.
void EmptyText::fit()
{
    m_words->setToolTip(m_words->text());
    const bool hasButton = m_action != nullptr;
    const int words = m_words->heightForWidth(std::max(width() - 2 * look::kMargin, 1));
    const int needed = words + m_button->sizeHint().height() + 3 * look::kGap;
    const bool isLow = hasButton && height() < needed;
    const bool isTooLow = isLow && height() < m_button->sizeHint().height();
    const bool isInList = m_view != nullptr; // else the words may be all that says what went wrong
    m_words->setVisible(!isInList || !isLow || isTooLow);
    m_button->setVisible(hasButton && !(isInList ? isTooLow : isLow)); // its command is elsewhere
    const int gap = isLow ? 0 : look::kGap;
    layout()->setContentsMargins(look::kMargin, gap, look::kMargin, gap);
    if (hasButton) {
        m_button->setToolTip(isLow ? m_words->text() : m_action->toolTip());
    }
}

void EmptyText::refresh()
{
    setVisible(m_view->model()->rowCount() == 0);
}

} // namespace gw::widgets
