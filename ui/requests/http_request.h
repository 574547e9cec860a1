// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ascii.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace gw::requests {

using Header = std::pair<std::string, std::string>;

[[nodiscard]] inline bool hasHeader(const std::vector<Header> &headers, std::string_view name)
{
    return std::ranges::any_of(
        headers, [name](const Header &header) { return equalIgnoringCase(header.first, name); });
}

struct FileBody {
    std::string path; // streamed while it is sent
};

struct FormPart {
    std::string name;
    std::string content;     // the bytes, or with isFile the path
    std::string fileName;    // as the server is told
    std::string contentType; // empty: by the file's name
    bool isFile = false;
};

// Nothing, bytes, a file, or the parts of multipart/form-data.
using RequestBody = std::variant<std::monostate, std::string, FileBody, std::vector<FormPart>>;

enum class HttpVersion : std::uint8_t { Any, Http10, Http11, Http2, Http2PriorKnowledge, Http3 };
enum class AddressFamily : std::uint8_t { Any, V4, V6 };
enum class TlsVersion : std::uint8_t { Any, V10, V11, V12, V13 };
enum class AuthScheme : std::uint8_t { Basic, Digest, Ntlm, Negotiate, Any };

// How a request is sent: what curl's options of the same names do.
struct TransferOptions {
    bool followRedirects = false;
    bool sendCredentialsToOtherHosts = false; // location-trusted
    int maxRedirects = 50;                    // -1: no limit
    // A redirect with this status leaves a POST one: post301, post302, post303.
    bool keepsPost301 = false;
    bool keepsPost302 = false;
    bool keepsPost303 = false;
    bool keepPath = false;     // path-as-is
    std::string requestTarget; // sent in place of the URL's path and query
    bool isCompressed = false;
    bool verifyTls = true;
    std::string caFile;
    std::string caFolder; // capath
    std::string clientCertificate;
    std::string certificateType; // PEM, DER or P12; empty: PEM
    std::string clientKey;
    std::string keyType;     // PEM or DER; empty: PEM
    std::string keyPassword; // pass
    std::string ciphers;     // up to TLS 1.2
    std::string tls13Ciphers;
    std::string pinnedKey;
    TlsVersion leastTls = TlsVersion::Any; // tlsv1.x
    TlsVersion mostTls = TlsVersion::Any;  // tls-max
    HttpVersion httpVersion = HttpVersion::Any;
    AddressFamily addressFamily = AddressFamily::Any;
    std::string proxy;                // empty: none, whatever the environment says
    std::string noProxy;              // hosts that are asked directly
    std::string proxyUser;            // "name:password"
    std::vector<Header> proxyHeaders; // an empty value sends "Name:" without one
    bool tunnelsProxy = false;        // by CONNECT for http:// too: proxytunnel
    bool verifyProxyTls = true;
    std::string proxyCaFile;
    std::string preProxy;               // one of SOCKS, before the proxy
    std::vector<std::string> resolve;   // "host:port:address"
    std::vector<std::string> connectTo; // "host:port:other:port"
    std::string unixSocket;
    std::string interface; // its name, or an address of this machine
    std::string user;      // "name:password"
    AuthScheme authScheme = AuthScheme::Basic;
    std::string awsSigV4; // "aws:amz:region:service"
    std::string netrcFile;
    bool useNetrc = false;
    bool isNetrcOptional = false;
    std::chrono::milliseconds connectTimeout = std::chrono::seconds(30);
    std::chrono::milliseconds timeout{0};                   // 0: none
    std::int64_t bytesPerSecond = 0;                        // 0: no limit
    std::uint64_t maxBodyBytes = 0;                         // of the response; 0: no limit
    std::uint64_t memoryBodyBytes = std::uint64_t{8} << 20; // above that, the body goes to a file
};

// Methods that announce an empty body (Content-Length: 0) rather than none.
[[nodiscard]] inline bool wantsBody(std::string_view method)
{
    return method == "POST" || method == "PUT" || method == "PATCH";
}

// What goes out, with every variable resolved.
struct HttpRequest {
    std::string method = "GET";
    std::string url;
    std::vector<Header> headers; // in order; an empty value sends "Name:" without one
    RequestBody body;
    std::string cookieText;           // "a=1; b=2", beside what the jar has
    std::vector<std::string> cookies; // the jar: lines as TransferResult has them
    TransferOptions options;
};

} // namespace gw::requests
