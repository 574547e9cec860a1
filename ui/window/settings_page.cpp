// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/settings_page.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace gw::window {

namespace {

enum Column { Command, Shortcut };
constexpr int kIdRole = Qt::UserRole;

PageAddress settingsAddress()
{
    return {QStringLiteral("settings"), {}};
}

// "File: Save": pages of several kinds have commands of the same name.
QString wordsOf(const QAction &action)
{
    return SettingsPage::tr("%1: %2").arg(ActionRegistry::categoryOf(action),
                                          ActionRegistry::nameOf(action));
}

} // namespace

SettingsPage::SettingsPage(ActionRegistry &actions, look::Appearance &appearance, QWidget *parent)
    : Page(parent)
    , m_actions(actions)
    , m_appearance(appearance)
    , m_colours(new QComboBox(this))
    , m_filter(new QLineEdit(this))
    , m_list(new QTreeWidget(this))
    , m_keys(new QKeySequenceEdit(this))
    , m_conflict(new QLabel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(look::kMargin, look::kMargin, look::kMargin, look::kMargin);
    layout->setSpacing(look::kGap);
    auto *heading = new QLabel(tr("Settings"), this);
    heading->setFont(look::titleFont());
    layout->addWidget(heading);
    auto *colours = new QHBoxLayout;
    auto *coloursLabel = new QLabel(tr("&Colours"), this);
    coloursLabel->setBuddy(m_colours);
    colours->addWidget(coloursLabel);
    colours->addWidget(m_colours);
    colours->addStretch(1);
    layout->addLayout(colours);
    layout->addSpacing(look::kGap);
    auto *shortcuts = new QLabel(tr("Keyboard shortcuts"), this);
    shortcuts->setFont(look::strongFont());
    layout->addWidget(shortcuts);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    layout->addLayout(keyLine());
    layout->addWidget(m_conflict);
    for (QWidget *wide : {static_cast<QWidget *>(m_filter), static_cast<QWidget *>(m_list),
                          static_cast<QWidget *>(m_conflict)}) {
        wide->setMaximumWidth(look::kFormWidth);
    }
    m_list->setMinimumHeight(2 * look::rowHeight());
    prepareColours();
    prepareShortcuts();
    setFocusProxy(m_filter);
}

PageAddress SettingsPage::address() const
{
    return settingsAddress();
}

QIcon SettingsPage::icon() const
{
    return look::icon(QStringLiteral("configure"));
}

void SettingsPage::showColours()
{
    m_colours->setFocus();
}

void SettingsPage::showCommand(const QString &id)
{
    m_filter->clear();
    for (int at = 0; at < m_list->topLevelItemCount(); ++at) {
        QTreeWidgetItem *row = m_list->topLevelItem(at);
        if (row->data(Command, kIdRole).toString() == id) {
            m_list->setCurrentItem(row);
            m_list->scrollToItem(row);
        }
    }
    m_list->setFocus();
}

void SettingsPage::prepareColours()
{
    m_colours->addItems({tr("As the desktop"), tr("Light"), tr("Dark")});
    m_colours->setAccessibleName(tr("Colours"));
    const auto show = [this] {
        m_colours->setCurrentIndex(static_cast<int>(m_appearance.choice()));
    };
    show();
    connect(&m_appearance, &look::Appearance::changed, this, show);
    connect(m_colours, &QComboBox::activated, this, [this](int index) {
        m_appearance.setChoice(static_cast<look::SchemeChoice>(index));
        Q_EMIT stateChanged();
    });
}

QLayout *SettingsPage::keyLine()
{
    auto *line = new QHBoxLayout;
    auto *label = new QLabel(tr("&Shortcut of the selected command"), this);
    label->setBuddy(m_keys);
    line->addWidget(label);
    line->addWidget(m_keys);
    auto *none = new QPushButton(tr("None"), this);
    auto *usual = new QPushButton(tr("Default"), this);
    line->addWidget(none);
    line->addWidget(usual);
    line->addStretch(1);
    connect(none, &QPushButton::clicked, this, [this] { setCurrent({}); });
    connect(usual, &QPushButton::clicked, this,
            [this] { setCurrent(m_actions.defaultShortcut(currentId())); });
    return line;
}

