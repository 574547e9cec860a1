// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/transfer_result.h"

// What Content-Encoding says of a body, and how it is undone: gzip, deflate and zstd.
namespace gw::requests {

// The codings of a head, the outermost last, without those that change nothing.
[[nodiscard]] std::vector<std::string> packingsOf(const ResponseHead &head);

// A body with one of its codings undone.
struct UnpackedBody {
    std::shared_ptr<const ResponseBody> bytes; // null: nothing was undone
    bool isForeign = false;                    // it cannot be unpacked here
    bool isCut = false;                        // at the bound
    bool isDamaged = false;                    // unpacked up to where it is damaged, or ends early
    std::string problem;                       // what the disk said; may be empty
};

// At most about `most` bytes. A body that does not begin as such bytes do stays as it is: libcurl
// may have unpacked it by itself. Takes time; thread: any.
[[nodiscard]] UnpackedBody unpackOne(const ResponseBody &body, const std::string &packing,
                                     std::uint64_t most);

} // namespace gw::requests
