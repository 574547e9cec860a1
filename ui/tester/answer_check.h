// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/entry_check.h"

#include <memory>
#include <optional>
#include <vector>

namespace gw::tester {

// An answer and what is expected of it: values and shared constants, for another thread.
struct AnswerQuestion {
    requests::Entry entry;
    std::shared_ptr<const requests::TransferResult> result;
    std::optional<requests::TrafficRecord> record;
    requests::Variables variables;
};

struct AnswerVerdict {
    std::vector<requests::Check> checks;
    requests::Variables captured; // those with another value than before
};

// Reads the body and goes through all expectations, which takes its time. Thread: any.
[[nodiscard]] AnswerVerdict checkAnswer(const AnswerQuestion &question);

} // namespace gw::tester
