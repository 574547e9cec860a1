// SPDX-License-Identifier: GPL-3.0-or-later
// What the options of a command come to in the request.
#include "base/ascii.h"
#include "requests/curl_body.h"
#include "requests/curl_importer.h"
#include "requests/template_text.h"
#include "requests/words.h"

#include <QByteArray>

#include <algorithm>
#include <iterator>

namespace gw::requests {

namespace {

constexpr std::string_view kType = "Content-Type";
constexpr const char *kFormType = "application/x-www-form-urlencoded";

} // namespace

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
        note(said(Words::tr("%1: the file is not read"), {"-H " + text}));
        return;
    }
    const std::size_t mark = std::min(text.find(':'), text.find_last_not_of(" \t"));
    if (mark == std::string::npos || mark == 0 || (text[mark] != ':' && text[mark] != ';')) {
        note(said(Words::tr("-H %1: no header"), {text}));
        return;
    }
    const std::size_t begin = std::min(text.find_first_not_of(" \t", mark + 1), text.size());
    const std::string value = text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
    if (text[mark] == ':' && value.empty() && equalIgnoringCase(text.substr(0, mark), kType)) {
        m_isWithoutType = true; // as requests are that do not name one
        return;
    }
    if (text[mark] == ':' && value.empty()) {
        note(said(Words::tr("-H '%1': takes away a header that curl sends by itself"), {text}));
        return;
    }
    m_import.request.headers.push_back({.name = spellName(text.substr(0, mark), Braces::Letters),
                                        .value = spellValue(value, Braces::Letters)});
}

void CurlImporter::addProxyHeader(const std::string &text)
{
    if (isFileArgument(text)) {
        note(said(Words::tr("%1: the file is not read"), {"--proxy-header " + text}));
        return;
    }
    const std::size_t colon = text.find(':');
    const bool isEmpty = colon == std::string::npos && text.ends_with(';'); // "Name;"
    if (!isEmpty &&
        text.find_first_not_of(" \t", std::min(colon, text.size() - 1) + 1) == std::string::npos) {
        note(said(Words::tr("--proxy-header %1: no header with a value"), {text}));
        return;
    }
    addOption("proxy-header", isEmpty ? text.substr(0, text.size() - 1) + ":" : text);
}

void CurlImporter::setNamed(std::string_view name, const std::string &value)
{
    const auto known = std::ranges::find(m_named, name, &Header::first);
    if (known == m_named.end()) {
        m_named.emplace_back(name, value);
    } else {
        known->second = value;
    }
}

void CurlImporter::addOption(std::string_view name, const std::string &value)
{
    sectionOf(m_import.request.sections, SectionKind::Options)
        .lines.push_back({.name = std::string(name), .value = spellValue(value, Braces::Letters)});
}

void CurlImporter::addUrlQuery(const std::string &text)
{
    if (text.starts_with('+')) {
        m_urlQuery.push_back(text.substr(1));
    } else if (auto encoded = urlEncodedData(text)) {
        m_urlQuery.push_back(*std::move(encoded));
    } else {
        note(said(Words::tr("%1: the file is not read"), {"--url-query " + text}));
    }
}

// Counted in 1024s.
void CurlImporter::addBytes(std::string_view name, const std::string &value)
{
    constexpr std::string_view kUnits = "BKMGTP";
    const std::size_t end = std::min(value.find_first_not_of("0123456789"), value.size());
    const std::size_t unit = end == value.size() ? 0 : kUnits.find(upperAscii(value[end]));
    if (end == 0 || unit == std::string_view::npos) {
        note(said(Words::tr("--%1 %2: no number of bytes"), {name, value}));
        return;
    }
    const qulonglong number = QByteArray::fromStdString(value.substr(0, end)).toULongLong();
    addOption(name, std::to_string(number << (10 * unit)));
}

// "file:password"
void CurlImporter::addCertificate(const std::string &value)
{
    std::string file;
    std::size_t at = 0;
    for (; at < value.size() && value[at] != ':'; ++at) {
        const bool isEscape = value[at] == '\\' && at + 1 < value.size() && value[at + 1] == ':';
        at += isEscape ? 1 : 0;
        file += value[at];
    }
    addOption("cert", file);
    if (at + 1 < value.size()) {
        addOption("pass", value.substr(at + 1));
    }
}

void CurlImporter::setUser(const std::string &user)
{
    if (user.empty()) {
        return;
    }
    if (user.find(':') == std::string::npos) {
        note(said(Words::tr("-u %1: curl asks for the password, here there is none"), {user}));
    }
    if (m_hasScheme) {
        addOption("user", user);
        return;
    }
    sectionOf(m_import.request.sections, SectionKind::BasicAuth)
        .lines.push_back(pairLine(user, ':'));
}

void CurlImporter::finishMethod()
{
    Request &request = m_import.request;
    if (!m_method.empty()) {
        request.method = upperAscii(m_method);
        if (request.method != m_method) {
            note(said(Words::tr("The method %1 is sent as %2"), {m_method, request.method}));
        }
    } else if (m_isHead) {
        request.method = "HEAD";
    } else {
        const bool hasBody =
            m_hasData || findSection(request.sections, SectionKind::Multipart) != nullptr;
        request.method = m_isUpload ? "PUT" : hasBody && !m_isQuery ? "POST" : "GET";
    }
}

// Headers of -H go before those that an option makes.
void CurlImporter::finishHeaders()
{
    for (const auto &[name, value] : m_named) {
        if (!hasHeader(name)) {
            addHeader(name + ": " + value);
        }
    }
    std::vector<Line> cookies = cookieLines(m_cookies);
    if (hasHeader("Cookie") || cookies.empty()) {
        return;
    }
    if (std::ranges::any_of(cookies, [](const Line &line) { return line.separator.empty(); })) {
        addHeader("Cookie: " + m_cookies); // one without a value
        return;
    }
    sectionOf(m_import.request.sections, SectionKind::Cookies).lines = std::move(cookies);
}

void CurlImporter::finishUrl()
{
    Request &request = m_import.request;
    std::vector<Line> lines;
    for (const std::string &piece : m_urlQuery) {
        std::vector<Line> pair = formLines(piece);
        std::ranges::move(pair, std::back_inserter(lines));
    }
    if (lines.size() == m_urlQuery.size() && !lines.empty()) {
        sectionOf(request.sections, SectionKind::Query).lines = std::move(lines);
        m_urlQuery.clear();
    }
    if (m_isQuery && m_hasData) {
        m_url.query.push_back(m_data);
    }
    std::ranges::move(m_urlQuery, std::back_inserter(m_url.query));
    request.url = spellValue(m_url.text(m_import.notes), Braces::Letters);
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
        note(said(Words::tr("The text '%1' beside the file %2 is left out"), {m_data, m_file}));
    }
    if (m_file == "-" || m_file == ".") {
        note(said(Words::tr("The standard input cannot be the body")));
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
            const bool isRemoved = m_isWithoutType && equalIgnoringCase(name, kType);
            if (!hasHeader(name) && !isRemoved) {
                addHeader(std::string(name) + ": application/json");
            }
        }
    }
    const bool isMultipart = std::ranges::any_of(request.sections, [](const Section &section) {
        return section.kind == SectionKind::Multipart;
    });
    if (isMultipart && m_isWithoutType) {
        note(said(Words::tr("-H 'Content-Type:': a form always names its type")));
    }
    if (m_isQuery) {
        return; // the data goes into the URL
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

} // namespace gw::requests
