// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/hurl_file.h"
#include "requests/transfer_result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <memory>

namespace gw::history {

// What a list shows of a request that was sent.
struct HistoryRow {
    qint64 id = 0; // 0: not stored yet
    QDateTime time;
    QString method;
    QString url; // with its variables resolved
    int status = 0;
    QString error; // why there is no answer; empty when there is one
    std::chrono::microseconds total{0};
    quint64 size = 0; // of the response's body
};

// One request that was sent, and what came back. Nothing secret: see secret_mask.h.
struct HistoryEntry {
    HistoryRow row;
    QString request; // as a Hurl file spells it, with {{variables}}
    QString head;    // of the response: status line and headers
    requests::Timings timings;
    QByteArray body; // the beginning of it

    [[nodiscard]] bool isBodyWhole() const { return row.size == static_cast<quint64>(body.size()); }
};

// At most so much of a response's body is kept.
// Of one workspace; the oldest go first.
inline constexpr int kKeptRequests = 2000;
inline constexpr qint64 kKeptBytes = qint64{64} << 20;
inline constexpr std::uint64_t kKeptBody = std::uint64_t{256} << 10;

// Without an id. Takes time for what it reads of the body; thread: any.
[[nodiscard]] HistoryEntry entryOf(const requests::Entry &request,
                                   const requests::HttpRequest &sent,
                                   const requests::TransferResult &result);

// The answer, to be shown again. Thread: any.
[[nodiscard]] std::shared_ptr<const requests::TransferResult> resultOf(const HistoryEntry &entry);

// Head and body as text to be compared with another one; JSON is indented. Thread: any.
[[nodiscard]] std::string answerText(const HistoryEntry &entry);

} // namespace gw::history
