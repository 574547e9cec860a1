// SPDX-License-Identifier: GPL-3.0-or-later
// How a LineTableModel is edited as text.
#include "request_form/hurl_text.h"
#include "request_form/line_table_model.h"
#include "requests/template_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::request_form {

namespace {

using requests::Line;

bool isSame(const Line &one, const Line &other)
{
    return one.name == other.name && one.value == other.value && one.state == other.state;
}

QString escaped(const QString &plain, bool isName)
{
    QString text = plain;
    text.replace(u'\\', "\\\\"_L1).replace(u'\n', "\\n"_L1).replace(u'\r', "\\r"_L1);
    if (isName) {
        text.replace(u':', "\\:"_L1);
        if (text.startsWith(u'#')) {
            text.prepend(u'\\');
        }
    }
    return text;
}

QString unescaped(QStringView text)
{
    QString plain;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar next = at + 1 < text.size() ? text[at + 1] : QChar();
        if (text[at] != u'\\' || !u"\\nr:#"_s.contains(next) || next.isNull()) {
            plain += text[at];
            continue;
        }
        plain += next == u'n' ? u'\n' : next == u'r' ? u'\r' : next;
        ++at;
    }
    return plain;
}

// The colon that ends the name; -1 without one.
qsizetype endOfName(QStringView text)
{
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] == u'\\') {
            ++at;
        } else if (text[at] == u':') {
            return at;
        }
    }
    return -1;
}

QString rowOf(const Line &line)
{
    return (line.state == Line::State::Off ? u"# "_s : QString()) +
           escaped(shownText(line.name), true) + u": "_s + escaped(shownText(line.value), false);
}

} // namespace

QString LineTableModel::bulkText() const
{
    QString text;
    for (int row = 0; row < count(); ++row) {
        text += rowOf(lineAt(row)) + u'\n';
    }
    return text;
}

void LineTableModel::setBulkText(const QString &text)
{
    std::vector<Line> before;
    for (int row = 0; row < count(); ++row) {
        before.push_back(lineAt(row));
    }
    std::vector<Line> lines;
    const QStringList rows = text.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &row : rows) {
        const auto known = std::ranges::find(before, row, rowOf);
        if (known != before.end()) {
            lines.push_back(*known); // as it is spelled, with its comments
            continue;
        }
        QString rest = row.trimmed();
        Line line;
        if (rest.startsWith(u'#')) {
            line.state = Line::State::Off;
            rest = rest.sliced(1).trimmed();
        }
        const qsizetype colon = endOfName(rest);
        const QString name = unescaped(colon < 0 ? rest : rest.first(colon).trimmed());
        if (name.isEmpty()) {
            continue;
        }
        line.name = requests::spellName(name.toStdString());
        if (colon >= 0) {
            line.value =
                requests::spellValue(unescaped(rest.sliced(colon + 1).trimmed()).toStdString());
        }
        const auto same = std::ranges::find_if(
            before, [&line](const Line &candidate) { return isSame(candidate, line); });
        lines.push_back(same == before.end() ? line : *same);
    }
    takeRows(std::move(lines));
    Q_EMIT edited();
}

void LineTableModel::takeRows(std::vector<Line> rows)
{
    beginResetModel();
    const int share = urlShare(rows);
    for (int row = 0; row < share; ++row) {
        const Line &line = rows[static_cast<std::size_t>(row)];
        const QString name = shownText(line.name);
        const QString value = shownText(line.value);
        if (row == m_url.count()) {
            m_url.append(name, value);
            continue;
        }
        if (m_url.name(row) != name) {
            m_url.setName(row, name);
        }
        if (m_url.value(row) != value) {
            m_url.setValue(row, value);
        }
    }
    while (m_url.count() > share) {
        m_url.remove(m_url.count() - 1);
    }
    rows.erase(rows.begin(), rows.begin() + share);
    m_lines = std::move(rows);
    endResetModel();
}

// How many of the rows that take the place of all stand in the URL: what is new among those that
// do does too. A line that is off cannot.
int LineTableModel::urlShare(const std::vector<Line> &rows) const
{
    const int before = count();
    const auto now = static_cast<int>(rows.size());
    const auto isKept = [this, &rows](int row, int newRow) {
        return isSame(lineAt(row), rows[static_cast<std::size_t>(newRow)]);
    };
    int front = 0;
    while (front < std::min(before, now) && isKept(front, front)) {
        ++front;
    }
    int back = 0;
    while (back < std::min(before, now) - front && isKept(before - 1 - back, now - 1 - back)) {
        ++back;
    }
    const int share = front >= m_url.count()           ? m_url.count()
                      : before - back <= m_url.count() ? m_url.count() + now - before
                                                       : std::min(m_url.count(), now);
    const auto end = rows.begin() + share;
    return static_cast<int>(
        std::find_if(rows.begin(), end,
                     [](const Line &line) { return line.state != Line::State::Active; }) -
        rows.begin());
}

} // namespace gw::request_form
