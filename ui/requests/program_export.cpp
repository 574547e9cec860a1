// SPDX-License-Identifier: GPL-3.0-or-later
// Requests as programs in JavaScript, Go and C++.
#include "requests/code_export.h"
#include "requests/json_value.h"

#include <QByteArray>
#include <QString>

#include <algorithm>

namespace gw::requests {

namespace {

std::string quoted(const std::string &text)
{
    return jsonQuoted(text); // a JSON text is one in JavaScript and in Go too
}

// For headers: JavaScript's strings go out one byte for each letter.
std::string latinQuoted(const std::string &bytes)
{
    return quoted(QString::fromLatin1(QByteArray::fromStdString(bytes)).toStdString());
}

// Octal escapes do not swallow what stands behind them, as hexadecimal ones do in C++; two question
// marks may begin a trigraph.
std::string cppQuoted(const std::string &bytes)
{
    std::string text = "\"";
    for (const char letter : bytes) {
        const auto code = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\') {
            text += std::string("\\") + letter;
        } else if (letter == '\n') {
            text += "\\n";
        } else if (code < 0x20 || code > 0x7e || (letter == '?' && text.back() == '?')) {
            text +=
                {'\\', static_cast<char>('0' + (code >> 6)),
                 static_cast<char>('0' + ((code >> 3) & 7)), static_cast<char>('0' + (code & 7))};
        } else {
            text += letter;
        }
    }
    return text + "\"";
}

std::string basic(const std::string &user)
{
    return "Basic " + QByteArray::fromStdString(user).toBase64().toStdString();
}

// What stays to be said of a program that has words for basic credentials only.
TransferOptions restOf(const HttpRequest &request)
{
    TransferOptions rest = request.options;
    rest.verifyTls = true;
    rest.followRedirects = false;
    if (credentialsOf(rest) == Credentials::Basic) {
        rest.user.clear();
    }
    return rest;
}

// Headers, cookies and basic credentials together.
std::vector<Header> allHeaders(const HttpRequest &request)
{
    std::vector<Header> headers = request.headers;
    if (!request.cookieText.empty()) {
        headers.emplace_back("Cookie", request.cookieText);
    }
    if (credentialsOf(request.options) == Credentials::Basic) {
        headers.emplace_back("Authorization", basic(request.options.user));
    }
    return headers;
}

std::string javaScriptParts(const std::vector<FormPart> &parts)
{
    std::string text = "const form = new FormData();\n";
    for (const FormPart &part : parts) {
        const std::string type =
            part.contentType.empty() ? "" : ", { type: " + quoted(part.contentType) + " }";
        text += "form.append(" + quoted(part.name) + ", " +
                (part.isFile ? "await openAsBlob(" + quoted(part.content) + type + "), " +
                                   quoted(part.content.substr(part.content.rfind('/') + 1))
                             : quoted(part.content)) +
                ");\n";
    }
    return text;
}

std::string goBody(const HttpRequest &request)
{
    if (const auto *text = std::get_if<std::string>(&request.body)) {
        return "\tbody := strings.NewReader(" + cppQuoted(*text) + ")\n";
    }
    if (const auto *file = std::get_if<FileBody>(&request.body)) {
        return "\tbody, err := os.Open(" + quoted(file->path) +
               ")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n"
               "\tinfo, err := body.Stat()\n\tif err != nil {\n\t\tpanic(err)\n\t}\n";
    }
    std::string text = "\tbody := &bytes.Buffer{}\n";
    if (const auto *parts = std::get_if<std::vector<FormPart>>(&request.body)) {
        text += "\tform := multipart.NewWriter(body)\n";
        for (const FormPart &part : *parts) {
            if (!part.isFile) {
                text += "\tform.WriteField(" + quoted(part.name) + ", " + cppQuoted(part.content) +
                        ")\n";
                continue;
            }
            text += "\tif content, err := os.ReadFile(" + quoted(part.content) +
                    "); err != nil {\n\t\tpanic(err)\n" +
                    "\t} else if part, err := form.CreateFormFile(" + quoted(part.name) + ", " +
                    quoted(part.content.substr(part.content.rfind('/') + 1)) +
                    "); err == nil {\n\t\tpart.Write(content)\n\t}\n";
        }
        text += "\tform.Close()\n";
    }
    return text;
}

// CreateFormFile has no word for the type of a part.
std::string goPartTypes(const HttpRequest &request)
{
    const auto *parts = std::get_if<std::vector<FormPart>>(&request.body);
    const bool hasType = parts != nullptr && std::ranges::any_of(*parts, [](const FormPart &part) {
                             return !part.contentType.empty();
                         });
    return hasType ? "// not expressed here: the types of the form's parts\n" : "";
}

std::string goImports(const HttpRequest &request)
{
    std::string names;
    const auto *parts = std::get_if<std::vector<FormPart>>(&request.body);
    const bool isText = std::holds_alternative<std::string>(request.body);
    const bool isFile = std::holds_alternative<FileBody>(request.body);
    bool readsFiles = isFile;
    for (const FormPart &part : parts == nullptr ? std::vector<FormPart>() : *parts) {
        readsFiles |= part.isFile;
    }
    names += !isText && !isFile ? "\t\"bytes\"\n" : "";
    names += !request.options.verifyTls ? "\t\"crypto/tls\"\n" : "";
    names += "\t\"fmt\"\n\t\"io\"\n";
    names += parts != nullptr ? "\t\"mime/multipart\"\n" : "";
    names += "\t\"net/http\"\n";
    names += readsFiles ? "\t\"os\"\n" : "";
    names += isText ? "\t\"strings\"\n" : "";
    return "import (\n" + names + ")\n";
}

std::string cppBody(const HttpRequest &request)
{
    if (const auto *text = std::get_if<std::string>(&request.body)) {
        return "    static const char body[] = " + cppQuoted(*text) +
               ";\n    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)(sizeof "
               "body - 1));\n"
               "    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);\n";
    }
    if (const auto *file = std::get_if<FileBody>(&request.body)) {
        return "    std::FILE *file = std::fopen(" + cppQuoted(file->path) +
               ", \"rb\");\n    if (file == nullptr) {\n        return 1;\n    }\n"
               "    std::fseek(file, 0, SEEK_END);\n"
               "    curl_easy_setopt(curl, CURLOPT_POST, 1L);\n"
               "    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, "
               "(curl_off_t)std::ftell(file));\n"
               "    std::rewind(file);\n"
               "    curl_easy_setopt(curl, CURLOPT_READDATA, file);\n";
    }
    std::string text;
    if (const auto *parts = std::get_if<std::vector<FormPart>>(&request.body)) {
        text = "    curl_mime *form = curl_mime_init(curl);\n    curl_mimepart *part = nullptr;\n";
        for (const FormPart &part : *parts) {
            text += "    part = curl_mime_addpart(form);\n    curl_mime_name(part, " +
                    cppQuoted(part.name) + ");\n";
            text += part.isFile ? "    curl_mime_filedata(part, " + cppQuoted(part.content) + ");\n"
                                : "    curl_mime_data(part, " + cppQuoted(part.content) + ", " +
                                      std::to_string(part.content.size()) + ");\n";
            text += part.contentType.empty()
                        ? ""
                        : "    curl_mime_type(part, " + cppQuoted(part.contentType) + ");\n";
        }
        text += "    curl_easy_setopt(curl, CURLOPT_MIMEPOST, form);\n";
    }
    return text;
}

std::string javaScriptBody(const HttpRequest &request)
{
    if (const auto *body = std::get_if<std::string>(&request.body)) {
        const QByteArray raw(body->data(), static_cast<qsizetype>(body->size()));
        if (!raw.isValidUtf8()) {
            return "  body: Buffer.from(\"" + raw.toBase64().toStdString() + "\", \"base64\"),\n";
        }
        // A string gets a type of its own, bytes do not.
        return hasHeader(request.headers, "Content-Type")
                   ? "  body: " + quoted(*body) + ",\n"
                   : "  body: new TextEncoder().encode(" + quoted(*body) + "),\n";
    }
    if (const auto *file = std::get_if<FileBody>(&request.body)) {
        return "  body: await openAsBlob(" + quoted(file->path) + "),\n";
    }
    return std::holds_alternative<std::monostate>(request.body) ? "" : "  body: form,\n";
}

std::string cppAuth(const TransferOptions &options)
{
    if (options.user.empty()) {
        return {};
    }
    static constexpr std::string_view kSchemes[] = {"BASIC", "DIGEST", "NTLM", "NEGOTIATE", "ANY"};
    std::string text =
        "    curl_easy_setopt(curl, CURLOPT_USERPWD, " + cppQuoted(options.user) + ");\n";
    if (!options.awsSigV4.empty()) {
        return text + "    curl_easy_setopt(curl, CURLOPT_AWS_SIGV4, " +
               cppQuoted(options.awsSigV4) + ");\n";
    }
    return text + "    curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_" +
           std::string(kSchemes[static_cast<std::size_t>(options.authScheme)]) + ");\n";
}

// libcurl adds a type of its own, unless it is told not to.
std::string cppHeaders(const HttpRequest &request)
{
    std::string text;
    const auto add = [&text](const std::string &line) {
        text += "    headers = curl_slist_append(headers, " + cppQuoted(line) + ");\n";
    };
    for (const auto &[name, value] : request.headers) {
        add(value.empty() ? name + ";" : name + ": " + value);
    }
    if (!request.cookieText.empty()) {
        add("Cookie: " + request.cookieText);
    }
    const bool isData = std::holds_alternative<std::string>(request.body) ||
                        std::holds_alternative<FileBody>(request.body);
    if (isData && !hasHeader(request.headers, "Content-Type")) {
        add("Content-Type:");
    }
    return text;
}

} // namespace

