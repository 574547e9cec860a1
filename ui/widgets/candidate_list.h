// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/completion.h"

#include <QByteArray>
#include <QObject>

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace gw::widgets {

class CodeArea;

// What may stand at the caret of a text, in a list below it: while it is typed, and when it is
// asked for. Thread: GUI.
class CandidateList final : public QObject {
    Q_OBJECT

public:
    using Source =
        std::function<std::vector<editing::Candidate>(std::string_view text, std::size_t caret)>;

    // marks: the characters beside letters and digits whose typing shows the list.
    CandidateList(CodeArea &area, std::string marks, Source source);

public Q_SLOTS:
    void show();

private:
    void completeAfter(char typed);
    void choose(const QByteArray &row);

    CodeArea &m_area; // the parent
    std::string m_marks;
    Source m_source;
    std::vector<std::pair<QByteArray, editing::Candidate>> m_rows;
};

} // namespace gw::widgets
