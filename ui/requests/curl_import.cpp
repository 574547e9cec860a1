// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/curl_import.h"

#include "base/ascii.h"
#include "requests/curl_body.h"
#include "requests/curl_option_table.h"
#include "requests/request_builder.h"
#include "requests/shell_words.h"
#include "requests/template_text.h"

#include <QByteArray>

#include <algorithm>

namespace gw::requests {

namespace {

constexpr std::string_view kType = "Content-Type";
constexpr const char *kFormType = "application/x-www-form-urlencoded";

// "@name", "name=@file": what curl reads from a file.
bool isFileArgument(std::string_view text)
{
    return text.size() > 1 && text.front() == '@';
}

// Reads the words of one command from the second on.
class CurlImporter final {
public:
    explicit CurlImporter(std::vector<std::string> words)
        : m_words(std::move(words))
    {
    }

    Expected<CurlImport> read();

private:
    Expected<void> readWord(const std::string &word);
    Expected<void> readLong(std::string_view name);
    Expected<void> readShort(std::string_view letters);
    Expected<std::string> nextWord(const std::string &option);
    void apply(const CurlOption &option, const std::string &shown, const std::string &value);
    bool applyData(const CurlOption &option, const std::string &value);
    bool applyHeader(const CurlOption &option, const std::string &value);
    void addData(std::string data);
    void addHeader(const std::string &text);
    void addPart(const std::string &text);
    void addOption(std::string_view name, const std::string &value);
    void addCookies(const std::string &text);
    void setUser(const std::string &user);
    void note(const std::string &text) { m_import.notes.push_back(text); }
    bool hasHeader(std::string_view name) const;
    void addFormType();
    void finishBody();
    void finishFile();

