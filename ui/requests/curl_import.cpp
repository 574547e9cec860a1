// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/curl_import.h"

#include "requests/curl_body.h"
#include "requests/curl_form.h"
#include "requests/curl_importer.h"
#include "requests/curl_option_table.h"
#include "requests/shell_words.h"
#include "requests/words.h"

#include <QByteArray>

#include <algorithm>
#include <cmath>

namespace gw::requests {

namespace {

// Of authentication; basic has a section of its own.
bool isScheme(std::string_view option)
{
    return option == "digest" || option == "ntlm" || option == "negotiate" || option == "anyauth";
}

} // namespace

Expected<CurlImport> CurlImporter::read()
{
    m_import.request.method.clear();
    while (m_at < m_words.size() && !m_isEnded) {
        const std::string word = m_words[m_at++];
        if (auto read = readWord(word); !read) {
            return tl::unexpected(read.error());
        }
    }
    if (m_url.given.empty()) {
        return failure(said(Words::tr("The command has no URL")));
    }
    setUser(m_user);
    finishHeaders();
    finishBody();
    finishUrl();
    finishMethod();
    return std::move(m_import);
}

std::vector<std::string> CurlImporter::takeRest()
{
    if (!m_isEnded) {
        return {};
    }
    m_words.erase(m_words.begin() + 1, m_words.begin() + static_cast<std::ptrdiff_t>(m_at));
    return std::move(m_words);
}

Expected<void> CurlImporter::readWord(const std::string &word)
{
    if (word.starts_with("--") && word.size() > 2) {
        return readLong(std::string_view(word).substr(2));
    }
    if (word.starts_with('-') && word.size() > 1) {
        return readShort(std::string_view(word).substr(1));
    }
    if (!m_url.given.empty()) {
        note(said(Words::tr("A second URL: %1"), {word}));
        return {};
    }
    m_url.given = word;
    return {};
}

Expected<std::string> CurlImporter::nextWord(const std::string &option)
{
    if (m_at >= m_words.size()) {
        return failure(said(Words::tr("The option %1 needs a value"), {option}));
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
            takeBack(*option, shown);
            return {};
        }
        option = nullptr;
    }
    if (option == nullptr) {
        note(said(Words::tr("%1: unknown"), {shown}));
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
            note(said(Words::tr("%1: unknown"), {shown}));
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

// --no-location and the like.
void CurlImporter::takeBack(const CurlOption &option, const std::string &shown)
{
    if (option.meaning == CurlMeaning::Flag) {
        std::vector<Section> &sections = m_import.request.sections;
        std::size_t count = 0;
        for (Section &section : sections) {
            count += section.kind != SectionKind::Options
                         ? 0
                         : std::erase_if(section.lines, [&option](const Line &line) {
                               return line.name == option.detail;
                           });
        }
        std::erase_if(sections, [](const Section &section) { return section.lines.empty(); });
        if (count > 0) {
            return;
        }
    }
    m_isQuery &= option.meaning != CurlMeaning::AsQuery;
    m_isHead &= option.meaning != CurlMeaning::Head;
    m_url.hasPatterns |= option.meaning == CurlMeaning::NoPatterns;
    note(said(Words::tr("%1: it is off unless it is turned on"), {shown}));
}

void CurlImporter::apply(const CurlOption &option, const std::string &shown,
                         const std::string &value)
{
    if (applyData(option, value) || applyHeader(option, value) ||
        applyTransfer(option, shown, value)) {
        return;
    }
    switch (option.meaning) {
    case CurlMeaning::Method:
        m_method = value;
        break;
    case CurlMeaning::Url:
        static_cast<void>(readWord(value));
        break;
    case CurlMeaning::UrlQuery:
        addUrlQuery(value);
        break;
    case CurlMeaning::NoPatterns:
        m_url.hasPatterns = false;
        break;
    case CurlMeaning::AsQuery:
        m_isQuery = true;
        break;
    case CurlMeaning::Head:
        m_isHead = true;
        break;
    case CurlMeaning::User:
        m_user = value;
        break;
    case CurlMeaning::Next:
        m_isEnded = true;
        break;
    default:
        note(shown + ": " + said(Words::tr(option.detail.data())));
    }
}

// What goes to [Options].
bool CurlImporter::applyTransfer(const CurlOption &option, const std::string &shown,
                                 const std::string &value)
{
    switch (option.meaning) {
    case CurlMeaning::Flag:
        m_hasScheme |= isScheme(option.detail);
        addOption(option.detail, "true");
        return true;
    case CurlMeaning::Option:
        m_hasScheme |= option.detail == "aws-sigv4";
        addOption(option.detail, value);
        return true;
    case CurlMeaning::SavedFile:
        if (value == "-" || value == "/dev/null") {
            note(said(Words::tr("%1: about what curl prints"), {shown + " " + value}));
        } else {
            addOption("output", value);
        }
        return true;
    case CurlMeaning::Bytes:
        addBytes(option.detail, value);
        return true;
    case CurlMeaning::Certificate:
        addCertificate(value);
        return true;
    case CurlMeaning::Seconds:
        addOption(option.detail,
                  std::to_string(std::lround(QByteArray::fromStdString(value).toDouble() * 1000)) +
                      "ms");
        return true;
    case CurlMeaning::Proxy:
        if (value.empty()) {
            note(said(Words::tr("%1 '': there is no proxy unless one is given"), {shown}));
        } else {
            addOption("proxy", value.find("://") == std::string::npos
                                   ? std::string(option.detail) + value
                                   : value);
        }
        return true;
    case CurlMeaning::ProxyUser:
        if (value.find(':') == std::string::npos) {
            note(said(Words::tr("-U %1: curl asks for the password, here there is none"), {value}));
        }
        addOption("proxy-user", value);
        return true;
    case CurlMeaning::ProxyHeader:
        addProxyHeader(value);
        return true;
    default:
        return false;
    }
}

bool CurlImporter::applyHeader(const CurlOption &option, const std::string &value)
{
    switch (option.meaning) {
    case CurlMeaning::HeaderField:
        addHeader(value);
        return true;
    case CurlMeaning::HeaderValue:
        setNamed(option.detail, value);
        return true;
    case CurlMeaning::Referer:
        if (value.ends_with(";auto")) {
            note(said(Words::tr("-e ;auto: redirects get no Referer of their own")));
        }
        setNamed("Referer", value.substr(0, value.size() - (value.ends_with(";auto") ? 5 : 0)));
        return true;
    case CurlMeaning::Bearer:
        setNamed("Authorization", "Bearer " + value);
        return true;
    case CurlMeaning::Range:
        setNamed("Range", "bytes=" + value);
        return true;
    case CurlMeaning::Cookie:
        if (value.find('=') == std::string::npos) {
            note(said(Words::tr("-b %1: the file with cookies is not read"), {value}));
        } else {
            m_cookies += (m_cookies.empty() ? "" : "; ") + value;
        }
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
            if (!m_file.empty()) {
                note(said(Words::tr("Only one file can be the body; %1 is left out"), {m_file}));
            }
            m_file = value.substr(1);
            if (option.meaning == CurlMeaning::DataText) {
                note(said(Words::tr("-d @%1: the file is sent as it is, with its line ends"),
                          {m_file}));
            }
            return true;
        }
        addData(value);
        return true;
    case CurlMeaning::DataRaw:
        addData(value);
        return true;
    case CurlMeaning::DataEncoded:
        if (auto encoded = urlEncodedData(value)) {
            addData(*std::move(encoded));
        } else {
            note(said(Words::tr("%1: the file is not read"), {"--data-urlencode " + value}));
        }
        return true;
    case CurlMeaning::FormPart:
        if (auto line = curlFormLine(value, m_import.notes)) {
            sectionOf(m_import.request.sections, SectionKind::Multipart)
                .lines.push_back(*std::move(line));
        }
        return true;
    case CurlMeaning::FormText: {
        Line line = pairLine(value, '=');
        line.value = partText(value.substr(std::min(value.find('='), value.size() - 1) + 1));
        sectionOf(m_import.request.sections, SectionKind::Multipart).lines.push_back(line);
        return true;
    }
    case CurlMeaning::Upload:
        m_isUpload = true;
        m_hasData = true;
        m_file = value;
        m_url.upload = value == "-" || value == "." ? "" : value;
        return true;
    default:
        return false;
    }
}

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
        return failure(said(Words::tr("This is no curl command")));
    }
    std::optional<CurlImport> whole;
    while (!words->empty()) {
        CurlImporter importer(*std::move(words));
        auto import = importer.read();
        if (!import) {
            return import;
        }
        *words = importer.takeRest();
        if (!whole) {
            whole = *std::move(import);
            continue;
        }
        import->request.around.before = "\n";
        whole->further.push_back(std::move(import->request));
        for (std::string &note : import->notes) {
            if (std::ranges::find(whole->notes, note) == whole->notes.end()) {
                whole->notes.push_back(std::move(note));
            }
        }
    }
    return *std::move(whole);
}

} // namespace gw::requests
