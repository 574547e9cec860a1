// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/export_file.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QPointer>
#include <QSaveFile>
#include <QThreadPool>

namespace gw::panes {

namespace {

using Write = std::function<bool(QIODevice &)>;

QString written(const QString &name, const Write &write)
{
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || !write(file) || !file.commit()) {
        return QCoreApplication::translate("gw::panes::Export", "Could not write %1: %2")
            .arg(name, file.errorString());
    }
    return QCoreApplication::translate("gw::panes::Export", "Wrote %1").arg(name);
}

} // namespace

void saveExport(QWidget *parent, const QString &suggestedName, const Write &write,
                const SayExported &say)
{
    auto *dialog = new QFileDialog(
        parent, QCoreApplication::translate("gw::panes::Export", "Export to a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(suggestedName);
    const QPointer<QWidget> teller(parent);
    QObject::connect(
        dialog, &QFileDialog::fileSelected, parent, [teller, write, say](const QString &name) {
            QThreadPool::globalInstance()->start([teller, write, say, name] {
                const QString note = written(name, write);
                QMetaObject::invokeMethod(QCoreApplication::instance(), [teller, say, note] {
                    if (teller) {
                        say(note);
                    }
                });
            });
        });
    dialog->open();
}

void saveExport(QWidget *parent, const QString &suggestedName, const QByteArray &text,
                const SayExported &say)
{
    saveExport(
        parent, suggestedName, [text](QIODevice &file) { return file.write(text) == text.size(); },
        say);
}

} // namespace gw::panes
