// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/hurl_run.h"

#include <string>
#include <vector>

namespace gw::requests {

// How long: "84 us", "1.52 ms", "12.4 s".
[[nodiscard]] std::string durationText(std::chrono::nanoseconds duration);

// For a terminal: a line for each request, with what failed and why below it.
[[nodiscard]] std::string entryText(const EntryResult &entry, bool withTrace);
[[nodiscard]] std::string fileText(const FileResult &file);
[[nodiscard]] std::string summaryText(const std::vector<FileResult> &files);

// JUnit's XML: a suite for each file, a case for each request.
[[nodiscard]] std::string junitReport(const std::vector<FileResult> &files);
[[nodiscard]] std::string jsonReport(const std::vector<FileResult> &files);

} // namespace gw::requests
