// SPDX-License-Identifier: GPL-3.0-or-later
// How a LineTableModel is edited as text.
#include "request_form/hurl_text.h"
#include "request_form/line_table_model.h"
#include "requests/template_text.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace gw::request_form {

namespace {

using requests::Line;

bool isSame(const Line &one, const Line &other)
{
    return one.name == other.name && one.value == other.value && one.state == other.state;
}

// How many rows stay in front and how many at the end, when some take the place of others.
std::pair<int, int> commonEnds(int before, int now,
                               const std::function<bool(int row, int newRow)> &isKept)
{
    int front = 0;
    while (front < std::min(before, now) && isKept(front, front)) {
        ++front;
    }
    int back = 0;
    while (back < std::min(before, now) - front && isKept(before - 1 - back, now - 1 - back)) {
        ++back;
    }
    return {front, back};
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

// Those of the URL first: what is off cannot stand there, and follows them.
void LineTableModel::takeRows(std::vector<Line> rows)
{
    std::vector<Line> active;
    std::ranges::copy_if(rows, std::back_inserter(active), isActive);
    const auto share = static_cast<std::size_t>(urlShare(active));
    beginResetModel();
    std::size_t taken = 0;
    std::erase_if(rows, [&taken, share](const Line &line) {
        return line.state == Line::State::Active && taken++ < share;
    });
    active.resize(share);
    takeUrlRows(active);
    m_lines = std::move(rows);
    endResetModel();
}

// What stays at both ends keeps its spelling; what is between is edited in place.
void LineTableModel::takeUrlRows(const std::vector<Line> &rows)
{
    const auto now = static_cast<int>(rows.size());
    const auto isKept = [this, &rows](int at, int row) {
        const Line &line = rows[static_cast<std::size_t>(row)];
        return m_url.name(at) == shownText(line.name) && m_url.value(at) == shownText(line.value);
    };
    const auto [front, back] = commonEnds(m_url.count(), now, isKept);
    for (int row = front; row < now - back; ++row) {
        const Line &line = rows[static_cast<std::size_t>(row)];
        if (row >= m_url.count() - back) {
            const QString part = partOf(line);
            m_url.insert(row, part.isEmpty()
                                  ? UrlQuery::spelled(shownText(line.name), shownText(line.value))
                                  : part);
            continue;
        }
        if (m_url.name(row) != shownText(line.name)) {
            m_url.setName(row, shownText(line.name));
        }
        if (m_url.value(row) != shownText(line.value)) {
            m_url.setValue(row, shownText(line.value));
        }
    }
    while (m_url.count() > now) {
        rememberPart(now - back);
        m_url.remove(now - back);
    }
}

// How many of the active rows that take the place of all stand in the URL: what is new among those
// that do does too.
int LineTableModel::urlShare(const std::vector<Line> &active) const
{
    std::vector<Line> before;
    for (int row = 0; row < count(); ++row) {
        before.push_back(lineAt(row));
    }
    std::erase_if(before, std::not_fn(isActive));
    const auto was = static_cast<int>(before.size());
    const auto now = static_cast<int>(active.size());
    const auto [front, back] = commonEnds(was, now, [&before, &active](int row, int newRow) {
        return isSame(before[static_cast<std::size_t>(row)],
                      active[static_cast<std::size_t>(newRow)]);
    });
    return front >= m_url.count()        ? m_url.count()
           : was - back <= m_url.count() ? m_url.count() + now - was
                                         : std::min(m_url.count(), now);
}

} // namespace gw::request_form
