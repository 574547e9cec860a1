// SPDX-License-Identifier: GPL-3.0-or-later
// Requests as command lines of other tools, as Python, and as they go over the wire.
#include "requests/code_export.h"
#include "requests/json_value.h"
#include "requests/shell_words.h"

#include <QUrl>

namespace gw::requests {

namespace {

std::string comment(const HttpRequest &request, std::string_view mark)
{
    std::string text;
    for (const std::string &option : unusualOptions(request.options)) {
        text += std::string(mark) + " not expressed here: " + option + "\n";
    }
    return text;
}

const std::string *textBody(const HttpRequest &request)
{
    return std::get_if<std::string>(&request.body);
}

std::string pythonText(const std::string &text)
{
    return jsonQuoted(text); // a JSON text is a Python text
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
                                  : "(None, " + pythonText(part.content) + ")") +
                     "),\n";
        }
        return "    files=[\n" + parts + "    ],\n";
    }
    return {};
}

} // namespace

std::string exportHttpie(const HttpRequest &request)
{
    std::string text = "http --ignore-stdin";
    const auto add = [&text](const std::string &argument) {
        text += " \\\n  " + argument;
    };
    if (!request.options.verifyTls) {
        add("--verify=no");
    }
    if (request.options.followRedirects) {
        add("--follow");
    }
    if (!request.options.user.empty()) {
        add("--auth " + shellQuoted(request.options.user));
    }
    if (std::holds_alternative<std::vector<FormPart>>(request.body)) {
        add("--multipart");
    }
    if (const auto *body = textBody(request)) {
        add("--raw " + shellQuoted(*body));
    }
    add(request.method);
    add(shellQuoted(request.url));
    for (const auto &[name, value] : request.headers) {
        add(shellQuoted(value.empty() ? name + ";" : name + ":" + value));
    }
    if (!request.cookieText.empty()) {
        add(shellQuoted("Cookie:" + request.cookieText));
    }
    if (const auto *file = std::get_if<FileBody>(&request.body)) {
        add("@" + shellQuoted(file->path));
    }
    if (const auto *parts = std::get_if<std::vector<FormPart>>(&request.body)) {
        for (const FormPart &part : *parts) {
            add(shellQuoted(part.name + (part.isFile ? "@" : "=") + part.content));
        }
    }
    return text + "\n" + comment(request, "#");
}

std::string exportWget(const HttpRequest &request)
{
    std::string text = "wget";
    const auto add = [&text](const std::string &argument) {
        text += " \\\n  " + argument;
    };
    add("--quiet --output-document=- --content-on-error");
    add("--method=" + shellQuoted(request.method));
    if (!request.options.verifyTls) {
        add("--no-check-certificate");
    }
    if (!request.options.followRedirects) {
        add("--max-redirect=0");
    }
    const std::size_t colon = request.options.user.find(':');
    if (!request.options.user.empty()) {
        add("--auth-no-challenge --user=" + shellQuoted(request.options.user.substr(0, colon)));
        if (colon != std::string::npos) {
            add("--password=" + shellQuoted(request.options.user.substr(colon + 1)));
        }
    }
    for (const auto &[name, value] : request.headers) {
        add("--header=" + shellQuoted(name + ": " + value));
    }
    if (!request.cookieText.empty()) {
        add("--header=" + shellQuoted("Cookie: " + request.cookieText));
    }
    if (const auto *body = textBody(request)) {
        add("--body-data=" + shellQuoted(*body));
    } else if (const auto *file = std::get_if<FileBody>(&request.body)) {
        add("--body-file=" + shellQuoted(file->path));
    }
    add(shellQuoted(request.url));
    text += "\n";
    if (std::holds_alternative<std::vector<FormPart>>(request.body)) {
        text += "# not expressed here: wget has no multipart forms\n";
    }
    return text + comment(request, "#");
}

std::string exportPython(const HttpRequest &request)
{
    std::string text = "import requests\n\nresponse = requests.request(\n    " +
                       pythonText(request.method) + ",\n    " + pythonText(request.url) + ",\n";
    if (!request.headers.empty() || !request.cookieText.empty()) {
        text += "    headers={\n";
        for (const auto &[name, value] : request.headers) {
            text += "        " + pythonText(name) + ": " + pythonText(value) + ",\n";
        }
        if (!request.cookieText.empty()) {
            text += "        \"Cookie\": " + pythonText(request.cookieText) + ",\n";
        }
        text += "    },\n";
    }
    text += pythonBody(request);
    const std::size_t colon = request.options.user.find(':');
    if (!request.options.user.empty()) {
        text +=
            "    auth=(" + pythonText(request.options.user.substr(0, colon)) + ", " +
            pythonText(colon == std::string::npos ? "" : request.options.user.substr(colon + 1)) +
            "),\n";
    }
    text += std::string("    allow_redirects=") +
            (request.options.followRedirects ? "True" : "False") + ",\n";
    if (!request.options.verifyTls) {
        text += "    verify=False,\n";
    }
    return text + ")\nprint(response.status_code, response.reason)\nprint(response.text)\n" +
           comment(request, "#");
}

std::string exportRaw(const HttpRequest &request)
{
    const QUrl url(QString::fromStdString(request.url));
    QString target = url.path(QUrl::FullyEncoded);
    target = target.isEmpty() ? QStringLiteral("/") : target;
    if (url.hasQuery()) {
        target += u'?' + url.query(QUrl::FullyEncoded);
    }
    std::string text = request.method + " " + target.toStdString() +
                       " HTTP/1.1\r\nHost: " + url.authority(QUrl::FullyEncoded).toStdString() +
                       "\r\n";
    for (const auto &[name, value] : request.headers) {
        text += name + ": " + value + "\r\n";
    }
    if (!request.cookieText.empty()) {
        text += "Cookie: " + request.cookieText + "\r\n";
    }
    if (!request.options.user.empty() && request.options.authScheme == AuthScheme::Basic) {
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
