// SPDX-License-Identifier: GPL-3.0-or-later
// Requests as command lines of other tools, as Python, and as they go over the wire.
#include "requests/code_export.h"
#include "requests/json_value.h"
#include "requests/shell_words.h"

#include <QByteArrayView>
#include <QUrl>

#include <optional>
#include <utility>

namespace gw::requests {

namespace {

const std::string *textBody(const HttpRequest &request)
{
    return std::get_if<std::string>(&request.body);
}

bool hasData(const HttpRequest &request)
{
    return textBody(request) != nullptr || std::holds_alternative<FileBody>(request.body);
}

std::string pythonText(const std::string &text)
{
    return jsonQuoted(text); // a JSON text is a Python text
}

// Headers and passwords go out one byte for each letter.
std::string pythonLatin(const std::string &bytes)
{
    return jsonQuoted(QString::fromLatin1(QByteArray::fromStdString(bytes)).toStdString());
}

std::string pythonBytes(const std::string &bytes)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text = "b\"";
    for (const char letter : bytes) {
        const auto code = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\') {
            text += std::string("\\") + letter;
        } else if (letter == '\n') {
            text += "\\n";
        } else if (code < 0x20 || code > 0x7e) {
            text += std::string("\\x") + kDigits[code >> 4] + kDigits[code & 15];
        } else {
            text += letter;
        }
    }
    return text + "\"";
}

std::string pythonBody(const HttpRequest &request)
{
    if (const auto *text = textBody(request)) {
        return "    data=" + pythonBytes(*text) + ",\n";
    }
    if (const auto *file = std::get_if<FileBody>(&request.body)) {
        return "    data=open(" + pythonText(file->path) + ", \"rb\"),\n";
    }
    std::string parts;
    if (const auto *list = std::get_if<std::vector<FormPart>>(&request.body)) {
        for (const FormPart &part : *list) {
            const std::string type =
                part.contentType.empty() ? "" : ", " + pythonText(part.contentType);
            const std::string name = part.content.substr(part.content.rfind('/') + 1);
            parts += "        (" + pythonText(part.name) + ", " +
                     (part.isFile ? "(" + pythonText(name) + ", open(" + pythonText(part.content) +
                                        ", \"rb\")" + type + ")"
                                  : "(None, " + pythonBytes(part.content) + type + ")") +
                     "),\n";
        }
        return "    files=[\n" + parts + "    ],\n";
    }
    return {};
}

// One line for each argument.
class CommandText final {
public:
    explicit CommandText(std::string start)
        : m_text(std::move(start))
    {
    }
    void add(const std::string &argument) { m_text += " \\\n  " + argument; }
    void addIf(bool isOn, const std::string &argument)
    {
        if (isOn) {
            add(argument);
        }
    }
    // What stands behind all options, which it may look like.
    void addItem(const std::string &item)
    {
        if (item.starts_with('-') && !m_hasEndedOptions) {
            add("--");
            m_hasEndedOptions = true;
        }
        add(shellQuoted(item));
    }
    void note(const std::string &what) { m_notes += notExpressed(what, "#"); }
    [[nodiscard]] std::string text() const { return m_text + "\n" + m_notes; }

private:
    std::string m_text;
    std::string m_notes;
    bool m_hasEndedOptions = false;
};

constexpr std::string_view kSpecial = ":;=@"; // in HTTPie's items

