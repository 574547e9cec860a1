// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/traffic_words.h"

#include "models/traffic_model.h"

#include <algorithm>
#include <set>

namespace gw::models {

namespace {

constexpr int kLookedAt = 1000;       // rows; a key press must not wait for more
constexpr std::size_t kMostSeen = 50; // values of each kind

// Values with spaces or quotes are no words of the filter.
void addTerms(QStringList &words, QLatin1StringView field, const std::set<QString> &values)
{
    for (const QString &value : values) {
        const QString word = field + value;
        const bool isWord = std::ranges::none_of(
            value, [](QChar letter) { return letter.isSpace() || letter == QLatin1Char('"'); });
        if (isWord && !value.isEmpty() && !words.contains(word)) {
            words.append(word);
        }
    }
}

void addSeen(std::set<QString> &values, const QString &value)
{
    if (values.size() < kMostSeen) {
        values.insert(value);
    }
}

} // namespace

QStringList trafficWords(const TrafficModel &traffic, const QList<client::ApiReport> &apis,
                         const QList<client::PluginHook> &hooks)
{
    std::set<QString> ids;
    for (const client::ApiReport &api : apis) {
        ids.insert(api.apiId);
    }
    std::set<QString> symbols;
    for (const client::PluginHook &hook : hooks) {
        symbols.insert(hook.symbol);
    }
    std::set<QString> methods;
    std::set<QString> keys;
    for (int row = traffic.rowCount() - 1; row >= std::max(0, traffic.rowCount() - kLookedAt);
         --row) {
        addSeen(methods, traffic.record(row).method);
        addSeen(keys, traffic.record(row).apiKey);
    }
    QStringList words = TrafficFilter::completions();
    addTerms(words, QLatin1StringView("api:"), ids);
    addTerms(words, QLatin1StringView("plugin:"), symbols);
    addTerms(words, QLatin1StringView("method:"), methods);
    addTerms(words, QLatin1StringView("key:"), keys);
    return words;
}

} // namespace gw::models
