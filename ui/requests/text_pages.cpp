// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/text_pages.h"

#include "requests/pretty_body.h"

#include <algorithm>

namespace gw::requests {

namespace {

constexpr std::size_t kLongestCharacter = 4;

// The first byte at or before `at` that begins a character of UTF-8.
std::size_t characterStart(std::string_view text, std::size_t at)
{
    for (std::size_t back = 0; back < kLongestCharacter && back < at; ++back) {
        if ((static_cast<unsigned char>(text[at - back]) & 0xC0) != 0x80) {
            return at - back;
        }
    }
    return at;
}

} // namespace

Expected<std::string> TextPages::page(int number) const
{
    const auto at = static_cast<std::size_t>(number);
    const std::uint64_t begin = at == 0 ? 0 : m_ends[at - 1];
    auto bytes = m_text->read(begin, m_ends[at] - begin);
    if (bytes && m_form == Form::Dump) {
        return hexDump(*bytes, begin);
    }
    return bytes;
}

TextPages TextPages::ofBytes(std::shared_ptr<const ResponseBody> bytes)
{
    std::vector<std::uint64_t> ends;
    for (std::uint64_t end = 0; end < bytes->size();) {
        end = std::min<std::uint64_t>(end + kDumpedBytes, bytes->size());
        ends.push_back(end);
    }
    return {std::move(bytes), std::move(ends), Form::Dump};
}

void PageCutter::add(std::string_view part)
{
    m_open += part;
    // One byte more than a page, so that the cut can look at what follows it.
    while (m_open.size() > TextPages::kPageBytes) {
        const std::size_t line = m_open.rfind('\n', TextPages::kPageBytes - 1);
        endPage(line == std::string::npos ? characterStart(m_open, TextPages::kPageBytes)
                                          : line + 1);
    }
}

void PageCutter::finish()
{
    if (!m_open.empty()) {
        endPage(m_open.size());
    }
}

void PageCutter::endPage(std::size_t bytes)
{
    if (m_ends.empty()) {
        m_firstPage = m_open.substr(0, bytes);
    }
    m_ends.push_back((m_ends.empty() ? 0 : m_ends.back()) + bytes);
    m_open.erase(0, bytes);
}

} // namespace gw::requests
