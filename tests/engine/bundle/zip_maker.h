// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gw::bundle::test {

// One file of an archive that is written byte by byte. What is set replaces what would be right.
struct ZipPart {
    std::string name;
    std::string content = {};
    bool isDeflated = false;
    bool hasDescriptor = false; // sizes behind the bytes, as Go's writer puts them
    std::optional<std::string> packed = {};
    std::optional<std::uint16_t> method = {};
    std::uint16_t moreFlags = 0;
    std::optional<std::uint32_t> crc = {};
    std::optional<std::uint32_t> packedSize = {};
    std::optional<std::uint32_t> size = {};
    std::uint32_t mode = 0100644;
    std::string extra = {};
    std::string comment = {};
    std::uint16_t disk = 0;
    std::optional<std::uint32_t> headOffset = {};
    // Of the local head only.
    std::optional<std::string> localName = {};
    std::optional<std::uint32_t> localSize = {};
    std::optional<std::uint32_t> descriptorSize = {};
    std::string gapBehind = {};
};

// What surrounds the files.
struct ZipShape {
    std::string prefix = {};
    std::string suffix = {};
    std::string comment = {};
    int moreEntries = 0; // added to the count that the end tells
    int moreOffset = 0;  // added to the offset of the directory
    std::uint16_t disk = 0;
};

[[nodiscard]] std::string makeZip(const std::vector<ZipPart> &parts, const ZipShape &shape = {});
[[nodiscard]] std::string bareDeflate(const std::string &bytes);
[[nodiscard]] std::string md5Hex(const std::string &bytes);
[[nodiscard]] std::uint32_t crcOf(const std::string &bytes);

} // namespace gw::bundle::test
