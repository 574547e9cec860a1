// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/session_store.h"

#include "base/atomic_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QPointer>

namespace gw::window {

SessionStore::SessionStore(QString file, std::function<QJsonObject()> collect, QObject *parent)
    : QObject(parent)
    , m_collect(std::move(collect))
{
    QDir().mkpath(QFileInfo(file).path());
    claim(file);
    m_pool.setMaxThreadCount(1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDelay);
    connect(&m_timer, &QTimer::timeout, this, [this] { write(); });
}

SessionStore::~SessionStore() = default;

void SessionStore::claim(const QString &wanted)
{
    constexpr int kMostConsoles = 50;
    const QFileInfo info(wanted);
    m_file = wanted;
    for (int number = 2; number <= kMostConsoles; ++number) {
        m_lock = std::make_unique<QLockFile>(m_file + QStringLiteral(".lock"));
        m_lock->setStaleLockTime(0); // one of a process that is gone is stale all the same
        if (m_lock->tryLock() || m_lock->error() != QLockFile::LockFailedError) {
            return; // where no lock can be made, nothing can be written either
        }
        m_file = info.dir().filePath(
            QStringLiteral("%1-%2.%3").arg(info.completeBaseName()).arg(number).arg(info.suffix()));
    }
}

Expected<QJsonObject> SessionStore::load() const
{
    QFile file(m_file);
    if (!file.exists()) {
        return QJsonObject();
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return tl::unexpected(setAside(file.errorString().toStdString()));
    }
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (document.isObject()) {
        return document.object();
    }
    return tl::unexpected(setAside(problem.errorString().toStdString()));
}

Error SessionStore::setAside(const std::string &why) const
{
    const QString aside = m_file + QStringLiteral(".broken");
    QFile::remove(aside);
    QFile::rename(m_file, aside);
    return {"The last session cannot be read: " + why, aside.toStdString(),
            "It was set aside; open your files again"};
}

void SessionStore::scheduleWrite()
{
    if (!m_timer.isActive()) {
        m_timer.start();
    }
}

Expected<void> SessionStore::writeNow()
{
    m_timer.stop();
    const QByteArray text = QJsonDocument(m_collect()).toJson(QJsonDocument::Compact);
    m_pool.waitForDone(); // an older state must not come after it
    return writeFileAtomically(m_file.toStdString(), text.toStdString());
}

void SessionStore::write()
{
    if (m_isWriting) {
        m_isWanted = true;
        return;
    }
    const QByteArray text = QJsonDocument(m_collect()).toJson(QJsonDocument::Compact);
    const std::string file = m_file.toStdString();
    m_isWriting = true;
    m_pool.start([self = QPointer(this), file, text] {
        const auto written = writeFileAtomically(file, text.toStdString());
        QMetaObject::invokeMethod(qApp, [self, written] {
            if (self == nullptr) {
                return;
            }
            self->m_isWriting = false;
            if (!written) {
                Q_EMIT self->failed(written.error());
            }
            if (std::exchange(self->m_isWanted, false)) {
                self->scheduleWrite();
            }
        });
    });
}

} // namespace gw::window
