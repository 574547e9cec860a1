// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/transfer_result.h"

#include <curl/curl.h>
#include <functional>

// For .cpp files only: the door to libcurl.
namespace gw::requests {

// One request on a handle of libcurl. Thread: the runner's.
class CurlTransfer final {
public:
    using ProgressHandler = std::function<void(const Progress &)>;
    using SendingHandler = std::function<void(int localPort)>;
    using HeadHandler = std::function<void(const ResponseHead &head)>;
    using BodyHandler = std::function<void(std::string_view bytes)>;

    CurlTransfer(HttpRequest request, ProgressHandler onProgress);
    ~CurlTransfer();
    CurlTransfer(const CurlTransfer &) = delete;
    CurlTransfer &operator=(const CurlTransfer &) = delete;

    // Before prepare(); may be empty.
    void setSendingHandler(SendingHandler handler) { m_onSending = std::move(handler); }
    // Gets each head that is no interim one, before its body; may be empty.
    void setHeadHandler(HeadHandler handler) { m_onHead = std::move(handler); }
    // Gets each part of the body as it comes; may be empty.
    void setBodyHandler(BodyHandler handler) { m_onBody = std::move(handler); }
    // Sets the handle up. Fails for what libcurl does not take, such as a file that is missing.
    [[nodiscard]] Expected<void> prepare();
    [[nodiscard]] const TransferOptions &options() const { return m_request.options; }
    [[nodiscard]] CURL *handle() { return m_handle; }
    // What came of it; the handle is of no use afterwards.
    [[nodiscard]] TransferResult finish(CURLcode code);
    [[nodiscard]] TransferResult finishCancelled();
    [[nodiscard]] TransferResult finishRefused(Error error);

private:
    [[nodiscard]] Expected<void> setBody();
    [[nodiscard]] Expected<void> setFileBody(const FileBody &body);
    void setParts(const std::vector<FormPart> &parts);
    void setHeaders();
    void setMethod();
    void setCallbacks();
    // How far it was when; libcurl adds up those of all requests that one transfer makes.
    struct Marks {
        std::int64_t queue = 0;
        std::int64_t dns = 0;
        std::int64_t connect = 0;
        std::int64_t tls = 0;
        std::int64_t ready = 0;
        std::int64_t sent = 0;
        std::int64_t first = 0; // byte of the answer
    };

    void readFacts();
    [[nodiscard]] Marks marks() const;
    void readTimings();
    void readCertificates();
    void readCookies();
    void noteText(std::string_view text);
    void takeHeaderLine(std::string_view line);
    [[nodiscard]] Error failureOf(CURLcode code) const;

    static std::size_t onBody(char *bytes, std::size_t, std::size_t count, void *self);
    static std::size_t onHeader(char *bytes, std::size_t, std::size_t count, void *self);
    static std::size_t onRead(char *bytes, std::size_t size, std::size_t count, void *self);
    static int onSeek(void *self, curl_off_t offset, int origin);
    static int onDebug(CURL *, curl_infotype type, char *text, std::size_t size, void *self);
    static int onSending(void *self, char *, char *, int, int localPort);
    static int onProgress(void *self, curl_off_t expected, curl_off_t received, curl_off_t,
                          curl_off_t sent);

    HttpRequest m_request;
    ProgressHandler m_onProgress;
    SendingHandler m_onSending;
    HeadHandler m_onHead;
    std::size_t m_toldHeads = 0; // behind a body come the lines of its trailer
    BodyHandler m_onBody;
    CURL *m_handle;
    curl_slist *m_headers = nullptr;
    curl_mime *m_mime = nullptr;
    std::FILE *m_file = nullptr;
    std::vector<curl_slist *> m_lists;
    std::shared_ptr<ResponseBody> m_body;
    std::optional<Error> m_bodyError;
    TransferResult m_result;
    Marks m_answered; // at the last head that is no interim one
    Marks m_before;   // that of the requests before the last
    char m_message[CURL_ERROR_SIZE] = {};
};

// Sets what TransferOptions ask for; lists that libcurl keeps go to `kept`.
[[nodiscard]] Expected<void> applyOptions(CURL *handle, const TransferOptions &options,
                                          std::vector<curl_slist *> &kept);

} // namespace gw::requests