// In HTTPie's items a backslash takes the meaning of a special letter away, and otherwise stands
// for itself, together with the letter behind it. Whether one that stands for itself would do the
// first.
bool hasStrayBackslash(std::string_view text)
{
    for (std::size_t at = text.find('\\'); at < text.size(); at = text.find('\\', at + 2)) {
        if (at + 1 < text.size() && kSpecial.find(text[at + 1]) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

std::optional<std::string> httpieItem(const std::string &name, char separator,
                                      const std::string &value)
{
    if (hasStrayBackslash(name + separator) || hasStrayBackslash(value)) {
        return std::nullopt;
    }
    std::string text;
    for (const char letter : name) {
        text += kSpecial.find(letter) != std::string_view::npos ? "\\" : "";
        text += letter;
    }
    text += separator;
    text += !value.empty() && kSpecial.find(value.front()) != std::string_view::npos ? "\\" : "";
    return text + value;
}

void addHttpieItem(const std::string &name, char separator, const std::string &value,
                   CommandText &command)
{
    if (const auto item = httpieItem(name, separator, value)) {
        command.addItem(*item);
    } else {
        command.note(shellQuoted(name) + ", which HTTPie has no word for");
    }
}

void addHttpieHeaders(const HttpRequest &request, CommandText &command)
{
    for (const auto &[name, value] : request.headers) {
        if (value.empty()) {
            command.addItem(name + ";");
        } else {
            addHttpieItem(name, ':', value, command);
        }
    }
    // HTTPie takes data without a type for JSON.
    command.addIf(hasData(request) && !hasHeader(request.headers, "Content-Type"), "Content-Type:");
    command.addIf(!request.cookieText.empty(), shellQuoted("Cookie:" + request.cookieText));
}

void addHttpieBody(const HttpRequest &request, CommandText &command)
{
    if (const auto *file = std::get_if<FileBody>(&request.body)) {
        command.add("@" + shellQuoted(file->path));
    }
    if (const auto *parts = std::get_if<std::vector<FormPart>>(&request.body)) {
        for (const FormPart &part : *parts) {
            if (part.isFile && !part.contentType.empty()) {
                addHttpieItem(part.name, '@', part.content + ";type=" + part.contentType, command);
            } else {
                addHttpieItem(part.name, part.isFile ? '@' : '=', part.content, command);
            }
        }
    }
}

} // namespace

std::string exportHttpie(const HttpRequest &request)
{
    const std::string *body = textBody(request);
    const bool isPiped =
        body != nullptr && (!fitsIntoAWord(*body) || !QByteArrayView(*body).isValidUtf8());
    CommandText command(isPiped ? printfCommand(*body) + " | http" : "http --ignore-stdin");
    TransferOptions rest = request.options;
    command.addIf(!std::exchange(rest.verifyTls, true), "--verify=no");
    command.addIf(std::exchange(rest.followRedirects, false), "--follow");
    const Credentials credentials = credentialsOf(request.options);
    if (credentials == Credentials::Basic || credentials == Credentials::Digest) {
        const auto [name, password] = nameAndPassword(std::exchange(rest.user, {}));
        command.addIf(credentials == Credentials::Digest, "--auth-type=digest");
        command.add("--auth=" + shellQuoted(name + ":" + password));
        rest.authScheme = AuthScheme::Basic;
    }
    command.addIf(std::holds_alternative<std::vector<FormPart>>(request.body), "--multipart");
    if (body != nullptr && !isPiped) {
        command.add("--raw=" + shellQuoted(*body));
    }
    command.add(shellQuoted(request.method));
    command.add(shellQuoted(request.url));
    addHttpieHeaders(request, command);
    addHttpieBody(request, command);
    return command.text() + notExpressed(rest, "#");
}

std::string exportWget(const HttpRequest &request)
{
    CommandText command("wget");
    command.add("--quiet --output-document=- --content-on-error");
    command.add("--method=" + shellQuoted(request.method));
    TransferOptions rest = request.options;
    command.addIf(!std::exchange(rest.verifyTls, true), "--no-check-certificate");
    command.addIf(!std::exchange(rest.followRedirects, false), "--max-redirect=0");
    const Credentials credentials = credentialsOf(request.options);
    if (credentials == Credentials::Basic || credentials == Credentials::Digest) {
        const auto [name, password] = nameAndPassword(std::exchange(rest.user, {}));
        // Without this wget waits for a challenge, and answers one of Digest.
        command.addIf(credentials == Credentials::Basic, "--auth-no-challenge");
        command.add("--user=" + shellQuoted(name));
        command.add("--password=" + shellQuoted(password));
        rest.authScheme = AuthScheme::Basic;
    }
    // wget sends the last one of equal headers.
    for (const auto &[name, value] : withoutEqualNames(request.headers)) {
        command.add("--header=" + shellQuoted(name + ": " + value));
    }
    command.addIf(!request.cookieText.empty(),
                  "--header=" + shellQuoted("Cookie: " + request.cookieText));
    if (const auto *body = textBody(request); body != nullptr && fitsIntoAWord(*body)) {
        command.add("--body-data=" + shellQuoted(*body));
    } else if (body != nullptr) {
        command.note("a body with NUL bytes or of more than 100 kB");
    } else if (const auto *file = std::get_if<FileBody>(&request.body)) {
        command.add("--body-file=" + shellQuoted(file->path));
    } else if (std::holds_alternative<std::vector<FormPart>>(request.body)) {
        command.note("wget has no multipart forms");
    }
    if (hasData(request) && !hasHeader(request.headers, "Content-Type")) {
        command.note("no Content-Type; wget sends that of a form");
    }
    command.add(shellQuoted(request.url));
    return command.text() + notExpressed(rest, "#");
}

std::string exportPython(const HttpRequest &request)
{
    TransferOptions rest = request.options;
    const Credentials credentials = credentialsOf(request.options);
    std::string text = "import requests\n";
    text += credentials == Credentials::Digest ? "from requests.auth import HTTPDigestAuth\n" : "";
    text += "\nresponse = requests.request(\n    " + pythonText(request.method) + ",\n    " +
            pythonText(request.url) + ",\n";
    std::vector<Header> headers = request.headers;
    if (!request.cookieText.empty()) {
        headers.emplace_back("Cookie", request.cookieText);
    }
    if (!headers.empty()) {
        text += "    headers={\n";
        for (const auto &[name, value] : withoutEqualNames(headers)) {
            text += "        " + pythonText(name) + ": " + pythonLatin(value) + ",\n";
        }
        text += "    },\n";
    }
    text += pythonBody(request);
    if (credentials == Credentials::Basic || credentials == Credentials::Digest) {
        const auto [name, password] = nameAndPassword(std::exchange(rest.user, {}));
        rest.authScheme = AuthScheme::Basic;
        text += std::string("    auth=") +
                (credentials == Credentials::Digest ? "HTTPDigestAuth(" : "(") + pythonLatin(name) +
                ", " + pythonLatin(password) + "),\n";
    }
    text += std::string("    allow_redirects=") +
            (std::exchange(rest.followRedirects, false) ? "True" : "False") + ",\n";
    text += std::exchange(rest.verifyTls, true) ? "" : "    verify=False,\n";
    return text + ")\nprint(response.status_code, response.reason)\nprint(response.text)\n" +
           notExpressed(rest, "#");
}

std::string exportRaw(const HttpRequest &asked)
{
    const HttpRequest request = withAnnouncedBody(asked);
    const QUrl url(QString::fromStdString(request.url));
    QString target = url.path(QUrl::FullyEncoded);
    target = target.isEmpty() ? QStringLiteral("/") : target;
    if (url.hasQuery()) {
        target += u'?' + url.query(QUrl::FullyEncoded);
    }
    const std::string &given = request.options.requestTarget;
    std::string text =
        request.method + " " + (given.empty() ? target.toStdString() : given) + " HTTP/1.1\r\n";
    if (!hasHeader(request.headers, "Host")) {
        const QString host = url.adjusted(QUrl::RemoveUserInfo).authority(QUrl::FullyEncoded);
        text += "Host: " + host.toStdString() + "\r\n";
    }
    for (const auto &[name, value] : request.headers) {
        text += name + ": " + value + "\r\n";
    }
    if (!request.cookieText.empty()) {
        text += "Cookie: " + request.cookieText + "\r\n";
    }
    if (credentialsOf(request.options) == Credentials::Basic) {
        text += "Authorization: Basic " +
                QByteArray::fromStdString(request.options.user).toBase64().toStdString() + "\r\n";
    }
    if (const auto *body = textBody(request)) {
        return text + "Content-Length: " + std::to_string(body->size()) + "\r\n\r\n" + *body;
    }
    if (const auto *file = std::get_if<FileBody>(&request.body)) {
        return text + "\r\n<the content of " + file->path + ">";
    }
    return text + "\r\n" +
           (std::holds_alternative<std::monostate>(request.body) ? "" : "<a multipart form>");
}

} // namespace gw::requests
