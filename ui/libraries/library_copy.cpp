// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/library_copy.h"

#include "requests/disk_write.h"
#include "requests/paged_body.h"
#include "session/trash.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace gw::libraries {

namespace {

constexpr qint64 kPiece = qint64{1} << 20;

struct CopyWords {
    Q_DECLARE_TR_FUNCTIONS(gw::libraries::CopyWords)
};

tl::unexpected<Error> unreadable(const QIODevice &source)
{
    const auto *file = qobject_cast<const QFileDevice *>(&source);
    return failure(source.errorString().toStdString(),
                   file == nullptr ? std::string() : file->fileName().toStdString(),
                   CopyWords::tr("See whether it can be read").toStdString());
}

tl::unexpected<Error> unwritable(QSaveFile &target)
{
    return failure(
        requests::writeError(target).toStdString(), target.fileName().toStdString(),
        CopyWords::tr("Make room on that disk, or see whether the rights of the folder allow it")
            .toStdString());
}

Expected<CopyEnd> copyFile(const QString &from, const QString &to, requests::WorkState &state)
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly)) {
        return unreadable(source);
    }
    QSaveFile target(to);
    if (!target.open(QIODevice::WriteOnly)) {
        return unwritable(target);
    }
    target.setPermissions(source.permissions()); // where the disk has such
    return copyWhole(source, target, state);
}

} // namespace

Expected<CopyEnd> copyWhole(QIODevice &source, QSaveFile &target, requests::WorkState &state)
{
    QByteArray piece(kPiece, Qt::Uninitialized);
    while (!state.isStopped) {
        const qint64 size = source.read(piece.data(), piece.size());
        if (size < 0) {
            return unreadable(source);
        }
        if (size == 0) { // of what commit() flushes it would not tell the reason
            const bool isWhole = target.flush() && target.commit();
            return isWhole ? Expected<CopyEnd>(CopyEnd::Whole) : unwritable(target);
        }
        if (!requests::writeWhole(target, {piece.constData(), static_cast<std::size_t>(size)})) {
            return unwritable(target);
        }
        state.done += static_cast<std::uint64_t>(size);
    }
    return CopyEnd::Stopped;
}

quint64 sizeOf(const LibraryCopy &copy)
{
    return static_cast<quint64>(QFileInfo(copy.source).size() + QFileInfo(copy.target).size());
}

Expected<CopyEnd> copyLibrary(const LibraryCopy &copy, requests::WorkState &state)
{
    const QFileInfo target(copy.target);
    QDir().mkpath(target.path());
    if (!target.exists()) {
        return copyFile(copy.source, copy.target, state);
    }
    const Expected<QString> kept = session::trashPlace(copy.workspace, target.fileName());
    if (!kept) {
        return tl::unexpected(kept.error());
    }
    Expected<CopyEnd> end = copyFile(copy.target, *kept, state);
    if (end && *end == CopyEnd::Whole) {
        end = copyFile(copy.source, copy.target, state);
        if (!end || *end == CopyEnd::Stopped) {
            QFile::remove(*kept);
        }
    }
    return end;
}

} // namespace gw::libraries
