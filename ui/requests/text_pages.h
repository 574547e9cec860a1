// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/response_body.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gw::requests {

// A long text in pages of whole lines; a line that is longer than a page is cut between two
// characters. Thread: any (immutable).
class TextPages final {
public:
    static constexpr std::size_t kPageBytes = std::size_t{64} << 10;

    // ends: where each page ends in the text, rising.
    TextPages(std::shared_ptr<const ResponseBody> text, std::vector<std::uint64_t> ends)
        : m_text(std::move(text))
        , m_ends(std::move(ends))
    {
    }

    [[nodiscard]] int count() const { return static_cast<int>(m_ends.size()); }
    // From 0. Fails when the disk does.
    [[nodiscard]] Expected<std::string> page(int number) const;

private:
    std::shared_ptr<const ResponseBody> m_text;
    std::vector<std::uint64_t> m_ends;
};

// Finds where the pages of a text end while it comes in parts. Thread: one.
class PageCutter final {
public:
    void add(std::string_view part);
    // The last page ends here.
    void finish();

    [[nodiscard]] bool hasPage() const { return !m_ends.empty(); }
    [[nodiscard]] const std::string &firstPage() const { return m_firstPage; }
    [[nodiscard]] std::vector<std::uint64_t> takeEnds() { return std::move(m_ends); }

private:
    void endPage(std::size_t bytes);

    std::string m_open; // what is on no page yet
    std::string m_firstPage;
    std::vector<std::uint64_t> m_ends;
};

} // namespace gw::requests
