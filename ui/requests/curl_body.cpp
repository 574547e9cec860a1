// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/curl_body.h"

#include "requests/json_value.h"
#include "requests/request_builder.h"
#include "requests/template_text.h"

#include <QByteArray>

#include <algorithm>

namespace gw::requests {

Line pairLine(const std::string &text, char separator)
{
    const std::size_t at = std::min(text.find(separator), text.size());
    Line line;
    line.name = spellName(text.substr(0, at), Braces::Letters);
    line.value = spellValue(text.substr(std::min(at + 1, text.size())), Braces::Letters);
    return line;
}

std::vector<Line> cookieLines(const std::string &text)
{
    std::vector<Line> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(';', at), text.size());
        const std::size_t begin = std::min(text.find_first_not_of(' ', at), end);
        if (begin < end) {
            const std::string cookie = text.substr(begin, end - begin);
            lines.push_back(pairLine(cookie, '='));
            lines.back().separator = cookie.find('=') == std::string::npos ? "" : ": ";
        }
        at = end + 1;
    }
    return lines;
}

std::string fileReference(const std::string &path, const std::string &type, Braces braces)
{
    std::string name;
    for (const char letter : spellValue(path, braces)) {
        name += letter == ';' ? std::string("\\;") : std::string(1, letter);
    }
    return std::string(kFileMark) + name + ";" + (type.empty() ? "" : " " + type);
}

Body exactBody(const std::string &bytes, Braces braces)
{
    const QByteArray raw(bytes.data(), static_cast<qsizetype>(bytes.size()));
    if (!raw.isValidUtf8() || raw.contains('\0')) {
        return {{}, BodyKind::Base64, "base64," + raw.toBase64().toStdString() + ";"};
    }
    return {{}, BodyKind::OneLine, spellQuoted(bytes, braces)};
}

bool isJsonContainer(const std::string &text)
{
    const auto value = valueOfJson(text);
    return value && (value->as<ValueMembers>() != nullptr || value->as<ValueList>() != nullptr) &&
           (text.front() == '{' || text.front() == '[') &&
           (text.back() == '}' || text.back() == ']') && text.find("{{") == std::string::npos;
}

std::vector<Line> formLines(const std::string &bytes)
{
    std::vector<Line> lines;
    std::string again;
    for (std::size_t at = 0; at <= bytes.size();) {
        const std::size_t end = std::min(bytes.find('&', at), bytes.size());
        const std::string pair = bytes.substr(at, end - at);
        const std::size_t equals = pair.find('=');
        if (equals == std::string::npos || equals == 0) {
            return {};
        }
        const auto decoded = [](const std::string &text) {
            return QByteArray::fromPercentEncoding(QByteArray::fromStdString(text)).toStdString();
        };
        const std::string name = decoded(pair.substr(0, equals));
        const std::string value = decoded(pair.substr(equals + 1));
        again += (again.empty() ? "" : "&") + percentEncoded(name) + "=" + percentEncoded(value);
        lines.push_back({.name = spellName(name, Braces::Letters),
                         .value = spellValue(value, Braces::Letters)});
        at = end + 1;
    }
    return again == bytes ? lines : std::vector<Line>();
}

} // namespace gw::requests
