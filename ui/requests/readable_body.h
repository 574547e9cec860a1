// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/transfer_result.h"

namespace gw::requests {

// A body as people read it: unpacked, and its text in UTF-8.
struct ReadableBody {
    static constexpr std::uint64_t kMaxUnpacked = std::uint64_t{64} << 20;

    std::shared_ptr<const ResponseBody> bytes; // as received where nothing was done
    std::string packing;                       // what it was unpacked from; empty: nothing
    bool isCut = false;                        // at kMaxUnpacked
    std::string damagedPacking;                // unpacked up to where it is damaged, or ends early
    std::string foreignPacking;                // that cannot be unpacked here
    std::string charset;                       // what its text was in; empty: it is as it came
    std::string foreignCharset;                // that is not known
    std::string problem;                       // what the disk said; may be empty
};

// False: the body is read as it came.
[[nodiscard]] bool needsReading(const ResponseHead *head);
// Undoes the packings only.
[[nodiscard]] ReadableBody unpackedBody(std::shared_ptr<const ResponseBody> body,
                                        const ResponseHead *head);
// That an XML declaration has at most.
inline constexpr std::size_t kDeclarationLength = 256;
// What a text is in: by the head, else by the XML declaration that it begins with. Empty for UTF-8.
[[nodiscard]] std::string charsetOfText(const ResponseHead *head, std::string_view begin);
// Undoes gzip, deflate and zstd of Content-Encoding, and the charset of the text. What
// libcurl has unpacked already stays as it is. Takes time; thread: any.
[[nodiscard]] ReadableBody readableBody(std::shared_ptr<const ResponseBody> body,
                                        const ResponseHead *head);

} // namespace gw::requests
