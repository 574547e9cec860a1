// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/saved_filters.h"

#include "look/icons.h"

#include <QLineEdit>
#include <QMenu>

namespace gw::panes {

SavedFilters::SavedFilters(QLineEdit &field)
    : QObject(&field)
    , m_field(field)
    , m_action(look::icon(QStringLiteral("bookmarks")), tr("Filters"))
    , m_menu(new QMenu(field.parentWidget()))
{
    m_action.setToolTip(tr("Filters that were kept"));
    connect(m_menu, &QMenu::aboutToShow, this, &SavedFilters::fillMenu);
}

void SavedFilters::keep(const QString &filter)
{
    const QString text = filter.trimmed();
    if (text.isEmpty() || m_filters.contains(text)) {
        return;
    }
    m_filters.append(text);
    while (m_filters.size() > kMost) {
        m_filters.removeFirst();
    }
    Q_EMIT changed();
}

void SavedFilters::remove(const QString &filter)
{
    if (m_filters.removeAll(filter.trimmed()) > 0) {
        Q_EMIT changed();
    }
}

QJsonArray SavedFilters::saveState() const
{
    return QJsonArray::fromStringList(m_filters);
}

void SavedFilters::restoreState(const QJsonArray &state)
{
    m_filters.clear();
    for (const QJsonValue &one : state) {
        keep(one.toString());
    }
}

void SavedFilters::fillMenu()
{
    m_menu->clear();
    const QString now = m_field.text().trimmed();
    for (const QString &filter : m_filters) {
        // An ampersand would be taken for a shortcut.
        QString words = filter;
        QAction *one = m_menu->addAction(words.replace(QLatin1Char('&'), QLatin1String("&&")));
        one->setCheckable(true);
        one->setChecked(filter == now);
        connect(one, &QAction::triggered, this, [this, filter] { m_field.setText(filter); });
    }
    m_menu->addSeparator();
    const bool isKept = m_filters.contains(now);
    m_menu->addAction(tr("&Keep this filter"), this, [this, now] { keep(now); })
        ->setEnabled(!now.isEmpty() && !isKept);
    m_menu->addAction(tr("&Forget this filter"), this, [this, now] { remove(now); })
        ->setEnabled(isKept);
}

} // namespace gw::panes
