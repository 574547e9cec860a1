// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/keychain.h"

#include <QCoreApplication>
#include <QObject>
#include <qt6keychain/keychain.h>

namespace gw::session {

namespace {

// The name under which desktops show what is kept.
QString serviceName()
{
    return QStringLiteral("gatewright");
}

struct KeychainWords {
    Q_DECLARE_TR_FUNCTIONS(KeychainWords)
};

Error errorOf(const QKeychain::Job &job)
{
    const std::string where = job.key().toStdString();
    switch (job.error()) {
    case QKeychain::AccessDeniedByUser:
        return {KeychainWords::tr("The keychain was not unlocked").toStdString(), where, {}};
    case QKeychain::AccessDenied:
        return {KeychainWords::tr("The keychain refuses access").toStdString(), where, {}};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {KeychainWords::tr("This desktop has no keychain (Secret Service or KWallet)")
                    .toStdString(),
                where,
                {}};
    default:
        return {KeychainWords::tr("The keychain does not answer: %1")
                    .arg(job.errorString())
                    .toStdString(),
                where,
                {}};
    }
}

class DesktopKeychain final : public Keychain {
public:
    void read(const QString &name,
              const std::function<void(const Expected<QString> &)> &whenRead) override
    {
        auto *job = new QKeychain::ReadPasswordJob(serviceName(), &m_jobs); // deletes itself
        job->setKey(name);
        QObject::connect(job, &QKeychain::Job::finished, &m_jobs, [job, whenRead] {
            if (job->error() == QKeychain::NoError) {
                whenRead(job->textData());
            } else if (job->error() == QKeychain::EntryNotFound) {
                whenRead(QString());
            } else {
                whenRead(tl::unexpected(errorOf(*job)));
            }
        });
        job->start();
    }

    void write(const QString &name, const QString &secret,
               const std::function<void(const Expected<void> &)> &whenWritten) override
    {
        auto *job = new QKeychain::WritePasswordJob(serviceName(), &m_jobs); // deletes itself
        job->setKey(name);
        job->setTextData(secret);
        QObject::connect(job, &QKeychain::Job::finished, &m_jobs, [job, whenWritten] {
            whenWritten(job->error() == QKeychain::NoError
                            ? Expected<void>()
                            : Expected<void>(tl::unexpected(errorOf(*job))));
        });
        job->start();
    }

private:
    QObject m_jobs; // their parent: what is under way ends with it
};

} // namespace

std::unique_ptr<Keychain> desktopKeychain()
{
    return std::make_unique<DesktopKeychain>();
}

} // namespace gw::session
