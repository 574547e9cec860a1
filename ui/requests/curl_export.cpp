// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/code_export.h"
#include "requests/shell_words.h"

#include <QByteArray>

#include <algorithm>

namespace gw::requests {

namespace {

// A path behind "@" of --form, where "," and ";" have a meaning.
std::string formPath(const std::string &path)
{
    if (path.find_first_of(",;\"") == std::string::npos) {
        return path;
    }
    std::string text = "\"";
    for (const char letter : path) {
        text +=
            letter == '"' || letter == '\\' ? std::string("\\") + letter : std::string(1, letter);
    }
    return text + "\"";
}

class CurlWriter final {
public:
    explicit CurlWriter(const HttpRequest &request)
        : m_request(request)
    {
    }

    std::string write();
    // The options that are not about method, URL, headers and body.
    std::vector<std::string> transferOptions();

private:
    void add(std::string_view option) { m_arguments.emplace_back(option); }
    void add(std::string_view option, const std::string &value)
    {
        m_arguments.push_back(std::string(option) + " " + shellQuoted(value));
    }
    void addIf(bool isOn, std::string_view option)
    {
        if (isOn) {
            add(option);
        }
    }
    void addText(const std::string &value, std::string_view option)
    {
        if (!value.empty()) {
            add(option, value);
        }
    }
    // A body and --head exclude each other.
    [[nodiscard]] bool isWithoutBody() const
    {
        return m_request.method == "HEAD" &&
               !std::holds_alternative<std::monostate>(m_request.body);
    }
    void method();
    void headers();
    void body();
    void credentials();
    void route();
    void proxy();
    void limits();
    void tls();

