// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/definition_history.h"

#include "base/atomic_file.h"
#include "editing/words.h"
#include "spec/definition_folder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTimeZone>

namespace gw::editing {

namespace {

// Sorts by name as it sorts by time.
const QString kTimeFormat = QStringLiteral("yyyyMMdd'T'hhmmsszzz");

} // namespace

DefinitionHistory::DefinitionHistory(QString folder)
    : m_folder(std::move(folder))
{
}

QString DefinitionHistory::folderOf(const QString &apiId) const
{
    return m_folder + u'/' + m_part + u'/' + apiId;
}

void DefinitionHistory::use(const QString &origin)
{
    constexpr qsizetype kDigits = 16;
    const QByteArray hash =
        QCryptographicHash::hash(origin.toUtf8(), QCryptographicHash::Sha256).toHex();
    m_part = QString::fromLatin1(hash.first(kDigits));
}

Expected<void> DefinitionHistory::add(const QString &apiId, const std::string &text,
                                      qint64 generation, const QDateTime &time)
{
    const QString folder = folderOf(apiId);
    if (!spec::isValidApiId(apiId.toStdString())) {
        return refusal(Words::tr("The API id cannot be a folder's name"), apiId.toStdString());
    }
    std::vector<AppliedVersion> stored = versions(apiId);
    if (!stored.empty()) {
        const Expected<std::string> newest = read(stored.front());
        if (newest && *newest == text) {
            return {};
        }
    }
    if (!QDir().mkpath(folder)) {
        return refusal(Words::tr("The folder cannot be made"), folder.toStdString());
    }
    const QString name = time.toUTC().toString(kTimeFormat) + u'-' + QString::number(generation) +
                         QStringLiteral(".json");
    const QString path = folder + u'/' + name;
    if (Expected<void> written = writeFileAtomically(path.toStdString(), text); !written) {
        return written;
    }
    for (std::size_t i = kKept - 1; i < stored.size(); ++i) {
        QFile::remove(stored[i].path);
    }
    return {};
}

std::vector<AppliedVersion> DefinitionHistory::versions(const QString &apiId) const
{
    std::vector<AppliedVersion> result;
    const QDir folder(folderOf(apiId));
    const QStringList names =
        folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name | QDir::Reversed);
    for (const QString &name : names) {
        const QString stem = name.chopped(5);
        const qsizetype dash = stem.indexOf(u'-');
        QDateTime time = QDateTime::fromString(stem.left(dash), kTimeFormat);
        time.setTimeZone(QTimeZone::UTC);
        if (dash > 0 && time.isValid()) {
            result.push_back({folder.filePath(name), time, stem.mid(dash + 1).toLongLong()});
        }
    }
    return result;
}

Expected<std::string> DefinitionHistory::read(const AppliedVersion &version) const
{
    QFile file(version.path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(file.errorString().toStdString(), version.path.toStdString());
    }
    return file.readAll().toStdString();
}

} // namespace gw::editing
