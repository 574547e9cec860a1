// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/secret_store.h"

#include <QPointer>

#include <utility>

namespace gw::session {

SecretStore::SecretStore(std::unique_ptr<Keychain> keychain, QObject *parent)
    : QObject(parent)
    , m_keychain(std::move(keychain))
{
}

void SecretStore::read(const QString &url,
                       const std::function<void(const QString &secret)> &whenRead)
{
    if (m_inMemory.contains(url)) {
        whenRead(m_inMemory.value(url));
        return;
    }
    m_keychain->read(url, [self = QPointer(this), url, whenRead](const Expected<QString> &secret) {
        if (self == nullptr) {
            return;
        }
        if (!secret && !self->m_isTold && !self->m_inMemory.contains(url)) {
            self->m_missing = url;
            self->tell(secret.error(), tr("Without its secret the engine does not answer: connect "
                                          "to it again and type it"));
        }
        // One that came meanwhile is newer.
        whenRead(self->m_inMemory.value(url, secret.value_or(QString())));
    });
}

void SecretStore::write(const QString &url, const QString &secret)
{
    keepInMemory(url, secret);
    m_keychain->write(url, secret, [self = QPointer(this)](const Expected<void> &written) {
        if (self != nullptr && !written) {
            self->tell(written.error(), tr("The secret is kept until the console ends; type it "
                                           "again after its next start"));
        }
    });
}

void SecretStore::keepInMemory(const QString &url, const QString &secret)
{
    m_inMemory.insert(url, secret);
    if (url == m_missing) {
        m_missing.clear();
        Q_EMIT problemSettled();
    }
}

void SecretStore::tell(Error problem, const QString &remedy)
{
    if (!std::exchange(m_isTold, true)) {
        problem.remedy = remedy.toStdString();
        Q_EMIT problemRaised(problem);
    }
}

} // namespace gw::session
