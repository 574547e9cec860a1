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

namespace {

constexpr int kMostConsoles = 50;
constexpr int kMostSetAside = 9;

} // namespace

SessionStore::SessionStore(QString file, std::function<QJsonObject()> collect, QObject *parent)
    : QObject(parent)
    , m_wanted(std::move(file))
    , m_collect(std::move(collect))
{
    QDir().mkpath(QFileInfo(m_wanted).path());
    claim(1);
    m_pool.setMaxThreadCount(1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDelay);
    connect(&m_timer, &QTimer::timeout, this, [this] { write(); });
}

SessionStore::~SessionStore() = default;

QString SessionStore::fileOf(int number) const
{
    const QFileInfo info(m_wanted);
    return number == 1 ? m_wanted
                       : info.dir().filePath(QStringLiteral("%1-%2.%3")
                                                 .arg(info.completeBaseName())
                                                 .arg(number)
                                                 .arg(info.suffix()));
}

void SessionStore::claim(int first)
{
    for (m_number = first; m_number < kMostConsoles; ++m_number) {
        m_file = fileOf(m_number);
        m_lock = std::make_unique<QLockFile>(m_file + QStringLiteral(".lock"));
        m_lock->setStaleLockTime(0); // one of a process that is gone is stale all the same
        if (m_lock->tryLock() || m_lock->error() != QLockFile::LockFailedError) {
            return; // where no lock can be made, nothing can be written either
        }
        if (m_number == 1) {
            lookAtOther(*m_lock);
        }
    }
    m_file = fileOf(m_number);
}

void SessionStore::lookAtOther(const QLockFile &lock)
{
    Other other;
    QString host;
    QString program;
    if (!lock.getLockInfo(&other.process, &host, &program)) {
        return; // it has just ended
    }
    other.since = QFileInfo(lock.fileName()).lastModified();
    QFile file(m_wanted);
    if (file.open(QIODevice::ReadOnly)) {
        other.state = QJsonDocument::fromJson(file.readAll()).object();
    }
    m_other = other;
}

SessionStore::Loaded SessionStore::load()
{
    QFile file(m_file);
    if (!file.exists()) {
        return {};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return giveUp(file.errorString().toStdString());
    }
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (document.isObject()) {
        return {.state = document.object(), .problem = {}};
    }
    return giveUp(problem.errorString().toStdString());
}

SessionStore::Loaded SessionStore::giveUp(const std::string &why)
{
    const std::string what =
        tr("The last session cannot be read: %1").arg(QString::fromStdString(why)).toStdString();
    const QString aside = setAside();
    if (!aside.isEmpty()) {
        return {.state = {},
                .problem = Error{what, aside.toStdString(),
                                 tr("It was set aside; open your files again").toStdString()}};
    }
    const QString broken = m_file;
    claim(m_number + 1);
    Loaded loaded = load();
    loaded.problem = Error{what, broken.toStdString(),
                           tr("It cannot be moved away and stays as it is: mend or remove it. "
                              "Until then the session is kept in %1")
                               .arg(m_file)
                               .toStdString()};
    return loaded;
}

QString SessionStore::setAside() const
{
    for (int number = 1; number <= kMostSetAside; ++number) {
        const QString aside = m_file + (number == 1 ? QStringLiteral(".broken")
                                                    : QStringLiteral(".broken-%1").arg(number));
        if (!QFile::exists(aside) && QFile::rename(m_file, aside)) {
            return aside;
        }
    }
    return {};
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
