// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/hurl_reader.h"

#include "requests/body_extent.h"
#include "requests/expression.h"
#include "requests/words.h"
#include "spec/nearest_word.h"
#include "spec/regular_file.h"

#include <algorithm>

namespace gw::requests {

namespace {

constexpr std::size_t kMaxHurlBytes = std::size_t{64} << 20;
constexpr std::string_view kOffMark = "# gatewright: off ";

struct Title {
    std::string_view name;
    SectionKind kind;
    bool isOfResponse;
};
constexpr Title kTitles[] = {
    {"Query", SectionKind::Query, false},
    {"QueryStringParams", SectionKind::Query, false},
    {"Form", SectionKind::Form, false},
    {"FormParams", SectionKind::Form, false},
    {"Multipart", SectionKind::Multipart, false},
    {"MultipartFormData", SectionKind::Multipart, false},
    {"Cookies", SectionKind::Cookies, false},
    {"BasicAuth", SectionKind::BasicAuth, false},
    {"Options", SectionKind::Options, false},
    {"Captures", SectionKind::Captures, true},
    {"Asserts", SectionKind::Asserts, true},
};

bool isUpper(char letter)
{
    return letter >= 'A' && letter <= 'Z';
}

bool isMethodLetter(char letter)
{
    return isUpper(letter) || (letter >= '0' && letter <= '9') || letter == '-' || letter == '_';
}

// Reads one file. Every read* starts where its item may begin and leaves the cursor behind it.
class HurlReader final {
public:
    HurlReader(std::string_view text, const std::string &name)
        : m_cursor(text, name)
    {
    }

    Expected<HurlFile> read();

private:
    enum class Place : std::uint8_t { Request, Response };

    void skipEmptyLines();
    // The title's name when a section begins here: "[" letters "]".
    [[nodiscard]] std::string_view titleHere() const;
    [[nodiscard]] bool isMethodHere() const;
    [[nodiscard]] bool isVersionHere() const;
    [[nodiscard]] Line::State stateHere(Place place) const;
    Surround beginItem();
    Expected<void> endItem(Surround &around);

    Expected<Entry> readEntry();
    Expected<void> readRequestLine(Request &request);
    Expected<void> readStatusLine(Response &response);
    template <typename Part>
    Expected<void> readParts(Part &part, Place place);
    Expected<void> readSection(std::vector<Section> &sections, Place place);
    Expected<Line> readLine(Place place, SectionKind kind);
    Expected<void> readNamed(Line &line);
    Expected<void> readMeaning(Line &line, SectionKind kind);
    Expected<void> readBody(std::optional<Body> &body, BodyKind kind);
    std::string takeValue();

