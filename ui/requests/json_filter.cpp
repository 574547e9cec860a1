// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/json_filter.h"

#include "requests/exact_json.h"
#include "requests/json_indenter.h"
#include "requests/words.h"

#include <jsoncons/json.hpp>
#include <jsoncons_ext/jsonpath/jsonpath.hpp>

namespace gw::requests {

namespace {

using jsoncons::ojson;

constexpr std::size_t kSlice = std::size_t{1} << 18; // between two looks at the wish to stop
constexpr std::uint64_t kFoundInMemory = std::uint64_t{8} << 20;

// Leaves the search from within: jsoncons has no other way. It stays in this file.
struct EndOfSearch {};

// The values that are found, as the text of one array in pages.
class FoundText final {
public:
    FoundText(const WorkState &state, std::uint64_t most)
        : m_state(state)
        , m_most(most)
    {
    }

    void addValue(const ojson &value)
    {
        std::string text = m_isFirst ? "[" : ",";
        m_isFirst = false;
        value.dump(text, asSpelled());
        add(text);
    }
    void close() { add(m_isFirst ? "[]" : "]"); }

    [[nodiscard]] bool isFull() const { return m_text->size() >= m_most; }
    [[nodiscard]] const Expected<void> &kept() const { return m_kept; }
    [[nodiscard]] std::shared_ptr<const TextPages> takePages()
    {
        if (m_kept) {
            m_kept = m_text->finish();
        }
        m_cutter.finish();
        std::vector<std::uint64_t> ends = m_cutter.takeEnds();
        if (ends.empty()) {
            ends.push_back(0);
        }
        return std::make_shared<TextPages>(m_text, std::move(ends));
    }

private:
    void add(std::string_view text)
    {
        while (!text.empty()) {
            if (m_state.isStopped || isFull() || !m_kept) {
                throw EndOfSearch();
            }
            std::string indented;
            m_indenter.add(text.substr(0, kSlice), indented);
            text.remove_prefix(std::min(kSlice, text.size()));
            m_kept = m_text->append(indented);
            m_cutter.add(indented);
        }
    }

    const WorkState &m_state;
    std::uint64_t m_most;
    std::shared_ptr<ResponseBody> m_text = std::make_shared<ResponseBody>(kFoundInMemory);
    Expected<void> m_kept;
    PageCutter m_cutter;
    JsonIndenter m_indenter;
    bool m_isFirst = true;
};

ojson parsed(std::string_view text, WorkState &state)
{
    if (text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    jsoncons::json_decoder<ojson> decoder;
    jsoncons::json_parser parser(asSpelled());
    while (!text.empty()) {
        if (state.isStopped) {
            throw EndOfSearch();
        }
        const std::string_view slice = text.substr(0, kSlice);
        text.remove_prefix(slice.size());
        parser.update(slice.data(), slice.size());
        if (!parser.stopped()) {
            parser.parse_some(decoder);
        }
        if (parser.done()) {
            parser.check_done(); // only white space may follow
        }
        state.done += slice.size();
    }
    parser.finish_parse(decoder);
    return decoder.get_result();
}

} // namespace

PagedBody filteredBody(const ResponseBody &body, const std::string &path, WorkState &state,
                       std::uint64_t most)
{
    FoundText found(state, most);
    std::string note;
    try {
        if (const auto bytes = body.readAll(); bytes) {
            jsoncons::jsonpath::json_query(
                parsed(*bytes, state), path,
                [&found](const std::string &, const ojson &value) { found.addValue(value); });
            found.close();
        } else {
            note = bytes.error().text();
        }
    } catch (const EndOfSearch &) {
        note = state.isStopped
                   ? said(Words::tr("Cancelled: this is the beginning of what the filter finds."))
                   : said(Words::tr("The filter finds more than %1 MiB: this is the beginning."),
                          {std::to_string(most >> 20)});
    } catch (const jsoncons::ser_error &error) {
        note = said(Words::tr("The body is not JSON: %1"), {error.what()});
    } catch (const jsoncons::jsonpath::jsonpath_error &error) {
        note = Error{said(Words::tr("Invalid JSONPath: %1"), {error.what()}), path, {}}.text();
    }
    auto pages = found.takePages();
    if (!found.kept()) {
        note = found.kept().error().text();
    }
    return {BodyForm::Json, std::move(pages), true, std::move(note)};
}

} // namespace gw::requests
