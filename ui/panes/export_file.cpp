// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/export_file.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QSaveFile>

namespace gw::panes {

namespace {

QString write(const QString &name, const QByteArray &text)
{
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        return QCoreApplication::translate("gw::panes::Export", "Could not write %1: %2")
            .arg(name, file.errorString());
    }
    return QCoreApplication::translate("gw::panes::Export", "Wrote %1").arg(name);
}

} // namespace

void saveExport(QWidget *parent, const QString &suggestedName, const QByteArray &text,
                const std::function<void(const QString &)> &say)
{
    auto *dialog = new QFileDialog(
        parent, QCoreApplication::translate("gw::panes::Export", "Export to a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(suggestedName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [text, say](const QString &name) { say(write(name, text)); });
    dialog->open();
}

} // namespace gw::panes
