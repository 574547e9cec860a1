// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/transfer_result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

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

// Undoes one coding of a body that is still coming, part by part. What does not begin as such
// bytes do, and what cannot be unpacked here, passes as it is. Thread: one.
class PartUnpacker final {
public:
    explicit PartUnpacker(const std::string &packing);
    ~PartUnpacker();
    PartUnpacker(PartUnpacker &&) noexcept;
    PartUnpacker &operator=(PartUnpacker &&) noexcept;

    // What the bytes add to the unpacked body, but not more than `most` bytes: a few may be packed
    // to any size. May be empty until more of them are there, and is for ever where they are
    // damaged, at their end, and once there was more.
    [[nodiscard]] std::string add(std::string_view bytes, std::size_t most);
    // The coding when it is one that cannot be unpacked here; else empty.
    [[nodiscard]] const std::string &foreignPacking() const { return m_foreign; }

private:
    class Source;
    class Device;

    std::string m_packing;
    std::string m_foreign;
    std::string m_begin; // while it is too short to tell how it is packed
    bool m_isPlain = false;
    std::unique_ptr<Device> m_device;
};

} // namespace gw::requests