std::string exportJavaScript(const HttpRequest &request)
{
    const auto *parts = std::get_if<std::vector<FormPart>>(&request.body);
    const auto *file = std::get_if<FileBody>(&request.body);
    std::string text;
    if (file != nullptr || parts != nullptr) {
        text += "import { openAsBlob } from \"node:fs\";\n\n";
    }
    text += parts == nullptr ? "" : javaScriptParts(*parts);
    text += "const response = await fetch(" + quoted(request.url) +
            ", {\n  method: " + quoted(request.method) + ",\n";
    std::vector<Header> headers = allHeaders(request);
    std::erase_if(headers,
                  [](const Header &header) { return equalIgnoringCase(header.first, "Host"); });
    if (!headers.empty()) {
        text += "  headers: [\n";
        for (const auto &[name, value] : headers) {
            text += "    [" + quoted(name) + ", " + latinQuoted(value) + "],\n";
        }
        text += "  ],\n";
    }
    // fetch throws for a body with these.
    const bool takesBody = request.method != "GET" && request.method != "HEAD";
    text += takesBody ? javaScriptBody(request) : "";
    text += std::string("  redirect: \"") +
            (request.options.followRedirects ? "follow" : "manual") + "\",\n});\n";
    text +=
        "console.log(response.status, response.statusText);\nconsole.log(await response.text());\n";
    if (!takesBody && !std::holds_alternative<std::monostate>(request.body)) {
        text += "// not expressed here: the body, which fetch does not send with " +
                request.method + "\n";
    }
    if (hasHeader(request.headers, "Host")) {
        text += "// not expressed here: the Host, which fetch takes from the URL\n";
    }
    if (!request.options.verifyTls) {
        text +=
            "// not expressed here: --insecure (start node with NODE_TLS_REJECT_UNAUTHORIZED=0)\n";
    }
    return text + notExpressed(restOf(request), "//");
}