    std::vector<std::string> m_words;
    std::size_t m_at = 1;
    CurlImport m_import;
    std::string m_method;
    std::string m_data;
    std::string m_file; // of the body
    bool m_hasData = false;
    bool m_isQuery = false;
    bool m_isHead = false;
    bool m_isJson = false;
    bool m_isUpload = false;
    bool m_isWithoutType = false; // -H 'Content-Type:'
    bool m_hasScheme = false;     // of authentication other than basic
    std::string m_user;
};

Expected<CurlImport> CurlImporter::read()
{
    m_import.request.method.clear();
    while (m_at < m_words.size()) {
        const std::string word = m_words[m_at++];
        if (word == "--next" || word == "-:") {
            note("--next: only the first request is taken");
            break;
        }
        if (auto read = readWord(word); !read) {
            return tl::unexpected(read.error());
        }
    }
    if (m_import.request.url.empty()) {
        return failure("The command has no URL");
    }
    setUser(m_user);
    finishBody();
    Request &request = m_import.request;
    if (!m_method.empty()) {
        request.method = upperAscii(m_method);
        if (request.method != m_method) {
            note("The method " + m_method + " is sent as " + request.method);
        }
    } else if (m_isHead) {
        request.method = "HEAD";
    } else {
        const bool hasBody =
            m_hasData || findSection(request.sections, SectionKind::Multipart) != nullptr;
        request.method = m_isUpload ? "PUT" : hasBody && !m_isQuery ? "POST" : "GET";
    }
    return std::move(m_import);
}

Expected<void> CurlImporter::readWord(const std::string &word)
{
    if (word.starts_with("--") && word.size() > 2) {
        return readLong(std::string_view(word).substr(2));
    }
    if (word.starts_with('-') && word.size() > 1) {
        return readShort(std::string_view(word).substr(1));
    }
    if (!m_import.request.url.empty()) {
        note("A second URL: " + word);
        return {};
    }
    m_import.request.url = spellValue(word, Braces::Letters);
    return {};
}

Expected<std::string> CurlImporter::nextWord(const std::string &option)
{
    if (m_at >= m_words.size()) {
        return failure("The option " + option + " needs a value");
    }
    return m_words[m_at++];
}

Expected<void> CurlImporter::readLong(std::string_view name)
{
    const std::string shown = "--" + std::string(name);
    const CurlOption *option = findCurlOption(name);
    if (option == nullptr && name.starts_with("no-")) {
        option = findCurlOption(name.substr(3));
        if (option != nullptr && !option->takesValue) {
            note(shown + ": it is off unless it is turned on");
            return {};
        }
        option = nullptr;
    }
    if (option == nullptr) {
        note(shown + ": unknown");
        return {};
    }
    Expected<std::string> value = option->takesValue ? nextWord(shown) : std::string();
    if (!value) {
        return tl::unexpected(value.error());
    }
    apply(*option, shown, *value);
    return {};
}

// Letters may stand together, the last one with its value: -sSXPOST.
Expected<void> CurlImporter::readShort(std::string_view letters)
{
    while (!letters.empty()) {
        const char letter = letters.front();
        letters.remove_prefix(1);
        const std::string shown = std::string("-") + letter;
        const CurlOption *option = findCurlOption(letter);
        if (option == nullptr) {
            note(shown + ": unknown");
            continue;
        }
        std::string value;
        if (option->takesValue) {
            auto next = letters.empty() ? nextWord(shown) : std::string(letters);
            if (!next) {
                return tl::unexpected(next.error());
            }
            value = *std::move(next);
            letters = {};
        }
        apply(*option, shown, value);
    }
    return {};
}

void CurlImporter::apply(const CurlOption &option, const std::string &shown,
                         const std::string &value)
{
    if (applyData(option, value) || applyHeader(option, value)) {
        return;
    }
    switch (option.meaning) {
    case CurlMeaning::Method:
        m_method = value;
        break;
    case CurlMeaning::Url:
        static_cast<void>(readWord(value));
        break;
    case CurlMeaning::UrlQuery: {
        sectionOf(m_import.request.sections, SectionKind::Query)
            .lines.push_back(pairLine(value, '='));
        break;
    }
    case CurlMeaning::AsQuery:
        m_isQuery = true;
        break;
    case CurlMeaning::Head:
        m_isHead = true;
        break;
    case CurlMeaning::User:
        m_user = value;
        break;
    case CurlMeaning::Flag:
        m_hasScheme |=
            option.detail == "digest" || option.detail == "ntlm" || option.detail == "negotiate";
        addOption(option.detail, "true");
        break;
    case CurlMeaning::Option:
        addOption(option.detail, value);
        break;
    case CurlMeaning::Seconds:
        addOption(option.detail, std::to_string(static_cast<long>(
                                     QByteArray::fromStdString(value).toDouble() * 1000)) +
                                     "ms");
        break;
    case CurlMeaning::Proxy:
        addOption("proxy", value.find("://") == std::string::npos
                               ? std::string(option.detail) + value
                               : value);
        break;
    case CurlMeaning::ProxyUser:
        note(shown +
             ": put name and password into the proxy's URL, http://name:password@host:port");
        break;
    default:
        note(shown + ": " + std::string(option.detail));
    }
}

bool CurlImporter::applyHeader(const CurlOption &option, const std::string &value)
{
    switch (option.meaning) {
    case CurlMeaning::HeaderField:
        addHeader(value);
        return true;
    case CurlMeaning::HeaderValue:
        addHeader(std::string(option.detail) + ": " + value);
        return true;
    case CurlMeaning::Bearer:
        addHeader("Authorization: Bearer " + value);
        return true;
    case CurlMeaning::Range:
        addHeader("Range: bytes=" + value);
        return true;
    case CurlMeaning::Cookie:
        addCookies(value);
        return true;
    default:
        return false;
    }
}

bool CurlImporter::applyData(const CurlOption &option, const std::string &value)
{
    switch (option.meaning) {
    case CurlMeaning::DataText:
    case CurlMeaning::DataBinary:
    case CurlMeaning::DataJson:
        m_isJson |= option.meaning == CurlMeaning::DataJson;
        if (isFileArgument(value)) {
            m_hasData = true;
            m_file = value.substr(1);
            if (option.meaning == CurlMeaning::DataText) {
                note("-d @" + m_file + ": the file is sent as it is, with its line ends");
            }
            return true;
        }
        addData(value);
        return true;
    case CurlMeaning::DataRaw:
        addData(value);
        return true;
    case CurlMeaning::DataEncoded: {
        const std::size_t equals = value.find('=');
        if (value.find('@') < equals) {
            note("--data-urlencode " + value + ": the file is not read");
        } else if (equals == std::string::npos || equals == 0) {
            addData(percentEncoded(value.substr(equals == 0 ? 1 : 0)));
        } else {
            addData(value.substr(0, equals + 1) + percentEncoded(value.substr(equals + 1)));
        }
        return true;
    }
    case CurlMeaning::FormPart:
        addPart(value);
        return true;
    case CurlMeaning::FormText: {
        Line line = pairLine(value, '=');
        line.value = partText(value.substr(std::min(value.find('=') + 1, value.size())));
        sectionOf(m_import.request.sections, SectionKind::Multipart).lines.push_back(line);
        return true;
    }
    case CurlMeaning::Upload:
        m_isUpload = true;
        m_hasData = true;
        m_file = value;
        return true;
    default:
        return false;
    }
}

void CurlImporter::addData(std::string data)
{
    m_data += (m_hasData && !m_isJson ? "&" : "") + std::move(data);
    m_hasData = true;
}

bool CurlImporter::hasHeader(std::string_view name) const
{
    return std::ranges::any_of(m_import.request.headers, [name](const Line &line) {
        return equalIgnoringCase(line.name, name);
    });
}

void CurlImporter::addHeader(const std::string &text)
{
    if (isFileArgument(text)) {
        note("-H " + text + ": the file is not read");
        return;
    }
    const std::size_t mark = text.find_first_of(":;");
    if (mark == std::string::npos || mark == 0) {
        note("-H " + text + ": no header");
        return;
    }
    const std::size_t begin = std::min(text.find_first_not_of(" \t", mark + 1), text.size());
    const std::string value = text.substr(begin);
    if (text[mark] == ':' && value.empty() && equalIgnoringCase(text.substr(0, mark), kType)) {
        m_isWithoutType = true; // as requests are that do not name one
        return;
    }
    if (text[mark] == ':' && value.empty()) {
        note("-H '" + text + "': takes away a header that curl sends by itself");
        return;
    }
    m_import.request.headers.push_back({.name = spellName(text.substr(0, mark), Braces::Letters),
                                        .value = spellValue(value, Braces::Letters)});
}

// "name=text", "name=@file;type=text/plain", "name=<file".
void CurlImporter::addPart(const std::string &text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) {
        note("-F " + text + ": no part");
        return;
    }
    const std::string name = text.substr(0, equals);
    std::string value = text.substr(equals + 1);
    std::string type;
    const std::size_t parameters = value.find(';');
    if (parameters != std::string::npos) {
        const std::string rest = value.substr(parameters + 1);
        value.resize(parameters);
        if (rest.starts_with("type=") && rest.find(';') == std::string::npos) {
            type = rest.substr(5);
        } else {
            note("-F " + name + "=...;" + rest + ": only type= is kept");
        }
    }
    if (value.starts_with('<')) {
        note("-F " + name + "=" + value + ": the file's content is sent as a file");
        value.front() = '@';
    }
    const bool isFile = value.starts_with('@');
    if (!isFile && !type.empty()) {
        note("-F " + name + ": the type " + type + " of a text is not kept");
    }
    Line line;
    line.name = spellName(name, Braces::Letters);
    line.value = isFile ? fileReference(value.substr(1), type) : partText(value);
    sectionOf(m_import.request.sections, SectionKind::Multipart).lines.push_back(line);
}

void CurlImporter::addOption(std::string_view name, const std::string &value)
{
    sectionOf(m_import.request.sections, SectionKind::Options)
        .lines.push_back({.name = std::string(name), .value = spellValue(value, Braces::Letters)});
}

void CurlImporter::addCookies(const std::string &text)
{
    if (text.find('=') == std::string::npos) {
        note("-b " + text + ": the file with cookies is not read");
        return;
    }
    auto &lines = sectionOf(m_import.request.sections, SectionKind::Cookies).lines;
    std::ranges::move(cookieLines(text), std::back_inserter(lines));
}

void CurlImporter::setUser(const std::string &user)
{
    if (user.empty()) {
        return;
    }
    if (m_hasScheme) {
        addOption("user", user);
        return;
    }
    sectionOf(m_import.request.sections, SectionKind::BasicAuth)
        .lines.push_back(pairLine(user, ':'));
}

// The type that curl gives to data.
void CurlImporter::addFormType()
{
    if (!hasHeader(kType) && !m_isWithoutType) {
        addHeader(std::string("Content-Type: ") + kFormType);
    }
}

void CurlImporter::finishFile()
{
    if (!m_data.empty()) {
        note("The text '" + m_data + "' beside the file " + m_file + " is left out");
    }
    if (m_file == "-" || m_file == ".") {
        note("The standard input cannot be the body");
        return;
    }
    m_import.request.body = Body{{}, BodyKind::File, fileReference(m_file, {})};
    if (!m_isUpload) {
        addFormType();
    }
}

void CurlImporter::finishBody()
{
    Request &request = m_import.request;
    if (m_isJson) {
        for (const char *name : {"Content-Type", "Accept"}) {
            if (!hasHeader(name)) {
                addHeader(std::string(name) + ": application/json");
            }
        }
    }
    if (m_isQuery && m_hasData) {
        const std::size_t mark = request.url.find('?');
        request.url +=
            (mark == std::string::npos ? "?" : "&") + spellValue(m_data, Braces::Letters);
        return;
    }
    if (!m_file.empty()) {
        finishFile();
        return;
    }
    if (!m_hasData) {
        return;
    }
    if (isJsonContainer(m_data) && !m_isWithoutType) {
        request.body = Body{{}, BodyKind::Json, m_data};
        addFormType();
        return;
    }
    const bool hasType = hasHeader(kType) || m_isWithoutType;
    std::vector<Line> lines = hasType ? std::vector<Line>() : formLines(m_data);
    if (!lines.empty()) {
        sectionOf(request.sections, SectionKind::Form).lines = std::move(lines);
        return;
    }
    request.body = exactBody(m_data);
    addFormType();
}

} // namespace

bool isCurlCommand(std::string_view text)
{
    const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n$"), text.size());
    text.remove_prefix(begin);
    return text.starts_with("curl ") || text.starts_with("curl\t") ||
           text.starts_with("curl.exe ") || text.starts_with("curl \\");
}

Expected<CurlImport> importCurl(std::string_view command)
{
    command.remove_prefix(std::min(command.find_first_not_of(" \t\r\n$"), command.size()));
    auto words = splitShellWords(command);
    if (!words) {
        return tl::unexpected(words.error());
    }
    if (words->empty() || (words->front() != "curl" && words->front() != "curl.exe")) {
        return failure("This is no curl command");
    }
    return CurlImporter(*std::move(words)).read();
}

} // namespace gw::requests
