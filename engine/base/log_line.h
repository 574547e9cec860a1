// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/log.h"

namespace gw {

// One line on its way to the output. A view: the text belongs to whoever made it.
struct LogEntry {
    std::chrono::system_clock::time_point time;
    LogLevel level = LogLevel::Info;
    std::string_view message;
    std::span<const LogField> fields;
};

// One line with its newline at the end, in logrus' form (reference H4). Control bytes and bytes
// that are no UTF-8 are escaped, so an entry is always exactly one line. A field that is named like
// one of the fixed three (time, level, message) gets the prefix "fields.".
[[nodiscard]] std::string textLine(const LogEntry &entry);
[[nodiscard]] std::string jsonLine(const LogEntry &entry);

// A value as bare text: numbers in their shortest form.
[[nodiscard]] std::string valueText(const LogField &field);

} // namespace gw
