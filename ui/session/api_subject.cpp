// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/api_subject.h"

#include <QSet>

#include <algorithm>

namespace gw::session {

using client::ApiReport;

namespace {

QString fileSubject(const ApiReport &row)
{
    return row.file.isEmpty() ? QString() : kFileMark + row.file;
}

} // namespace

QStringList apiSubjects(const QList<ApiReport> &apis)
{
    QStringList subjects;
    QSet<QString> taken;
    for (const ApiReport &row : apis) {
        const bool isNamed = !row.apiId.isEmpty() && !taken.contains(row.apiId);
        if (isNamed) {
            taken.insert(row.apiId);
        }
        subjects.append(isNamed ? row.apiId : fileSubject(row));
    }
    return subjects;
}

QString apiSubject(const QList<ApiReport> &apis, const ApiReport &row)
{
    const ApiReport *first = row.apiId.isEmpty() ? nullptr : findApi(apis, row.apiId);
    return first != nullptr && first->file == row.file ? row.apiId : fileSubject(row);
}

const ApiReport *findApi(const QList<ApiReport> &apis, const QString &subject)
{
    const bool isFile = subject.startsWith(kFileMark);
    const auto found =
        isFile ? std::ranges::find(apis, subject.sliced(kFileMark.size()), &ApiReport::file)
               : std::ranges::find(apis, subject, &ApiReport::apiId);
    return subject.isEmpty() || found == apis.end() ? nullptr : &*found;
}

} // namespace gw::session
