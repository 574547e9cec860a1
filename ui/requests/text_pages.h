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
    static constexpr std::size_t kDumpedBytes = std::size_t{16} << 10; // on a page of a dump

    enum class Form : std::uint8_t { Text, Dump };

    // ends: where each page ends in the text, rising.
    TextPages(std::shared_ptr<const ResponseBody> text, std::vector<std::uint64_t> ends,
              Form form = Form::Text)
        : m_text(std::move(text))
        , m_ends(std::move(ends))
        , m_form(form)
    {
    }
    // Any bytes as hexDump() writes them.
    [[nodiscard]] static TextPages ofBytes(std::shared_ptr<const ResponseBody> bytes);

    [[nodiscard]] int count() const { return static_cast<int>(m_ends.size()); }
    // From 0. Fails when the disk does.
    [[nodiscard]] Expected<std::string> page(int number) const;

private:
    std::shared_ptr<const ResponseBody> m_text;
    std::vector<std::uint64_t> m_ends;
    Form m_form;
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
