// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/section_list.h"

#include "look/metrics.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QListWidget>
#include <QScrollBar>
#include <QVBoxLayout>

namespace gw::form {

SectionList::SectionList(QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_box(new QComboBox(this))
{
    const QString help = tr("Goes to a section; Enter goes on in it");
    m_list->setObjectName(QStringLiteral("sections"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTabKeyNavigation(false);
    m_box->setModel(m_list->model());
    m_box->setObjectName(QStringLiteral("sectionBox"));
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (QWidget *widget : {static_cast<QWidget *>(m_list), static_cast<QWidget *>(m_box)}) {
        widget->setAccessibleName(tr("Sections"));
        widget->setToolTip(help);
        widget->installEventFilter(this);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(look::kGap, look::kGap, look::kGap, look::kGap);
    layout->addWidget(m_list);
    layout->addWidget(m_box);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int section) {
        const QSignalBlocker quiet(m_box);
        m_box->setCurrentIndex(section);
        Q_EMIT chosen(section);
    });
    connect(m_box, &QComboBox::currentIndexChanged, m_list,
            qOverload<int>(&QListWidget::setCurrentRow));
    // The current one may be scrolled half through.
    connect(m_list, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem *item) { Q_EMIT chosen(m_list->row(item)); });
    connect(m_box, &QComboBox::activated, this, &SectionList::chosen);
    setShape(Shape::Box);
}

void SectionList::add(const QString &title)
{
    m_list->addItem(title);
    if (m_list->count() == 1) {
        setCurrent(0);
    }
}

void SectionList::setShape(Shape shape)
{
    m_list->setVisible(shape == Shape::List);
    m_box->setVisible(shape == Shape::Box);
    setFocusProxy(shape == Shape::List ? static_cast<QWidget *>(m_list) : m_box);
    if (shape == Shape::List) {
        setFixedWidth(listWidth());
    } else {
        setMinimumWidth(0);
        setMaximumWidth(QWIDGETSIZE_MAX);
    }
}

int SectionList::listWidth() const
{
    return m_list->sizeHintForColumn(0) + m_list->verticalScrollBar()->sizeHint().width() +
           2 * look::kGap;
}

int SectionList::current() const
{
    return m_list->currentRow();
}

void SectionList::setCurrent(int section)
{
    const QSignalBlocker quiet(this);
    m_list->setCurrentRow(section);
}

bool SectionList::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            Q_EMIT entered(current());
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

} // namespace gw::form
