// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/url_query.h"

#include <QRegularExpression>
#include <QStringDecoder>
#include <QUrl>

#include <functional>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace gw::request_form {

namespace {

// Legal in a query and of no meaning there.
const QByteArray kKeptLetters = "!$'()*,;:@/?";

// The end of the variable that begins there; there itself where none does.
qsizetype endOfVariable(QStringView text, qsizetype at)
{
    if (!text.sliced(at).startsWith("{{"_L1)) {
        return at;
    }
    const qsizetype end = text.indexOf("}}"_L1, at);
    return end < 0 ? at : end + 2;
}

// The text with everything between variables changed.
QString betweenVariables(QStringView text, const std::function<QString(QStringView)> &change)
{
    QString changed;
    qsizetype from = 0;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = endOfVariable(text, at);
        if (end == at) {
            ++at;
            continue;
        }
        changed += change(text.sliced(from, at - from)) + text.sliced(at, end - at);
        from = at = end;
    }
    return changed + change(text.sliced(from));
}

// Nothing where it is no text: broken percent signs, another encoding.
std::optional<QString> textOf(QStringView spelled)
{
    static const QRegularExpression kBroken(u"%(?![0-9A-Fa-f]{2})"_s);
    if (spelled.contains(kBroken)) {
        return std::nullopt;
    }
    QByteArray bytes = spelled.toUtf8();
    bytes.replace('+', ' ');
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder.decode(QByteArray::fromPercentEncoding(bytes));
    return decoder.hasError() ? std::nullopt : std::optional(std::move(text));
}

bool isTextual(const QString &spelled)
{
    bool is = true;
    betweenVariables(spelled, [&is](QStringView part) {
        is = is && textOf(part);
        return QString();
    });
    return is;
}

// What is no text is shown, and edited, as it is spelled.
QString shown(const QString &spelled)
{
    return isTextual(spelled)
               ? betweenVariables(spelled, [](QStringView part) { return *textOf(part); })
               : spelled;
}

QString spelledLike(const QString &before, const QString &text)
{
    const bool isPlain = isTextual(before);
    return betweenVariables(text, [isPlain](QStringView part) {
        QByteArray spelled =
            QUrl::toPercentEncoding(part.toString(), isPlain ? kKeptLetters : kKeptLetters + '+');
        if (!isPlain) {
            spelled.replace("%25", "%");
        }
        return QString::fromLatin1(spelled);
    });
}

} // namespace

UrlQuery::UrlQuery(const QString &url)
    : m_url(url)
{
    read();
}

void UrlQuery::read()
{
    m_parts.clear();
    m_mark = -1;
    m_end = m_url.size();
    qsizetype from = -1;
    const auto take = [this, &from](qsizetype end) {
        if (from >= 0 && end > from) {
            m_parts.append({from, end - from});
        }
        from = end + 1;
    };
    for (qsizetype at = 0; at < m_url.size(); ++at) {
        if (const qsizetype end = endOfVariable(m_url, at); end > at) {
            at = end - 1;
        } else if (m_url[at] == u'#') {
            m_end = at;
            break;
        } else if (m_url[at] == u'?' && m_mark < 0) {
            m_mark = at;
            from = at + 1;
        } else if (m_url[at] == u'&' && m_mark >= 0) {
            take(at);
        }
    }
    if (m_mark >= 0) {
        take(m_end);
    }
}

QString UrlQuery::part(int at) const
{
    return m_url.sliced(m_parts[at].from, m_parts[at].length);
}

QString UrlQuery::name(int at) const
{
    return shown(part(at).section(u'=', 0, 0));
}

QString UrlQuery::value(int at) const
{
    return shown(part(at).section(u'=', 1));
}

bool UrlQuery::isText(int at) const
{
    return isTextual(part(at));
}

void UrlQuery::setName(int at, const QString &name)
{
    const QString old = part(at);
    const qsizetype sign = old.indexOf(u'=');
    const QString text = spelledLike(old.first(sign < 0 ? old.size() : sign), name) +
                         (sign < 0 ? QString() : old.sliced(sign));
    replace(at, text.isEmpty() ? u"="_s : text); // with neither it would be no part
}

void UrlQuery::setValue(int at, const QString &value)
{
    const QString old = part(at);
    replace(at, old.section(u'=', 0, 0) + u'=' + spelledLike(old.section(u'=', 1), value));
}

void UrlQuery::replace(int at, const QString &text)
{
    m_url.replace(m_parts[at].from, m_parts[at].length, text);
    read();
}

QString UrlQuery::spelled(const QString &name, const QString &value)
{
    return spelledLike({}, name) + u'=' + spelledLike({}, value);
}

void UrlQuery::insert(int at, const QString &part)
{
    if (at < count()) {
        m_url.insert(m_parts[at].from, part + u'&');
        read();
        return;
    }
    const QStringView before = QStringView(m_url).first(m_end);
    const QString joint = m_mark < 0                                       ? u"?"_s
                          : before.endsWith(u'?') || before.endsWith(u'&') ? QString()
                                                                           : u"&"_s;
    m_url.insert(m_end, joint + part);
    read();
}

void UrlQuery::remove(int at)
{
    const auto [from, length] = m_parts[at];
    const bool isOnly = m_end - m_mark - 1 == length;
    const bool isLast = from + length == m_end;
    m_url.remove(isOnly || isLast ? from - 1 : from, length + 1);
    read();
}

} // namespace gw::request_form
