// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/environment_box.h"

#include "look/metrics.h"
#include "session/environments.h"

#include <QAbstractItemView>
#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace gw::window {

namespace {

constexpr qsizetype kShortestName = 5;
constexpr qsizetype kLongestName = 14;

} // namespace

EnvironmentBox::EnvironmentBox(session::Environments &environments, QWidget *parent)
    : QComboBox(parent)
    , m_environments(environments)
{
    setAccessibleName(tr("Environment"));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(&environments, &session::Environments::changed, this, &EnvironmentBox::refresh);
    connect(this, &QComboBox::activated, this, &EnvironmentBox::choose);
    refresh();
}

void EnvironmentBox::choose(int row)
{
    if (const QString name = itemData(row).toString(); !name.isEmpty()) {
        m_environments.setCurrent(name);
        return;
    }
    setCurrentIndex(std::max(0, findData(m_environments.current())));
    if (!m_isStepping) {
        Q_EMIT editWanted();
    }
}

// Arrows and the wheel stop at the last name.
void EnvironmentBox::keyPressEvent(QKeyEvent *event)
{
    const QScopedValueRollback guard(m_isStepping, true);
    QComboBox::keyPressEvent(event);
}

void EnvironmentBox::wheelEvent(QWheelEvent *event)
{
    const QScopedValueRollback guard(m_isStepping, true);
    QComboBox::wheelEvent(event);
}

void EnvironmentBox::refresh()
{
    clear();
    const QString current = m_environments.current();
    const QString path = m_environments.filePath();
    QStringList names = m_environments.names();
    if (!path.isEmpty() && !names.contains(current)) {
        names.prepend(current); // it has no file until a variable is saved
    }
    for (const QString &name : std::as_const(names)) {
        addItem(name, name);
    }
    if (path.isEmpty()) {
        addItem(tr("no environment"));
    } else {
        insertSeparator(count());
        addItem(tr("Edit environments..."));
    }
    setCurrentIndex(std::max(0, findData(current)));
    // Room for a name; the list may be wider.
    qsizetype letters = path.isEmpty() ? currentText().size() : kShortestName;
    for (const QString &name : std::as_const(names)) {
        letters = std::max(letters, name.size());
    }
    setMinimumContentsLength(static_cast<int>(std::min(letters, kLongestName)));
    view()->setMinimumWidth(view()->sizeHintForColumn(0) + 2 * look::kMargin);
    setEnabled(!path.isEmpty());
    setToolTip(path.isEmpty()
                   ? tr("Environments are files of a workspace; an attached engine has none")
                   : tr("Variables of the requests: %1").arg(path));
}

} // namespace gw::window
