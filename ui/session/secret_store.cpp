// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/secret_store.h"

#include <QPointer>
#include <qt6keychain/keychain.h>

namespace gw::session {

namespace {

const QString &service()
{
    static const QString kService = QStringLiteral("gatewright");
    return kService;
}

} // namespace

void SecretStore::read(const QString &url,
                       const std::function<void(const QString &secret)> &whenRead)
{
    if (m_inMemory.contains(url)) {
        whenRead(m_inMemory.value(url));
        return;
    }
    auto *job = new QKeychain::ReadPasswordJob(service(), this); // deletes itself
    job->setKey(url);
    connect(job, &QKeychain::Job::finished, this, [job, whenRead](QKeychain::Job *) {
        whenRead(job->error() == QKeychain::NoError ? job->textData() : QString());
    });
    job->start();
}

void SecretStore::write(const QString &url, const QString &secret)
{
    m_inMemory.remove(url);
    auto *job = new QKeychain::WritePasswordJob(service(), this); // deletes itself
    job->setKey(url);
    job->setTextData(secret);
    job->start();
}

void SecretStore::keepInMemory(const QString &url, const QString &secret)
{
    m_inMemory.insert(url, secret);
}

} // namespace gw::session
