// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/metrics_text.h"

#include <QHash>

namespace gw::client {

namespace {

constexpr QByteArrayView kBuckets("gatewright_hook_duration_seconds_bucket{");
constexpr double kNanoseconds = 1e9; // in a second

// The labels of `{a="x",b="y\"z"} 1`, from behind the brace; `at` ends behind the closing one.
QHash<QByteArray, QByteArray> labelsOf(QByteArrayView line, qsizetype &at)
{
    QHash<QByteArray, QByteArray> labels;
    while (at < line.size() && line[at] != '}') {
        const qsizetype equals = line.indexOf('=', at);
        if (equals < 0) {
            break;
        }
        const QByteArray name = line.sliced(at, equals - at).toByteArray();
        QByteArray value;
        for (at = equals + 2; at < line.size() && line[at] != '"'; ++at) {
            const bool isEscaped = line[at] == '\\' && at + 1 < line.size();
            at += isEscaped ? 1 : 0;
            value += isEscaped && line[at] == 'n' ? '\n' : line[at];
        }
        ++at;
        labels.insert(name, value);
        at += at < line.size() && line[at] == ',' ? 1 : 0;
    }
    ++at;
    return labels;
}

} // namespace

QList<TimeBucket> hookTimesOf(const QByteArray &metrics, const QString &path, const QString &symbol)
{
    QList<TimeBucket> buckets;
    std::uint64_t before = 0; // Prometheus' buckets hold those below too
    for (const QByteArray &line : metrics.split('\n')) {
        if (!line.startsWith(kBuckets)) {
            continue;
        }
        qsizetype at = kBuckets.size();
        const QHash<QByteArray, QByteArray> labels = labelsOf(line, at);
        if (at >= line.size() || labels.value("path") != path.toUtf8() ||
            labels.value("symbol") != symbol.toUtf8()) {
            continue;
        }
        const auto count =
            static_cast<std::uint64_t>(line.sliced(at).trimmed().split(' ').first().toDouble());
        const QByteArray end = labels.value("le");
        TimeBucket bucket;
        bucket.count = count >= before ? count - before : 0;
        if (end != "+Inf" && end != "Inf") {
            bucket.upTo =
                std::chrono::nanoseconds(static_cast<qint64>(end.toDouble() * kNanoseconds));
        }
        before = std::max(before, count);
        buckets.append(bucket);
    }
    return buckets;
}

} // namespace gw::client
