// SPDX-License-Identifier: GPL-3.0-or-later
#include "tester/answer_check.h"

namespace gw::tester {

AnswerVerdict checkAnswer(const AnswerQuestion &question)
{
    AnswerVerdict verdict;
    requests::Variables known = question.variables;
    verdict.checks = checkEntry(question.entry, *question.result, known,
                                question.record ? &*question.record : nullptr);
    for (const auto &[name, value] : known) {
        const auto before = question.variables.find(name);
        if (before == question.variables.end() || !(before->second == value)) {
            verdict.captured.insert_or_assign(name, value);
        }
    }
    return verdict;
}

} // namespace gw::tester
