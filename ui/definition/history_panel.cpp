// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/history_panel.h"

#include "compare/diff_view.h"
#include "look/metrics.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QStyle>
#include <QVBoxLayout>

namespace gw::definition {

HistoryPanel::HistoryPanel(const editing::DefinitionHistory &history, QString apiId,
                           QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_apiId(std::move(apiId))
    , m_split(new QSplitter(this))
    , m_list(new QListWidget(this))
    , m_diff(new compare::DiffView(this))
    , m_empty(
          new QLabel(tr("No version has been applied yet. Apply one to begin the history."), this))
    , m_restore(new QPushButton(tr("Roll back to this version"), this))
{
    m_split->addWidget(m_list);
    m_split->addWidget(m_diff);
    m_split->setStretchFactor(1, 1);
    m_split->setChildrenCollapsible(false);
    m_list->setAccessibleName(tr("Applied versions"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    auto *shut = new QPushButton(tr("Close"), this);
    buttons->addStretch(1);
    buttons->addWidget(m_restore);
    buttons->addWidget(shut);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_split, 1);
    layout->addLayout(buttons);
    connect(m_list, &QListWidget::currentRowChanged, this, &HistoryPanel::showSelected);
    connect(shut, &QPushButton::clicked, this, &HistoryPanel::closeWanted);
    connect(m_restore, &QPushButton::clicked, this, [this] {
        if (m_list->currentItem() != nullptr) {
            Q_EMIT textWanted(m_shown, m_list->currentItem()->text());
        }
    });
}

void HistoryPanel::refresh(const std::string &current)
{
    m_current = current;
    m_versions = m_history.versions(m_apiId);
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const editing::AppliedVersion &version : m_versions) {
        m_list->addItem(
            tr("%1   generation %2")
                .arg(version.time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")))
                .arg(version.generation));
    }
    m_list->setMinimumWidth(m_list->sizeHintForColumn(0) + 2 * m_list->frameWidth() +
                            m_list->style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    const bool isEmpty = m_versions.empty();
    m_empty->setVisible(isEmpty);
    m_list->parentWidget()->setVisible(!isEmpty);
    m_restore->setEnabled(!isEmpty);
    if (!isEmpty) {
        m_list->setCurrentRow(0);
        showSelected();
    }
}

void HistoryPanel::showSelected()
{
    const int row = m_list->currentRow();
    if (row < 0) {
        return;
    }
    const Expected<std::string> text = m_history.read(m_versions[static_cast<std::size_t>(row)]);
    m_restore->setEnabled(text.has_value() && *text != m_current);
    if (text) {
        m_shown = *text;
        m_diff->setTexts(m_current, *text);
    }
}

} // namespace gw::definition
