// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dragged_entry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace gw::models {

namespace {

// Of this run of the program.
const QString &originOfEntries()
{
    static const QString origin = QUuid::createUuid().toString();
    return origin;
}

} // namespace

std::unique_ptr<QMimeData> DraggedEntry::toMime() const
{
    const QJsonObject payload{{u"origin"_s, originOfEntries()},
                              {u"kind"_s, kind},
                              {u"subject"_s, subject},
                              {u"symbol"_s, symbol}};
    auto data = std::make_unique<QMimeData>();
    data->setData(QLatin1StringView(kMimeType),
                  QJsonDocument(payload).toJson(QJsonDocument::Compact));
    return data;
}

std::optional<DraggedEntry> DraggedEntry::from(const QMimeData &data)
{
    const QJsonObject payload =
        QJsonDocument::fromJson(data.data(QLatin1StringView(kMimeType))).object();
    if (payload["origin"_L1].toString() != originOfEntries()) {
        return std::nullopt;
    }
    return DraggedEntry{payload["kind"_L1].toString(), payload["subject"_L1].toString(),
                        payload["symbol"_L1].toString()};
}

} // namespace gw::models