    const HttpRequest &m_request;
    std::vector<std::string> m_arguments;
    std::string m_notes;
};

std::string CurlWriter::write()
{
    method();
    if (m_request.url.find_first_of("[]{}") != std::string::npos) {
        m_arguments.emplace_back("--globoff"); // else curl takes them for a pattern
    }
    add("--url", m_request.url);
    headers();
    if (!isWithoutBody()) {
        body();
    }
    if (m_request.cookieText.find('=') != std::string::npos) {
        add("--cookie", m_request.cookieText);
    } else if (!m_request.cookieText.empty()) {
        add("--header", "Cookie: " + m_request.cookieText); // not a file's name
    }
    transferOptions();
    std::string text = "curl";
    for (const std::string &argument : m_arguments) {
        text += " \\\n  " + argument;
    }
    if (isWithoutBody()) {
        m_notes += notExpressed("the body, which curl does not send with HEAD", "#");
    }
    return text + "\n" + m_notes;
}

std::vector<std::string> CurlWriter::transferOptions()
{
    credentials();
    tls();
    route();
    limits();
    return m_arguments;
}

void CurlWriter::method()
{
    const bool hasBody = !std::holds_alternative<std::monostate>(m_request.body);
    if (m_request.method == "HEAD") {
        add("--head");
    } else if (m_request.method != (hasBody ? "POST" : "GET")) {
        add("--request", m_request.method);
    }
}

void CurlWriter::headers()
{
    for (const auto &[name, value] : m_request.headers) {
        add("--header", value.empty() ? name + ";" : name + ": " + value);
    }
    const bool isData = std::holds_alternative<std::string>(m_request.body) ||
                        std::holds_alternative<FileBody>(m_request.body);
    if (isData && !isWithoutBody() && !hasHeader(m_request.headers, "Content-Type")) {
        add("--header", "Content-Type:"); // curl would send that of a form
    }
}

void CurlWriter::body()
{
    if (const auto *text = std::get_if<std::string>(&m_request.body)) {
        m_arguments.push_back(fitsIntoAWord(*text)
                                  ? "--data-raw " + shellQuoted(*text)
                                  : "--data-binary @<(" + printfCommand(*text) + ")");
    } else if (const auto *file = std::get_if<FileBody>(&m_request.body)) {
        add("--data-binary", "@" + file->path);
    } else if (const auto *parts = std::get_if<std::vector<FormPart>>(&m_request.body)) {
        for (const FormPart &part : *parts) {
            if (part.name.find('=') != std::string::npos) { // there curl ends the name
                m_notes += notExpressed("the part " + shellQuoted(part.name), "#");
            } else if (part.isFile) {
                add("--form", part.name + "=@" + formPath(part.content) +
                                  (part.contentType.empty() ? "" : ";type=" + part.contentType));
            } else {
                add("--form-string", part.name + "=" + part.content);
            }
        }
    }
}

void CurlWriter::credentials()
{
    const TransferOptions &options = m_request.options;
    // Without a colon curl asks for the password.
    const bool hasColon = options.user.find(':') != std::string::npos;
    addText(options.user.empty() || hasColon ? options.user : options.user + ":", "--user");
    addIf(options.authScheme == AuthScheme::Digest, "--digest");
    addIf(options.authScheme == AuthScheme::Ntlm, "--ntlm");
    addIf(options.authScheme == AuthScheme::Negotiate, "--negotiate");
    addIf(options.authScheme == AuthScheme::Any, "--anyauth");
    addText(options.awsSigV4, "--aws-sigv4");
    addIf(options.useNetrc && options.netrcFile.empty(), "--netrc");
    addIf(options.isNetrcOptional, "--netrc-optional");
    addText(options.netrcFile, "--netrc-file");
}

void CurlWriter::tls()
{
    const TransferOptions &options = m_request.options;
    addIf(!options.verifyTls, "--insecure");
    addText(options.caFile, "--cacert");
    addText(options.caFolder, "--capath");
    addText(options.clientCertificate, "--cert");
    addText(options.certificateType, "--cert-type");
    addText(options.clientKey, "--key");
    addText(options.keyType, "--key-type");
    addText(options.keyPassword, "--pass");
    addText(options.ciphers, "--ciphers");
    addText(options.tls13Ciphers, "--tls13-ciphers");
    addText(options.pinnedKey, "--pinnedpubkey");
    static constexpr const char *kVersions[] = {"", "1.0", "1.1", "1.2", "1.3"};
    const std::string least = kVersions[static_cast<std::size_t>(options.leastTls)];
    addIf(!least.empty(), "--tlsv" + least);
    addText(kVersions[static_cast<std::size_t>(options.mostTls)], "--tls-max");
}

void CurlWriter::route()
{
    const TransferOptions &options = m_request.options;
    static constexpr std::string_view kVersions[] = {
        "", "--http1.0", "--http1.1", "--http2", "--http2-prior-knowledge", "--http3"};
    addIf(options.httpVersion != HttpVersion::Any,
          kVersions[static_cast<std::size_t>(options.httpVersion)]);
    addIf(options.addressFamily == AddressFamily::V4, "--ipv4");
    addIf(options.addressFamily == AddressFamily::V6, "--ipv6");
    proxy();
    for (const std::string &entry : options.resolve) {
        add("--resolve", entry);
    }
    for (const std::string &entry : options.connectTo) {
        add("--connect-to", entry);
    }
    addText(options.unixSocket, "--unix-socket");
    addText(options.interface, "--interface");
}

void CurlWriter::proxy()
{
    const TransferOptions &options = m_request.options;
    addText(options.proxy, "--proxy");
    addText(options.noProxy, "--noproxy");
    addText(options.preProxy, "--preproxy");
    // Without a colon curl asks for the password.
    const bool hasColon = options.proxyUser.find(':') != std::string::npos;
    addText(options.proxyUser.empty() || hasColon ? options.proxyUser : options.proxyUser + ":",
            "--proxy-user");
    addIf(options.tunnelsProxy, "--proxytunnel");
    for (const auto &[name, value] : options.proxyHeaders) {
        add("--proxy-header", value.empty() ? name + ";" : name + ": " + value);
    }
    addIf(!options.verifyProxyTls, "--proxy-insecure");
    addText(options.proxyCaFile, "--proxy-cacert");
}

void CurlWriter::limits()
{
    const TransferOptions &options = m_request.options;
    const TransferOptions usual;
    const auto seconds = [](std::chrono::milliseconds duration) {
        return QByteArray::number(static_cast<double>(duration.count()) / 1000).toStdString();
    };
    addIf(options.followRedirects && !options.sendCredentialsToOtherHosts, "--location");
    addIf(options.sendCredentialsToOtherHosts, "--location-trusted");
    addText(options.maxRedirects == usual.maxRedirects ? "" : std::to_string(options.maxRedirects),
            "--max-redirs");
    addIf(options.keepsPost301, "--post301");
    addIf(options.keepsPost302, "--post302");
    addIf(options.keepsPost303, "--post303");
    addIf(options.keepPath, "--path-as-is");
    addText(options.requestTarget, "--request-target");
    addIf(options.isCompressed, "--compressed");
    addText(options.connectTimeout == usual.connectTimeout ? "" : seconds(options.connectTimeout),
            "--connect-timeout");
    addText(options.timeout.count() == 0 ? "" : seconds(options.timeout), "--max-time");
    addText(options.bytesPerSecond == 0 ? "" : std::to_string(options.bytesPerSecond),
            "--limit-rate");
    addText(options.maxBodyBytes == 0 ? "" : std::to_string(options.maxBodyBytes),
            "--max-filesize");
}

} // namespace

std::string exportCurl(const HttpRequest &request)
{
    const HttpRequest sent = withAnnouncedBody(request);
    return CurlWriter(sent).write();
}

namespace {

// Nothing that ends a comment, in any of the languages: JavaScript's lines end at U+2028 too.
std::string oneLine(std::string text)
{
    for (const std::string_view end : {"\xE2\x80\xA8", "\xE2\x80\xA9", "\xC2\x85"}) {
        for (std::size_t at = text.find(end); at != std::string::npos; at = text.find(end, at)) {
            text.replace(at, end.size(), " ");
        }
    }
    std::ranges::replace_if(
        text, [](char letter) { return static_cast<unsigned char>(letter) < 0x20; }, ' ');
    return text;
}

} // namespace

std::string notExpressed(const TransferOptions &rest, std::string_view mark)
{
    HttpRequest request;
    request.options = rest;
    std::string text;
    for (std::string &option : CurlWriter(request).transferOptions()) {
        text += notExpressed(option, mark);
    }
    return text;
}

std::string notExpressed(const std::string &what, std::string_view mark)
{
    return std::string(mark) + " not expressed here: " + oneLine(what) + "\n";
}

} // namespace gw::requests
