// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gw::spec {

// A text as Go's regular expressions read it: with U+FFFD for each byte that is not part of valid
// UTF-8. For RE2 such a byte is nothing that "." or "[^/]" match, so that a black list of
// "/users/{id}/delete" would not see "/users/5\xFF/delete". Valid text is not copied; the original
// must outlive this.
class GoText final {
public:
    explicit GoText(std::string_view original);
    GoText(const GoText &) = delete;
    GoText &operator=(const GoText &) = delete;

    [[nodiscard]] std::string_view text() const { return m_text; }
    // What a piece of text() stands for in the original.
    [[nodiscard]] std::string_view originalOf(std::string_view piece) const;

private:
    [[nodiscard]] std::size_t originalOffset(std::size_t offset) const;

    std::string_view m_original;
    std::string m_copy; // when the original is not valid
    std::string_view m_text;
};

} // namespace gw::spec
