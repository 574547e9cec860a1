// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/environment_box.h"

#include "session/environments.h"

namespace gw::window {

EnvironmentBox::EnvironmentBox(session::Environments &environments, QWidget *parent)
    : QComboBox(parent)
    , m_environments(environments)
{
    setAccessibleName(tr("Environment"));
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(&environments, &session::Environments::changed, this, &EnvironmentBox::refresh);
    connect(this, &QComboBox::activated, this,
            [this](int row) { m_environments.setCurrent(itemData(row).toString()); });
    refresh();
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
    }
    setCurrentIndex(std::max(0, findData(current)));
    setEnabled(!path.isEmpty());
    setToolTip(path.isEmpty()
                   ? tr("Environments are files of a workspace; an attached engine has none")
                   : tr("Variables of the requests: %1").arg(path));
}

} // namespace gw::window
