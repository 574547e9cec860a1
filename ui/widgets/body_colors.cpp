// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/body_colors.h"

#include "look/tokens.h"

#include <QSyntaxHighlighter>

#include <algorithm>

namespace gw::widgets {

namespace {

// The colours of JSON: names, texts, numbers and words.
class JsonColors final : public QSyntaxHighlighter {
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &text) override
    {
        const look::Tokens &tokens = look::tokens();
        for (qsizetype at = 0; at < text.size();) {
            const QChar letter = text[at];
            qsizetype end = at + 1;
            if (letter == u'"') {
                while (end < text.size() && text[end] != u'"') {
                    end += text[end] == u'\\' ? 2 : 1;
                }
                end = std::min(end + 1, text.size());
                const bool isName = end < text.size() && text[end] == u':';
                color(at, end, isName ? tokens.accent : tokens.good);
            } else if (letter.isDigit() || letter == u'-' || letter.isLetter()) {
                while (end < text.size() && (text[end].isLetterOrNumber() || text[end] == u'.' ||
                                             text[end] == u'-' || text[end] == u'+')) {
                    ++end;
                }
                color(at, end, tokens.warn);
            }
            at = end;
        }
    }

private:
    void color(qsizetype begin, qsizetype end, const QColor &color)
    {
        setFormat(static_cast<int>(begin), static_cast<int>(end - begin), color);
    }
};

// The colours of XML: elements, attributes and their values, comments.
class XmlColors final : public QSyntaxHighlighter {
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &text) override
    {
        m_place = previousBlockState() < 0 ? Text : previousBlockState();
        for (qsizetype at = 0; at < text.size();) {
            at = m_place == Comment ? endComment(text, at)
                 : m_place == Tag   ? colorTag(text, at)
                                    : beginTag(text, at);
        }
        setCurrentBlockState(m_place);
    }

private:
    enum Place : int { Text, Tag, Comment };

    static bool isName(QChar letter)
    {
        return letter.isLetterOrNumber() || QStringView(u":_-.").contains(letter);
    }
    static qsizetype nameEnd(const QString &text, qsizetype at)
    {
        while (at < text.size() && isName(text[at])) {
            ++at;
        }
        return at;
    }
    void color(qsizetype begin, qsizetype end, const QColor &color)
    {
        setFormat(static_cast<int>(begin), static_cast<int>(end - begin), color);
    }
    qsizetype endComment(const QString &text, qsizetype at)
    {
        const qsizetype mark = text.indexOf(QLatin1String("-->"), at);
        const qsizetype end = mark < 0 ? text.size() : mark + 3;
        m_place = mark < 0 ? Comment : Text;
        color(at, end, look::tokens().secondary);
        return end;
    }
    qsizetype beginTag(const QString &text, qsizetype at)
    {
        const qsizetype begin = text.indexOf(u'<', at);
        if (begin < 0) {
            return text.size();
        }
        if (QStringView(text).sliced(begin).startsWith(QLatin1String("<!--"))) {
            m_place = Comment;
            return endComment(text, begin);
        }
        m_place = Tag;
        qsizetype end = begin + 1;
        while (end < text.size() && QStringView(u"/?!").contains(text[end])) {
            ++end;
        }
        end = nameEnd(text, end);
        color(begin, end, look::tokens().accent);
        return end;
    }
    qsizetype colorTag(const QString &text, qsizetype at)
    {
        const QChar letter = text[at];
        if (letter == u'>') {
            m_place = Text;
            color(at, at + 1, look::tokens().accent);
            return at + 1;
        }
        if (letter == u'"' || letter == u'\'') {
            const qsizetype mark = text.indexOf(letter, at + 1);
            const qsizetype end = mark < 0 ? text.size() : mark + 1;
            color(at, end, look::tokens().good);
            return end;
        }
        const qsizetype end = nameEnd(text, at);
        color(at, end, look::tokens().warn);
        return std::max(end, at + 1);
    }

    int m_place = Text;
};

} // namespace

QSyntaxHighlighter *makeBodyColors(requests::BodyForm form, QTextDocument *document)
{
    if (form == requests::BodyForm::Json) {
        return new JsonColors(document);
    }
    return form == requests::BodyForm::Xml ? new XmlColors(document) : nullptr;
}

} // namespace gw::widgets
