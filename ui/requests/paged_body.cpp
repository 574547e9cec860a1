// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/paged_body.h"

#include "requests/disk_write.h"
#include "requests/exact_json.h"
#include "requests/json_indenter.h"
#include "requests/words.h"

#include <QSaveFile>

#include <jsoncons/json.hpp>

namespace gw::requests {

namespace {

constexpr std::uint64_t kPart = std::uint64_t{1} << 18;
constexpr std::uint64_t kMemory = std::uint64_t{8} << 20; // of indented text; above, on the disk

using FirstPage = std::function<void(const ShownBody &)>;

// Tells of the first page once.
class FirstPageTeller final {
public:
    FirstPageTeller(BodyForm form, const FirstPage &tell)
        : m_form(form)
        , m_tell(tell)
    {
    }

    void look(const PageCutter &cutter)
    {
        if (!m_isTold && cutter.hasPage()) {
            m_isTold = true;
            m_tell({m_form, cutter.firstPage(), true, {}});
        }
    }

private:
    BodyForm m_form;
    const FirstPage &m_tell;
    bool m_isTold = false;
};

// Reads the body part by part; take() returns what failed. Ends at the first failure or a stop.
template <typename Take>
Expected<void> readParts(const ResponseBody &body, WorkState &state, const Take &take)
{
    state.done = 0;
    while (state.done < body.size() && !state.isStopped) {
        const auto part = body.read(state.done, kPart);
        if (!part) {
            return tl::unexpected(part.error());
        }
        if (part->empty()) {
            return failure(said(Words::tr("The response's file is shorter than it was")),
                           body.filePath());
        }
        if (auto taken = take(*part); !taken) {
            return taken;
        }
        state.done += part->size();
    }
    return {};
}

Expected<PagedBody> indentedPages(const ResponseBody &body, WorkState &state,
                                  const FirstPage &onFirstPage)
{
    auto text = std::make_shared<ResponseBody>(kMemory);
    PageCutter cutter;
    FirstPageTeller teller(BodyForm::Json, onFirstPage);
    std::string indented;
    JsonIndenter indenter;
    jsoncons::default_json_visitor nobody;
    jsoncons::json_parser parser(asSpelled()); // judges what the indenter takes as it is
    const auto keep = [&]() -> Expected<void> {
        cutter.add(indented);
        auto kept = text->append(indented);
        indented.clear();
        teller.look(cutter);
        return kept;
    };
    try {
        auto read = readParts(body, state, [&](const std::string &part) {
            const bool hasMark = state.done == 0 && part.starts_with(kByteOrderMark);
            const std::string_view rest =
                std::string_view(part).substr(hasMark ? kByteOrderMark.size() : 0);
            parser.update(rest.data(), rest.size());
            if (!parser.stopped()) {
                parser.parse_some(nobody);
            }
            if (parser.done()) {
                parser.check_done(); // only white space may follow
            }
            indenter.add(rest, indented);
            return keep();
        });
        if (read && !state.isStopped) {
            parser.finish_parse(nobody);
        }
        if (!read) {
            return tl::unexpected(read.error());
        }
    } catch (const jsoncons::ser_error &error) {
        return failure(said(Words::tr("Not valid JSON: %1"), {error.what()}));
    }
    if (auto kept = text->finish(); !kept) {
        return tl::unexpected(kept.error());
    }
    cutter.finish();
    teller.look(cutter);
    return PagedBody{
        BodyForm::Json, std::make_shared<TextPages>(text, cutter.takeEnds()), !state.isStopped, {}};
}

Expected<PagedBody> plainPages(const std::shared_ptr<const ResponseBody> &body, WorkState &state,
                               const FirstPage &onFirstPage)
{
    PageCutter cutter;
    FirstPageTeller teller(BodyForm::Text, onFirstPage);
    auto read = readParts(*body, state, [&](const std::string &part) -> Expected<void> {
        cutter.add(part);
        teller.look(cutter);
        return {};
    });
    if (!read) {
        return tl::unexpected(read.error());
    }
    cutter.finish();
    teller.look(cutter);
    return PagedBody{
        BodyForm::Text, std::make_shared<TextPages>(body, cutter.takeEnds()), !state.isStopped, {}};
}

} // namespace

PagedBody pagedBody(const std::shared_ptr<const ResponseBody> &body, std::string_view contentType,
                    WorkState &state, const FirstPage &onFirstPage)
{
    const ShownBody start = rawBody(*body, kPart);
    if (start.form != BodyForm::Text || !start.note.empty()) {
        return {start.form, nullptr, false, start.note};
    }
    std::string note;
    const bool isJson = looksLikeJson(start.text, contentType);
    const bool isLines = isJson && looksLikeJsonLines(start.text, contentType);
    if (isJson && !isLines) {
        auto pages = indentedPages(*body, state, onFirstPage);
        if (pages) {
            return *std::move(pages);
        }
        note = isJsonType(contentType) ? pages.error().text() : std::string();
    }
    auto pages = plainPages(body, state, onFirstPage);
    if (!pages) {
        return {BodyForm::Text, nullptr, false, pages.error().text()};
    }
    pages->note = std::move(note);
    pages->form = isLines ? BodyForm::Json : BodyForm::Text;
    return *std::move(pages);
}

Expected<void> saveBody(const ResponseBody &body, const std::string &path, WorkState &state)
{
    QSaveFile file(QString::fromStdString(path));
    const auto refused = [&file, &path] {
        return failure(said(Words::tr("Could not save: %1"), {writeError(file).toStdString()}),
                       path);
    };
    if (!file.open(QIODevice::WriteOnly)) {
        return refused();
    }
    auto read = readParts(body, state, [&](const std::string &part) -> Expected<void> {
        if (!writeWhole(file, part)) {
            return refused();
        }
        return {};
    });
    if (!read) {
        return read;
    }
    if (state.isStopped) {
        return failure(said(Words::tr("Saving was cancelled; there is no file")), path);
    }
    // Of what commit() flushes it would not tell the reason.
    if (!file.flush() || !file.commit()) {
        return refused();
    }
    return {};
}

} // namespace gw::requests
