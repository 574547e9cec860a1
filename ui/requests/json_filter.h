// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/paged_body.h"

namespace gw::requests {

// What a filter finds is shown up to this size: "$..*" finds a text many times over.
constexpr std::uint64_t kMostFound = std::uint64_t{64} << 20;

// What a JSONPath finds in the body, as one array, indented; what does not fit into memory is on
// the disk. Where nothing can be found there is one empty page, with a note that says why; the note
// also tells of a bound and of a stop. Takes time; thread: any.
[[nodiscard]] PagedBody filteredBody(const ResponseBody &body, const std::string &path,
                                     WorkState &state, std::uint64_t most = kMostFound);

} // namespace gw::requests
