// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_entry.h"

#include "base/ascii.h"
#include "history/secret_mask.h"
#include "requests/hurl_writer.h"
#include "requests/pretty_body.h"
#include "requests/readable_body.h"

#include <algorithm>

namespace gw::history {

namespace {

constexpr int kFirstStatus = 100;

std::string headText(const requests::ResponseHead &head, const SecretMask &mask)
{
    std::string text = head.version + " " + std::to_string(head.status) + " " + head.reason + "\n";
    for (const auto &[name, value] : head.headers) {
        text +=
            name + ": " + (isSecretName(name) ? std::string("****") : mask.masked(value)) + "\n";
    }
    return text;
}

requests::ResponseHead headOf(const std::string &text)
{
    requests::ResponseHead head;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        if (at == 0) {
            const std::size_t first = std::min(line.find(' '), line.size());
            const std::size_t second = std::min(line.find(' ', first + 1), line.size());
            head.version = line.substr(0, first);
            head.reason = line.substr(std::min(second + 1, line.size()));
        } else {
            const std::size_t colon = std::min(line.find(": "), line.size());
            head.headers.emplace_back(line.substr(0, colon),
                                      line.substr(std::min(colon + 2, line.size())));
        }
        at = end + 1;
    }
    return head;
}

QString qText(const std::string &text)
{
    return QString::fromStdString(text);
}

} // namespace

HistoryEntry entryOf(const requests::Entry &request, const requests::HttpRequest &sent,
                     const requests::TransferResult &result)
{
    const SecretMask mask(sent, result);
    HistoryEntry entry;
    entry.row.time = QDateTime::fromStdTimePoint(
        std::chrono::time_point_cast<std::chrono::milliseconds>(result.startedAt));
    entry.row.method = qText(sent.method);
    entry.row.url = qText(mask.maskedUrl(sent.url));
    entry.row.status = result.status();
    entry.row.error = result.error ? qText(mask.masked(result.error->text())) : QString();
    entry.row.total = result.timings.total;
    entry.timings = result.timings;
    requests::HurlFile file;
    file.entries.push_back({withoutSecrets(request.request), request.response});
    entry.request = qText(requests::writeHurl(file));
    if (result.head() != nullptr) {
        entry.head = qText(headText(*result.head(), mask));
    }
    if (result.body != nullptr) {
        entry.row.size = result.body->size();
        if (const auto bytes = result.body->read(0, kKeptBody)) {
            const bool isWhole = bytes->size() == entry.row.size;
            entry.body = QByteArray::fromStdString(mask.masked(*bytes));
            if (isWhole) {
                entry.row.size = static_cast<quint64>(entry.body.size());
            }
        }
    }
    return entry;
}

std::shared_ptr<const requests::TransferResult> resultOf(const HistoryEntry &entry)
{
    auto result = std::make_shared<requests::TransferResult>();
    result->url = entry.row.url.toStdString();
    result->timings = entry.timings;
    result->startedAt = entry.row.time.toStdSysMilliseconds();
    if (!entry.row.error.isEmpty()) {
        result->error = Error{entry.row.error.toStdString(), {}, {}};
    }
    if (entry.row.status >= kFirstStatus) {
        result->heads.push_back(headOf(entry.head.toStdString()));
        result->heads.back().status = entry.row.status;
    }
    auto body = std::make_shared<requests::ResponseBody>(kKeptBody * 2);
    static_cast<void>(body->append(entry.body.toStdString())); // in memory: it cannot fail
    result->body = body;
    return result;
}

std::string answerText(const HistoryEntry &entry)
{
    std::string body = entry.body.toStdString();
    const auto result = resultOf(entry);
    const std::string *type =
        result->head() == nullptr ? nullptr : result->head()->find("Content-Type");
    const requests::ShownBody shown = requests::prettyBody(
        *requests::readableBody(result->body, result->head()).bytes,
        type == nullptr ? std::string_view() : std::string_view(*type), kKeptBody);
    if (shown.form == requests::BodyForm::Image) {
        body = requests::hexDump(body);
    } else {
        body = shown.text;
    }
    return (entry.row.error.isEmpty() ? std::string() : entry.row.error.toStdString() + "\n") +
           entry.head.toStdString() + "\n" + body;
}

} // namespace gw::history
