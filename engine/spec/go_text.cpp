// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/go_text.h"

#include "base/utf8.h"

#include <algorithm>

namespace gw::spec {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// Of the character that the text begins with; 0 when its first byte begins none.
std::size_t characterLength(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.empty() ? '\xFF' : text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return length <= text.size() && isUtf8(text.substr(0, length)) ? length : 0;
}

} // namespace

GoText::GoText(std::string_view original)
    : m_original(original)
    , m_text(original)
{
    if (isUtf8(original)) {
        return;
    }
    for (std::size_t at = 0; at < original.size();) {
        const std::size_t length = characterLength(original.substr(at));
        m_copy += length == 0 ? kReplacement : original.substr(at, length);
        at += std::max<std::size_t>(length, 1);
    }
    m_text = m_copy;
}

std::size_t GoText::originalOffset(std::size_t offset) const
{
    std::size_t original = 0;
    for (std::size_t at = 0; at < offset;) {
        const std::size_t length = characterLength(m_original.substr(original));
        at += length == 0 ? kReplacement.size() : length;
        original += std::max<std::size_t>(length, 1);
    }
    return original;
}

std::string_view GoText::originalOf(std::string_view piece) const
{
    if (m_copy.empty() || piece.data() == nullptr) {
        return piece;
    }
    const auto begin = static_cast<std::size_t>(piece.data() - m_copy.data());
    const std::size_t first = originalOffset(begin);
    return m_original.substr(first, originalOffset(begin + piece.size()) - first);
}

} // namespace gw::spec
