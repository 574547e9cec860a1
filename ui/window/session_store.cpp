// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/session_store.h"

#include "base/atomic_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QPointer>
#include <QThreadPool>

namespace gw::window {

SessionStore::SessionStore(QString file, std::function<QJsonObject()> collect, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
    , m_collect(std::move(collect))
{
    QDir().mkpath(QFileInfo(m_file).path());
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDelay);
    connect(&m_timer, &QTimer::timeout, this, [this] { write(false); });
}

SessionStore::~SessionStore() = default;

Expected<QJsonObject> SessionStore::load() const
{
    QFile file(m_file);
    if (!file.exists()) {
        return QJsonObject();
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(file.errorString().toStdString(), m_file.toStdString());
    }
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (document.isObject()) {
        return document.object();
    }
    const QString aside = m_file + QStringLiteral(".broken");
    QFile::remove(aside);
    QFile::rename(m_file, aside);
    return failure("The last session cannot be read: " + problem.errorString().toStdString(),
                   aside.toStdString(), "It was set aside; open your files again");
}

void SessionStore::scheduleWrite()
{
    if (!m_timer.isActive()) {
        m_timer.start();
    }
}

void SessionStore::writeNow()
{
    m_timer.stop();
    write(true);
}

void SessionStore::write(bool isLast)
{
    if (m_isWriting && !isLast) {
        m_isWanted = true;
        return;
    }
    const QByteArray text = QJsonDocument(m_collect()).toJson(QJsonDocument::Compact);
    const std::string file = m_file.toStdString();
    if (isLast) {
        QThreadPool::globalInstance()->waitForDone(); // an older state must not come after it
        if (auto written = writeFileAtomically(file, text.toStdString()); !written) {
            Q_EMIT failed(written.error());
        }
        return;
    }
    m_isWriting = true;
    QThreadPool::globalInstance()->start([self = QPointer(this), file, text] {
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
