// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/candidate_list.h"

#include "widgets/code_area.h"

#include <algorithm>

namespace gw::widgets {

namespace {

constexpr std::size_t kMostRows = 60;
constexpr std::size_t kLabelWidth = 26;
constexpr std::size_t kDetailWidth = 60;

// "listen_path   The prefix of the path."
std::string rowOf(const editing::Candidate &candidate)
{
    std::string row = candidate.label;
    std::string detail = candidate.detail.substr(0, candidate.detail.find(". "));
    if (detail.empty()) {
        return row;
    }
    if (detail.size() > kDetailWidth) {
        std::size_t end = detail.rfind(' ', kDetailWidth);
        end = end == std::string::npos ? kDetailWidth : end;
        detail = detail.substr(0, end) + " ...";
    }
    row.resize(std::max(row.size() + 2, kLabelWidth), ' ');
    return row + detail;
}

} // namespace

CandidateList::CandidateList(CodeArea &area, std::string marks, Source source)
    : QObject(&area)
    , m_area(area)
    , m_marks(std::move(marks))
    , m_source(std::move(source))
{
    connect(&area, &CodeArea::characterTyped, this, &CandidateList::completeAfter);
    connect(&area, &CodeArea::listChosen, this, &CandidateList::choose);
}

void CandidateList::completeAfter(char typed)
{
    const bool isWord = (typed >= 'a' && typed <= 'z') || (typed >= 'A' && typed <= 'Z') ||
                        (typed >= '0' && typed <= '9');
    if (isWord || (typed != '\0' && m_marks.find(typed) != std::string::npos)) {
        show();
    } else if (typed != '\0') {
        m_area.cancelList();
    }
}

void CandidateList::show()
{
    m_rows.clear();
    std::vector<std::string> rows;
    for (editing::Candidate &candidate : m_source(m_area.content(), m_area.caret())) {
        if (rows.size() == kMostRows) {
            break;
        }
        rows.push_back(rowOf(candidate));
        m_rows.emplace_back(QByteArray::fromStdString(rows.back()), std::move(candidate));
    }
    m_area.showList(rows);
}

void CandidateList::choose(const QByteArray &row)
{
    const auto found =
        std::ranges::find(m_rows, row, [](const auto &entry) { return entry.first; });
    if (found != m_rows.end()) {
        const editing::Candidate candidate = found->second;
        m_area.apply(candidate.edit);
        m_area.setCaret(candidate.caret);
    }
}

} // namespace gw::widgets
