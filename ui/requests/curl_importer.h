// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/curl_form.h"
#include "requests/curl_import.h"
#include "requests/curl_option_table.h"
#include "requests/http_request.h"

namespace gw::requests {

// Reads the words of one command from the second on.
class CurlImporter final {
public:
    explicit CurlImporter(std::vector<std::string> words)
        : m_words(std::move(words))
    {
    }

    // Up to --next.
    Expected<CurlImport> read();
    // The words of the next request, as the constructor takes them; empty when there is none.
    std::vector<std::string> takeRest();

private:
    Expected<void> readWord(const std::string &word);
    Expected<void> readLong(std::string_view name);
    Expected<void> readShort(std::string_view letters);
    Expected<std::string> nextWord(const std::string &option);
    void apply(const CurlOption &option, const std::string &shown, const std::string &value);
    bool applyData(const CurlOption &option, const std::string &value);
    bool applyHeader(const CurlOption &option, const std::string &value);
    bool applyTransfer(const CurlOption &option, const std::string &shown,
                       const std::string &value);
    void addData(std::string data);
    void addHeader(const std::string &text);
    void addProxyHeader(const std::string &text);
    void addUrlQuery(const std::string &text);
    void addOption(std::string_view name, const std::string &value);
    void addBytes(std::string_view name, const std::string &value);
    void addCertificate(const std::string &value);
    void setNamed(std::string_view name, const std::string &value);
    void takeBack(const CurlOption &option, const std::string &shown);
    void setUser(const std::string &user);
    void note(const std::string &text) { m_import.notes.push_back(text); }
    bool hasHeader(std::string_view name) const;
    void addFormType();
    void finishMethod();
    void finishHeaders();
    void finishUrl();
    void finishBody();
    void finishFile();

    std::vector<std::string> m_words;
    std::size_t m_at = 1;
    CurlImport m_import;
    CurlUrl m_url;
    std::vector<std::string> m_urlQuery; // of --url-query
    std::vector<Header> m_named;         // headers of options, the last of each counts
    std::string m_cookies;
    std::string m_method;
    std::string m_data;
    std::string m_file;     // of the body
    bool m_isEnded = false; // by --next
    bool m_hasData = false;
    bool m_isQuery = false;
    bool m_isHead = false;
    bool m_isJson = false;
    bool m_isUpload = false;
    bool m_isWithoutType = false; // -H 'Content-Type:'
    bool m_hasScheme = false;     // of authentication other than basic
    std::string m_user;
};

} // namespace gw::requests
