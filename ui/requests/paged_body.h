// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/pretty_body.h"
#include "requests/text_pages.h"

#include <atomic>
#include <functional>

namespace gw::requests {

// Shared by work that takes long and by those who wait for it. Thread: any.
struct WorkState {
    std::atomic<std::uint64_t> done{0}; // bytes, or what else is counted
    std::atomic<bool> isStopped{false}; // set it, and the work ends soon
};

// A body too large for a text widget.
struct PagedBody {
    BodyForm form = BodyForm::Text;         // Json: the pages are indented
    std::shared_ptr<const TextPages> pages; // null: the body is no text
    bool isWhole = false;                   // false: stopped before its end
    std::string note;                       // why it is not shown as its type says; may be empty
};

// Indents JSON part by part, with numbers as they came; other text stays as it is. onFirstPage is
// called as soon as the first page is there, while the rest goes on. What was done until a stop is
// returned. Takes time and, for what is indented, room on the disk; thread: any.
[[nodiscard]] PagedBody pagedBody(const std::shared_ptr<const ResponseBody> &body,
                                  std::string_view contentType, WorkState &state,
                                  const std::function<void(const ShownBody &)> &onFirstPage);
// Copies the body to a file, which is removed again when that is stopped or fails.
[[nodiscard]] Expected<void> saveBody(const ResponseBody &body, const std::string &path,
                                      WorkState &state);

} // namespace gw::requests
