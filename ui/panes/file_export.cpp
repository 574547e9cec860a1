// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/file_export.h"

#include "requests/disk_write.h"
#include "widgets/work_bar.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>
#include <QtConcurrentRun>

#include <exception>

namespace gw::panes {

namespace {

enum class Outcome : std::uint8_t { Written, Stopped, Failed };

Outcome writeRows(QSaveFile &file, const models::ExportText &text, requests::WorkState &state)
{
    const auto isWritten = [&file](const QByteArray &piece) {
        return requests::writeWhole(file, {piece.data(), static_cast<std::size_t>(piece.size())});
    };
    if (!file.open(QIODevice::WriteOnly) || !isWritten(text.head)) {
        return Outcome::Failed;
    }
    for (std::size_t at = 0; at < text.rows && !state.isStopped; ++at) {
        if (!isWritten(text.row(at))) {
            return Outcome::Failed;
        }
        state.done = at + 1;
    }
    if (state.isStopped) {
        return Outcome::Stopped;
    }
    // Of what commit() flushes it would not tell the reason.
    const bool isWhole = isWritten(text.end) && file.flush() && file.commit();
    return isWhole ? Outcome::Written : Outcome::Failed;
}

QString failedNote(const QString &name, const QString &reason)
{
    return FileExport::tr("Could not write %1: %2. Nothing there was changed; make room on that "
                          "disk, or choose another place")
        .arg(name, reason);
}

// Thread: any.
QString writtenNote(const QString &name, const models::ExportText &text, requests::WorkState &state)
{
    QSaveFile file(name); // without commit() it removes what it wrote
    try {
        switch (writeRows(file, text, state)) {
        case Outcome::Written:
            return FileExport::tr("Wrote %1").arg(name);
        case Outcome::Stopped:
            return FileExport::tr("Cancelled; %1 was not written").arg(name);
        case Outcome::Failed:
            break;
        }
        return failedNote(name, requests::writeError(file));
    } catch (const std::exception &error) { // such as for want of memory
        return failedNote(name, QString::fromLocal8Bit(error.what()));
    }
}

} // namespace

FileExport::FileExport(QWidget *pane)
    : QObject(pane)
    , m_pane(pane)
    , m_bar(new widgets::WorkBar(pane))
{
}

FileExport::~FileExport()
{
    if (m_state != nullptr) {
        m_state->isStopped = true;
        m_run.waitForFinished(); // for a row at most: no half file may stay behind
    }
}

bool FileExport::isRefused()
{
    if (m_state == nullptr) {
        return false;
    }
    Q_EMIT said(tr("An export is being written; wait for its end, or cancel it"));
    return true;
}

void FileExport::ask(const QString &suggestedName, Source source)
{
    if (isRefused()) {
        return;
    }
    auto *dialog = new QFileDialog(m_pane, tr("Export to a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(suggestedName);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, source = std::move(source)](const QString &name) { write(name, source); });
    dialog->open();
}

void FileExport::write(const QString &name, const Source &source)
{
    if (isRefused()) {
        return;
    }
    models::ExportText text = source();
    m_state = std::make_shared<requests::WorkState>();
    m_bar->begin(tr("Writing %1").arg(QFileInfo(name).fileName()), m_state, text.rows);
    m_run = QtConcurrent::run([name, text = std::move(text), state = m_state] {
        return writtenNote(name, text, *state);
    });
    m_run.then(this, [this](const QString &note) {
        m_bar->end();
        m_state.reset();
        Q_EMIT said(note);
    });
}

} // namespace gw::panes
