// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/message_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gw::models {

using client::PausedMessage;
using client::Release;

namespace {

struct MessageText {
    Q_DECLARE_TR_FUNCTIONS(MessageText)
};

tl::unexpected<Error> refused(const QString &what, const QString &remedy)
{
    return failure(what.toStdString(), {}, remedy.toStdString());
}

// The version is no choice that there is: people paste it.
Expected<void> readFirstLine(const QString &line, PausedMessage &message)
{
    static const QRegularExpression kRequest(u"^(\\S+)\\s+(\\S+)(?:\\s+HTTP/[0-9.]+)?\\s*$"_s);
    static const QRegularExpression kAnswer(
        u"^(?:HTTP(?:/[0-9.]+)?\\s+)?([1-9][0-9]{2})(?:\\s.*)?$"_s);
    const bool isAnswer = message.isAnswer();
    const auto found = (isAnswer ? kAnswer : kRequest).match(line);
    if (!found.hasMatch()) {
        return isAnswer ? refused(MessageText::tr("The first line is no status"),
                                  MessageText::tr("Write it as HTTP 200"))
                        : refused(MessageText::tr("The first line is no request line"),
                                  MessageText::tr("Write it as GET /path?query"));
    }
    if (isAnswer) {
        message.status = found.captured(1).toInt();
    } else {
        message.method = found.captured(1);
        message.target = found.captured(2);
    }
    return {};
}

} // namespace

std::string messageText(const PausedMessage &message)
{
    const QString end = message.body.contains("\r\n"_L1) ? u"\r\n"_s : u"\n"_s;
    QString text = message.isAnswer() ? u"HTTP %1"_s.arg(message.status)
                                      : message.method + u' ' + message.target;
    text += end;
    for (const auto &[name, value] : message.headers) {
        text += name + u": "_s + value + end;
    }
    text += end + message.body;
    return text.toStdString();
}

Expected<Release> readMessage(std::string_view text, const PausedMessage &shown)
{
    Release release{.how = Release::How::Edited, .message = shown, .keepsBody = true};
    release.message.headers.clear();
    const QString whole = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    qsizetype at = 0;
    for (int number = 1; number == 1 || at < whole.size(); ++number) {
        const qsizetype end = whole.indexOf(u'\n', at);
        const QString line = whole.mid(at, end < 0 ? -1 : end - at).trimmed();
        at = end < 0 ? whole.size() : end + 1;
        if (number == 1) {
            if (auto read = readFirstLine(line, release.message); !read) {
                return tl::unexpected(read.error());
            }
            continue;
        }
        if (line.isEmpty()) {
            break;
        }
        const qsizetype colon = line.indexOf(u':');
        if (colon <= 0) {
            return refused(
                MessageText::tr("Line %1 is no header: %2").arg(number).arg(line.left(80)),
                MessageText::tr("Write it as Name: value. A body stands below an empty "
                                "line"));
        }
        release.message.headers.append(
            {line.first(colon).trimmed(), line.sliced(colon + 1).trimmed()});
    }
    const QString body = whole.sliced(at);
    if (!shown.hasEditableBody()) {
        return body.isEmpty() ? Expected<Release>(std::move(release))
                              : refused(MessageText::tr("The body of this message is not here"),
                                        MessageText::tr("Leave nothing below the empty line"));
    }
    release.keepsBody = body == shown.body;
    release.message.body = body;
    return release;
}

PausedMessage answerTemplate()
{
    PausedMessage answer;
    answer.status = 200;
    answer.headers = {{u"Content-Type"_s, u"application/json"_s}};
    answer.body = u"{}\n"_s;
    answer.bodyState = client::BodyState::Whole;
    return answer;
}

} // namespace gw::models