std::string exportGo(const HttpRequest &request)
{
    std::string text = "package main\n\n" + goImports(request) + "\nfunc main() {\n" +
                       goBody(request) + "\trequest, err := http.NewRequest(" +
                       quoted(request.method) + ", " + quoted(request.url) +
                       ", body)\n\tif err != nil {\n\t\tpanic(err)\n\t}\n";
    for (const auto &[name, value] : allHeaders(request)) {
        // Go does not look for it among the headers.
        text += equalIgnoringCase(name, "Host")
                    ? "\trequest.Host = " + cppQuoted(value) + "\n"
                    : "\trequest.Header.Add(" + cppQuoted(name) + ", " + cppQuoted(value) + ")\n";
    }
    text += std::holds_alternative<FileBody>(request.body)
                ? "\trequest.ContentLength = info.Size()\n"
                : "";
    if (std::holds_alternative<std::vector<FormPart>>(request.body)) {
        text += "\trequest.Header.Set(\"Content-Type\", form.FormDataContentType())\n";
    }
    text += "\tclient := &http.Client{}\n";
    if (!request.options.verifyTls) {
        text += "\tclient.Transport = &http.Transport{TLSClientConfig: "
                "&tls.Config{InsecureSkipVerify: true}}\n";
    }
    if (!request.options.followRedirects) {
        text += "\tclient.CheckRedirect = func(*http.Request, []*http.Request) error { return "
                "http.ErrUseLastResponse }\n";
    }
    return text +
           "\tresponse, err := client.Do(request)\n\tif err != nil {\n\t\tpanic(err)\n\t}\n"
           "\tdefer response.Body.Close()\n\tcontent, err := io.ReadAll(response.Body)\n"
           "\tif err != nil "
           "{\n\t\tpanic(err)\n\t}\n\tfmt.Println(response.Status)\n\tfmt.Println(string(content))"
           "\n}\n" +
           goPartTypes(request) + notExpressed(restOf(request), "//");
}

std::string exportCpp(const HttpRequest &asked)
{
    const HttpRequest request = withAnnouncedBody(asked);
    std::string text =
        "#include <cstdio>\n#include <curl/curl.h>\n\nint main()\n{\n"
        "    CURL *curl = curl_easy_init();\n    curl_easy_setopt(curl, CURLOPT_URL, " +
        cppQuoted(request.url) + ");\n    curl_slist *headers = nullptr;\n";
    text += cppHeaders(request) + "    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);\n" +
            cppAuth(request.options);
    if (request.method == "HEAD") {
        text += "    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);\n";
    } else {
        text += cppBody(request) + "    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, " +
                cppQuoted(request.method) + ");\n";
    }
    if (request.options.followRedirects) {
        text += "    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);\n";
    }
    if (!request.options.verifyTls) {
        text += "    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);\n"
                "    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);\n";
    }
    text += "    const CURLcode code = curl_easy_perform(curl);\n    if (code != CURLE_OK) {\n"
            "        std::fprintf(stderr, \"%s\\n\", curl_easy_strerror(code));\n    }\n"
            "    curl_slist_free_all(headers);\n    curl_easy_cleanup(curl);\n    return code == "
            "CURLE_OK ? 0 : 1;\n}\n";
    TransferOptions rest = restOf(request);
    rest.user.clear();
    rest.authScheme = AuthScheme::Basic;
    rest.awsSigV4.clear();
    return text + notExpressed(rest, "//");
}

} // namespace gw::requests