void SettingsPage::prepareShortcuts()
{
    m_filter->setPlaceholderText(tr("Filter: a word of the command or its keys"));
    m_filter->setAccessibleName(tr("Filter the commands"));
    m_filter->setClearButtonEnabled(true);
    m_list->setColumnCount(2);
    m_list->setHeaderLabels({tr("Command"), tr("Shortcut")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->setAccessibleName(tr("Commands"));
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(Command, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(Shortcut, QHeaderView::ResizeToContents);
    m_keys->setAccessibleName(tr("Shortcut of the selected command"));
    m_keys->setMaximumSequenceLength(1);
    m_conflict->setWordWrap(true);
    for (const QAction *action : m_actions.actions()) {
        auto *row = new QTreeWidgetItem(m_list);
        row->setData(Command, kIdRole, ActionRegistry::idOf(*action));
        refreshRow(*row);
    }
    connect(m_filter, &QLineEdit::textChanged, this, &SettingsPage::applyFilter);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &SettingsPage::showCurrent);
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, [this](const QKeySequence &keys) {
        if (!m_isShowing) {
            setCurrent(keys);
        }
    });
    m_list->setCurrentItem(m_list->topLevelItem(0));
}

void SettingsPage::applyFilter()
{
    const QString words = m_filter->text().trimmed();
    for (int at = 0; at < m_list->topLevelItemCount(); ++at) {
        QTreeWidgetItem *row = m_list->topLevelItem(at);
        row->setHidden(!row->text(Command).contains(words, Qt::CaseInsensitive) &&
                       !row->text(Shortcut).contains(words, Qt::CaseInsensitive));
    }
}

void SettingsPage::refreshRow(QTreeWidgetItem &row)
{
    const QString id = row.data(Command, kIdRole).toString();
    const QAction &action = *m_actions.action(id);
    row.setText(Command, wordsOf(action));
    row.setText(Shortcut, action.shortcut().toString(QKeySequence::NativeText));
    const bool isTwice = !m_actions.conflictsOf(id).isEmpty();
    row.setIcon(Shortcut,
                isTwice ? look::icon(QStringLiteral("data-warning"), look::Tint::Warn) : QIcon());
    QFont font = m_list->font();
    font.setBold(action.shortcut() != m_actions.defaultShortcut(id));
    row.setFont(Shortcut, font);
}

QString SettingsPage::currentId() const
{
    const QTreeWidgetItem *row = m_list->currentItem();
    return row == nullptr ? QString() : row->data(Command, kIdRole).toString();
}

void SettingsPage::showCurrent()
{
    const QAction *action = m_actions.action(currentId());
    if (action == nullptr) {
        return;
    }
    m_isShowing = true;
    m_keys->setKeySequence(action->shortcut());
    m_isShowing = false;
    QStringList others;
    for (const QAction *other : m_actions.conflictsOf(currentId())) {
        others.append(wordsOf(*other));
    }
    m_conflict->setText(others.isEmpty()
                            ? QString()
                            : tr("These keys also belong to: %1. Neither works until one of them "
                                 "has others.")
                                  .arg(others.join(QStringLiteral(", "))));
}

void SettingsPage::setCurrent(const QKeySequence &keys)
{
    m_actions.setShortcut(currentId(), keys);
    for (int at = 0; at < m_list->topLevelItemCount(); ++at) {
        refreshRow(*m_list->topLevelItem(at)); // a conflict marks others too
    }
    showCurrent();
    Q_EMIT stateChanged();
}

QList<QuickEntry> SettingsPageFactory::places(PageOpener &opener) const
{
    const QIcon icon = look::icon(QStringLiteral("configure"));
    const auto page = [&opener] {
        return qobject_cast<SettingsPage *>(opener.open(settingsAddress()));
    };
    QList<QuickEntry> places{{.text = SettingsPage::tr("Colours"),
                              .detail = SettingsPage::tr("Settings"),
                              .icon = icon,
                              .run = [page] { page()->showColours(); },
                              .weight = QuickEntry::Weight::Setting}};
    for (const QAction *action : m_actions.actions()) {
        places.append(
            {.text = SettingsPage::tr("Shortcut of %1").arg(wordsOf(*action)),
             .detail = SettingsPage::tr("Settings"),
             .icon = icon,
             .run = [page, id = ActionRegistry::idOf(*action)] { page()->showCommand(id); },
             .weight = QuickEntry::Weight::Setting});
    }
    return places;
}

Page *SettingsPageFactory::create(const PageAddress &, QWidget *parent)
{
    return new SettingsPage(m_actions, m_appearance, parent);
}

} // namespace gw::window