    TextCursor m_cursor;
    std::size_t m_itemBegin = 0; // where the empty lines above the next item begin
};

Expected<HurlFile> HurlReader::read()
{
    HurlFile file;
    skipEmptyLines();
    while (!m_cursor.isAtEnd()) {
        auto entry = readEntry();
        if (!entry) {
            return tl::unexpected(entry.error());
        }
        file.entries.push_back(*std::move(entry));
    }
    file.tail = m_cursor.from(m_itemBegin);
    return file;
}

// Moves to the first line with content, a fact about the gateway included.
void HurlReader::skipEmptyLines()
{
    m_itemBegin = m_cursor.at();
    while (!m_cursor.isAtEnd()) {
        const std::size_t lineBegin = m_cursor.at();
        m_cursor.takeBlanks();
        const bool isGatewayLine = m_cursor.rest().starts_with(kGatewayMark);
        const bool isComment = m_cursor.peek() == '#' && !isGatewayLine;
        if (!isComment && !m_cursor.restOfLine().empty()) {
            m_cursor.moveTo(lineBegin);
            return;
        }
        m_cursor.takeWhile([](char letter) { return letter != '\n'; });
        m_cursor.take("\n");
    }
}

Surround HurlReader::beginItem()
{
    Surround around;
    around.before = m_cursor.from(m_itemBegin);
    around.indent = m_cursor.takeBlanks();
    around.line = m_cursor.line();
    return around;
}

Expected<void> HurlReader::endItem(Surround &around)
{
    const std::size_t begin = m_cursor.at();
    m_cursor.takeBlanks();
    if (m_cursor.peek() == '#') {
        m_cursor.takeWhile([](char letter) { return letter != '\n'; });
    }
    m_cursor.take("\r");
    if (!m_cursor.isAtEnd() && !m_cursor.take("\n")) {
        return m_cursor.fail(said(Words::tr("Something is left over: %1"), {m_cursor.restOfLine()}),
                             said(Words::tr("One item stands on a line; a comment begins with #")));
    }
    around.after = m_cursor.from(begin);
    skipEmptyLines();
    return {};
}

std::string_view HurlReader::titleHere() const
{
    TextCursor ahead = m_cursor;
    ahead.takeBlanks();
    if (!ahead.take("[")) {
        return {};
    }
    const std::string_view name = ahead.takeWord();
    return ahead.peek() == ']' && !name.empty() && isUpper(name.front()) ? name
                                                                         : std::string_view();
}

bool HurlReader::isMethodHere() const
{
    TextCursor ahead = m_cursor;
    ahead.takeBlanks();
    return isHurlMethod(ahead.takeWhile(&isMethodLetter)) && !ahead.takeBlanks().empty() &&
           ahead.peek() != ':';
}

bool HurlReader::isVersionHere() const
{
    TextCursor ahead = m_cursor;
    ahead.takeBlanks();
    if (!ahead.take("HTTP")) {
        return false;
    }
    if (ahead.take("/")) {
        ahead.takeWhile(
            [](char letter) { return letter == '.' || (letter >= '0' && letter <= '9'); });
    }
    return ahead.peek() == ' ' || ahead.peek() == '\t';
}

Line::State HurlReader::stateHere(Place place) const
{
    TextCursor ahead = m_cursor;
    ahead.takeBlanks();
    if (!ahead.rest().starts_with(kGatewayMark)) {
        return Line::State::Active;
    }
    return place == Place::Request || ahead.rest().starts_with(kOffMark) ? Line::State::Off
                                                                         : Line::State::GatewayFact;
}

Expected<Entry> HurlReader::readEntry()
{
    Entry entry;
    if (auto read = readRequestLine(entry.request); !read) {
        return tl::unexpected(read.error());
    }
    if (auto read = readParts(entry.request, Place::Request); !read) {
        return tl::unexpected(read.error());
    }
    if (isVersionHere()) {
        entry.response.emplace();
        if (auto read = readStatusLine(*entry.response); !read) {
            return tl::unexpected(read.error());
        }
        if (auto read = readParts(*entry.response, Place::Response); !read) {
            return tl::unexpected(read.error());
        }
    }
    return entry;
}

Expected<void> HurlReader::readRequestLine(Request &request)
{
    request.around = beginItem();
    if (stateHere(Place::Response) != Line::State::Active) {
        return m_cursor.fail(said(Words::tr("A fact about the gateway belongs below a response")),
                             said(Words::tr("Put it behind the line HTTP ...")));
    }
    request.method = m_cursor.takeWhile(&isMethodLetter);
    request.gap = m_cursor.takeBlanks();
    if (!isHurlMethod(request.method) || request.gap.empty()) {
        return m_cursor.fail(said(Words::tr("A request begins with its method and URL")),
                             said(Words::tr("For example: %1"), {"GET http://127.0.0.1:8080/"}));
    }
    request.url = takeValue();
    if (request.url.empty()) {
        return m_cursor.fail(said(Words::tr("The URL is missing")));
    }
    return endItem(request.around);
}

Expected<void> HurlReader::readStatusLine(Response &response)
{
    static constexpr std::string_view kVersions[] = {"HTTP",   "HTTP/1.0", "HTTP/1.1",
                                                     "HTTP/2", "HTTP/3",   "HTTP/*"};
    response.around = beginItem();
    response.version =
        m_cursor.takeWhile([](char letter) { return letter != ' ' && letter != '\t'; });
    if (std::ranges::find(kVersions, response.version) == std::end(kVersions)) {
        return m_cursor.fail(said(Words::tr("Unknown version %1"), {response.version}),
                             said(Words::tr("HTTP, HTTP/1.0, HTTP/1.1, HTTP/2 or HTTP/3")));
    }
    response.gap = m_cursor.takeBlanks();
    response.status = takeValue();
    const bool isNumber = !response.status.empty() &&
                          response.status.find_first_not_of("0123456789") == std::string::npos;
    if (!isNumber && response.status != "*") {
        return m_cursor.fail(said(Words::tr("No status: %1"), {response.status}),
                             said(Words::tr("A number, or * for any")));
    }
    return endItem(response.around);
}

template <typename Part>
Expected<void> HurlReader::readParts(Part &part, Place place)
{
    while (!m_cursor.isAtEnd()) {
        TextCursor ahead = m_cursor;
        ahead.takeBlanks();
        if (!titleHere().empty()) {
            if (auto read = readSection(part.sections, place); !read) {
                return read;
            }
        } else if (const auto kind = bodyKindAt(ahead)) {
            return readBody(part.body, *kind);
        } else if (isVersionHere() || isMethodHere()) {
            return {};
        } else {
            auto line = readLine(place, SectionKind::Query);
            if (!line) {
                return tl::unexpected(line.error());
            }
            auto &lines = part.sections.empty() ? part.headers : part.sections.back().lines;
            lines.push_back(*std::move(line));
        }
    }
    return {};
}

Expected<void> HurlReader::readSection(std::vector<Section> &sections, Place place)
{
    Section section;
    section.around = beginItem();
    const std::string name(titleHere());
    const auto title = std::ranges::find(kTitles, name, &Title::name);
    const bool isOfResponse = place == Place::Response;
    if (title == std::end(kTitles) || title->isOfResponse != isOfResponse) {
        std::vector<std::string_view> known;
        for (const Title &candidate : kTitles) {
            if (candidate.isOfResponse == isOfResponse) {
                known.push_back(candidate.name);
            }
        }
        const std::string_view near = spec::nearestWord(name, known);
        return m_cursor.fail(
            said(Words::tr("No section [%1] here"), {name}),
            near.empty() ? std::string()
                         : said(Words::tr("Did you mean %1?"), {"[" + std::string(near) + "]"}));
    }
    section.kind = title->kind;
    section.title = "[" + name + "]";
    m_cursor.take(section.title);
    if (auto ended = endItem(section.around); !ended) {
        return ended;
    }
    while (!m_cursor.isAtEnd() && titleHere().empty() && !isVersionHere()) {
        TextCursor ahead = m_cursor;
        ahead.takeBlanks();
        if (bodyKindAt(ahead) || isMethodHere()) {
            break;
        }
        auto line = readLine(place, section.kind);
        if (!line) {
            return tl::unexpected(line.error());
        }
        section.lines.push_back(*std::move(line));
    }
    sections.push_back(std::move(section));
    return {};
}

Expected<Line> HurlReader::readLine(Place place, SectionKind kind)
{
    Line line;
    line.state = stateHere(place);
    line.around = beginItem();
    Expected<void> read;
    if (line.state == Line::State::GatewayFact) {
        m_cursor.take(kGatewayMark);
        m_cursor.takeBlanks();
        line.value = m_cursor.restOfLine();
        m_cursor.moveTo(m_cursor.at() + line.value.size());
    } else {
        if (line.state == Line::State::Off && !m_cursor.take(kOffMark)) {
            return m_cursor.fail(
                said(Words::tr("A fact about the gateway belongs below a response")),
                said(Words::tr("Put it behind the line HTTP ...")));
        }
        read = kind == SectionKind::Asserts ? readMeaning(line, kind) : readNamed(line);
        if (read && kind == SectionKind::Captures) {
            m_cursor.moveTo(m_cursor.at() - line.value.size());
            read = readMeaning(line, kind);
        }
    }
    if (read) {
        read = endItem(line.around);
    }
    if (!read) {
        return tl::unexpected(read.error());
    }
    return line;
}

// "name: value".
Expected<void> HurlReader::readNamed(Line &line)
{
    const std::size_t begin = m_cursor.at();
    while (!m_cursor.isAtEnd() &&
           std::string_view(":#\r\n \t").find(m_cursor.peek()) == std::string_view::npos) {
        if (m_cursor.rest().starts_with("{{")) {
            if (auto variable = m_cursor.takeThrough("}}"); !variable) {
                return tl::unexpected(variable.error());
            }
        } else if (m_cursor.take() == '\\') {
            m_cursor.take();
        }
    }
    line.name = m_cursor.from(begin);
    const std::size_t separator = m_cursor.at();
    m_cursor.takeBlanks();
    if (line.name.empty() || !m_cursor.take(":")) {
        m_cursor.moveTo(begin);
        return m_cursor.fail(
            said(Words::tr("This is no request, no header, no section and no body")),
            said(Words::tr("A header is spelled Name: value")));
    }
    m_cursor.takeBlanks();
    line.separator = m_cursor.from(separator);
    line.value = takeValue();
    return {};
}

// The expression of a capture or an assertion: checked here, kept as text.
Expected<void> HurlReader::readMeaning(Line &line, SectionKind kind)
{
    const std::size_t begin = m_cursor.at();
    if (kind == SectionKind::Captures) {
        if (const auto capture = readCapture(m_cursor); !capture) {
            return tl::unexpected(capture.error());
        }
    } else if (const auto assertion = readAssertion(m_cursor); !assertion) {
        return tl::unexpected(assertion.error());
    }
    line.value = m_cursor.from(begin);
    return {};
}

Expected<void> HurlReader::readBody(std::optional<Body> &body, BodyKind kind)
{
    body.emplace();
    body->around = beginItem();
    body->kind = kind;
    const std::size_t begin = m_cursor.at();
    if (auto skipped = skipBody(m_cursor, kind); !skipped) {
        return skipped;
    }
    body->text = m_cursor.from(begin);
    return endItem(body->around);
}

// A text up to a comment or the end of the line, without the blanks before either.
std::string HurlReader::takeValue()
{
    const std::size_t begin = m_cursor.at();
    while (!m_cursor.isAtEnd() && m_cursor.peek() != '\n' && m_cursor.peek() != '#') {
        if (m_cursor.take() == '\\' && m_cursor.peek() != '\n') {
            m_cursor.take();
        }
    }
    std::string_view value = m_cursor.from(begin);
    value = value.substr(0, value.find_last_not_of(" \t\r") + 1);
    m_cursor.moveTo(begin + value.size());
    return std::string(value);
}

} // namespace

bool isHurlMethod(std::string_view method)
{
    return !method.empty() && isUpper(method.front()) &&
           std::ranges::all_of(method, &isMethodLetter);
}

Expected<HurlFile> readHurl(std::string_view text, const std::string &name)
{
    return HurlReader(text, name).read();
}

Expected<HurlFile> readHurlFile(const std::string &path)
{
    auto text = spec::readRegularFile(path, kMaxHurlBytes);
    if (!text) {
        return tl::unexpected(text.error());
    }
    return readHurl(*text, path);
}

} // namespace gw::requests
