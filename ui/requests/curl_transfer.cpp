// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/curl_transfer.h"

#include "base/ascii.h"
#include "requests/words.h"

#include <algorithm>
#include <filesystem>

namespace gw::requests {

namespace {

constexpr const char *kUserAgent = "gatewright/" GATEWRIGHT_VERSION;

// A pipe or a device, whose reading may never end. What is not there is no stream.
bool isStream(const std::string &path)
{
    std::error_code error;
    const auto type = std::filesystem::status(path, error).type();
    return type != std::filesystem::file_type::regular &&
           type != std::filesystem::file_type::not_found &&
           type != std::filesystem::file_type::none;
}

bool hasNoLineBreak(const Header &header)
{
    return header.first.find_first_of("\r\n") == std::string::npos &&
           header.second.find_first_of("\r\n") == std::string::npos;
}

} // namespace

CurlTransfer::CurlTransfer(HttpRequest request, ProgressHandler onProgress)
    : m_request(std::move(request))
    , m_onProgress(std::move(onProgress))
    , m_handle(curl_easy_init())
    , m_body(std::make_shared<ResponseBody>(m_request.options.memoryBodyBytes))
{
    m_result.startedAt = std::chrono::system_clock::now();
}

CurlTransfer::~CurlTransfer()
{
    curl_easy_cleanup(m_handle);
    curl_slist_free_all(m_headers);
    curl_mime_free(m_mime);
    for (curl_slist *list : m_lists) {
        curl_slist_free_all(list);
    }
    if (m_file != nullptr) {
        std::fclose(m_file);
    }
}

Expected<void> CurlTransfer::prepare()
{
    if (m_handle == nullptr) {
        return failure(said(Words::tr("libcurl has no memory left")));
    }
    if (!std::ranges::all_of(m_request.headers, &hasNoLineBreak) ||
        !std::ranges::all_of(m_request.options.proxyHeaders, &hasNoLineBreak)) {
        return failure(said(Words::tr("A header must not contain a line break")));
    }
    curl_easy_setopt(m_handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_handle, CURLOPT_ERRORBUFFER, m_message);
    curl_easy_setopt(m_handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(m_handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(m_handle, CURLOPT_DEFAULT_PROTOCOL, "http");
    if (curl_easy_setopt(m_handle, CURLOPT_URL, m_request.url.c_str()) != CURLE_OK) {
        return failure(said(Words::tr("The URL is too long")));
    }
    setCallbacks();
    setMethod();
    if (auto set = setBody(); !set) {
        return set;
    }
    setHeaders();
    curl_easy_setopt(m_handle, CURLOPT_COOKIEFILE, ""); // turns the jar on
    for (const std::string &cookie : m_request.cookies) {
        curl_easy_setopt(m_handle, CURLOPT_COOKIELIST, cookie.c_str());
    }
    if (!m_request.cookieText.empty()) {
        curl_easy_setopt(m_handle, CURLOPT_COOKIE, m_request.cookieText.c_str());
    }
    return applyOptions(m_handle, m_request.options, m_lists);
}

void CurlTransfer::setMethod()
{
    const bool isEmpty = std::holds_alternative<std::monostate>(m_request.body);
    if (m_request.method == "HEAD") {
        curl_easy_setopt(m_handle, CURLOPT_NOBODY, 1L);
    } else if (m_request.method == "GET" && isEmpty) {
        curl_easy_setopt(m_handle, CURLOPT_HTTPGET, 1L);
    } else if (m_request.method != "POST") {
        curl_easy_setopt(m_handle, CURLOPT_CUSTOMREQUEST, m_request.method.c_str());
    }
}

Expected<void> CurlTransfer::setBody()
{
    const bool isEmpty = std::holds_alternative<std::monostate>(m_request.body);
    if (m_request.method == "HEAD" && !isEmpty) {
        return failure(said(Words::tr("HEAD takes no body")), {},
                       said(Words::tr("Remove the body, or choose another method")));
    }
    if (const auto *file = std::get_if<FileBody>(&m_request.body)) {
        return setFileBody(*file);
    }
    if (const auto *parts = std::get_if<std::vector<FormPart>>(&m_request.body)) {
        for (const FormPart &part : *parts) {
            if (part.isFile && isStream(part.content)) {
                return failure(said(Words::tr("A part of the form is no plain file")),
                               part.content);
            }
        }
        setParts(*parts);
        return {};
    }
    const auto *text = std::get_if<std::string>(&m_request.body);
    if (text != nullptr || wantsBody(m_request.method)) {
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(text == nullptr ? 0 : text->size()));
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDS, text == nullptr ? "" : text->data());
    }
    return {};
}

Expected<void> CurlTransfer::setFileBody(const FileBody &body)
{
    if (isStream(body.path)) {
        return failure(said(Words::tr("The body's file is no plain file")), body.path,
                       said(Words::tr("Copy it to a file first")));
    }
    m_file = std::fopen(body.path.c_str(), "rbe");
    if (m_file == nullptr || std::fseek(m_file, 0, SEEK_END) != 0) {
        return failure(said(Words::tr("The body's file cannot be read")), body.path);
    }
    const long size = std::ftell(m_file);
    std::rewind(m_file);
    curl_easy_setopt(m_handle, CURLOPT_POST, 1L);
    curl_easy_setopt(m_handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(size));
    curl_easy_setopt(m_handle, CURLOPT_READFUNCTION, &CurlTransfer::onRead);
    curl_easy_setopt(m_handle, CURLOPT_READDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_SEEKFUNCTION, &CurlTransfer::onSeek);
    curl_easy_setopt(m_handle, CURLOPT_SEEKDATA, this);
    return {};
}

void CurlTransfer::setParts(const std::vector<FormPart> &parts)
{
    m_mime = curl_mime_init(m_handle);
    for (const FormPart &part : parts) {
        curl_mimepart *mimePart = curl_mime_addpart(m_mime);
        curl_mime_name(mimePart, part.name.c_str());
        if (part.isFile) {
            curl_mime_filedata(mimePart, part.content.c_str()); // missing: the transfer fails
        } else {
            curl_mime_data(mimePart, part.content.data(), part.content.size());
        }
        if (!part.fileName.empty()) {
            curl_mime_filename(mimePart, part.fileName.c_str());
        }
        if (!part.contentType.empty()) {
            curl_mime_type(mimePart, part.contentType.c_str());
        }
    }
    curl_easy_setopt(m_handle, CURLOPT_MIMEPOST, m_mime);
}

void CurlTransfer::setHeaders()
{
    for (const auto &[name, value] : m_request.headers) {
        const std::string line = value.empty() ? name + ";" : name + ": " + value;
        m_headers = curl_slist_append(m_headers, line.c_str());
    }
    // Nothing goes out that nobody asked for.
    if (!hasHeader(m_request.headers, "Content-Type") && m_mime == nullptr) {
        m_headers = curl_slist_append(m_headers, "Content-Type:");
    }
    if (!hasHeader(m_request.headers, "Expect")) {
        m_headers = curl_slist_append(m_headers, "Expect:");
    }
    curl_easy_setopt(m_handle, CURLOPT_HTTPHEADER, m_headers);
    curl_easy_setopt(m_handle, CURLOPT_USERAGENT, kUserAgent);
}

void CurlTransfer::setCallbacks()
{
    curl_easy_setopt(m_handle, CURLOPT_PRIVATE, this);
    curl_easy_setopt(m_handle, CURLOPT_WRITEFUNCTION, &CurlTransfer::onBody);
    curl_easy_setopt(m_handle, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_HEADERFUNCTION, &CurlTransfer::onHeader);
    curl_easy_setopt(m_handle, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(m_handle, CURLOPT_DEBUGFUNCTION, &CurlTransfer::onDebug);
    curl_easy_setopt(m_handle, CURLOPT_DEBUGDATA, this);
    if (m_onSending) {
        curl_easy_setopt(m_handle, CURLOPT_PREREQFUNCTION, &CurlTransfer::onSending);
        curl_easy_setopt(m_handle, CURLOPT_PREREQDATA, this);
    }
    if (m_onProgress) {
        curl_easy_setopt(m_handle, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(m_handle, CURLOPT_XFERINFOFUNCTION, &CurlTransfer::onProgress);
        curl_easy_setopt(m_handle, CURLOPT_XFERINFODATA, this);
    }
}

std::size_t CurlTransfer::onBody(char *bytes, std::size_t, std::size_t count, void *self)
{
    auto &transfer = *static_cast<CurlTransfer *>(self);
    const std::uint64_t limit = transfer.m_request.options.maxBodyBytes;
    if (limit > 0 && transfer.m_body->size() + count > limit) {
        transfer.m_bodyError =
            Error{said(Words::tr("The response is larger than %1 bytes"), {std::to_string(limit)}),
                  {},
                  said(Words::tr("Raise the limit in the options"))};
        return CURL_WRITEFUNC_ERROR;
    }
    if (auto kept = transfer.m_body->append({bytes, count}); !kept) {
        transfer.m_bodyError = kept.error();
        return CURL_WRITEFUNC_ERROR;
    }
    if (transfer.m_onBody) {
        transfer.m_onBody({bytes, count});
    }
    return count;
}

std::size_t CurlTransfer::onHeader(char *bytes, std::size_t, std::size_t count, void *self)
{
    static_cast<CurlTransfer *>(self)->takeHeaderLine({bytes, count});
    return count;
}

std::size_t CurlTransfer::onRead(char *bytes, std::size_t size, std::size_t count, void *self)
{
    std::FILE *file = static_cast<CurlTransfer *>(self)->m_file;
    const std::size_t read = std::fread(bytes, 1, size * count, file);
    return std::ferror(file) != 0 ? CURL_READFUNC_ABORT : read;
}

int CurlTransfer::onSeek(void *self, curl_off_t offset, int origin)
{
    return std::fseek(static_cast<CurlTransfer *>(self)->m_file, static_cast<long>(offset),
                      origin) == 0
               ? CURL_SEEKFUNC_OK
               : CURL_SEEKFUNC_FAIL;
}

int CurlTransfer::onSending(void *self, char *, char *, int, int localPort)
{
    static_cast<CurlTransfer *>(self)->m_onSending(localPort);
    return CURL_PREREQFUNC_OK;
}

int CurlTransfer::onProgress(void *self, curl_off_t expected, curl_off_t received, curl_off_t,
                             curl_off_t sent)
{
    static_cast<CurlTransfer *>(self)->m_onProgress({static_cast<std::uint64_t>(sent),
                                                     static_cast<std::uint64_t>(received),
                                                     static_cast<std::uint64_t>(expected)});
    return 0;
}

} // namespace gw::requests
