// SPDX-License-Identifier: GPL-3.0-or-later
#include "echo/form_body.h"

#include "http/field_list.h"

#include <algorithm>
#include <optional>
#include <string>

namespace gw::echo {

namespace {

// The value of a parameter such as boundary="x"; no value when it is missing.
std::optional<std::string> parameter(std::string_view text, std::string_view name)
{
    for (auto at = text.find(';'); at != std::string_view::npos; at = text.find(';')) {
        text.remove_prefix(at + 1);
        text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
        if (text.size() <= name.size() || text[name.size()] != '=' ||
            !http::equalsIgnoreCase(text.substr(0, name.size()), name)) {
            continue;
        }
        std::string_view value = text.substr(name.size() + 1);
        if (value.starts_with('"')) {
            value.remove_prefix(1);
            return std::string(value.substr(0, value.find('"')));
        }
        value = value.substr(0, value.find(';'));
        return std::string(value.substr(0, value.find_last_not_of(" \t") + 1));
    }
    return std::nullopt;
}

std::string_view dispositionOf(std::string_view head)
{
    constexpr std::string_view kName = "Content-Disposition:";
    while (!head.empty()) {
        const std::string_view line = head.substr(0, head.find("\r\n"));
        if (line.size() > kName.size() &&
            http::equalsIgnoreCase(line.substr(0, kName.size()), kName)) {
            return line.substr(kName.size());
        }
        head.remove_prefix(std::min(line.size() + 2, head.size()));
    }
    return {};
}

void readMultipart(std::string_view body, const std::string &boundary, FormBody &form)
{
    const std::string delimiter = "\r\n--" + boundary;
    // The first delimiter may begin the body without its line break.
    if (!body.starts_with(std::string_view(delimiter).substr(2))) {
        const auto first = std::min(body.find(delimiter), body.size());
        body.remove_prefix(std::min(first + 2, body.size()));
    }
    for (;;) {
        body.remove_prefix(std::min(delimiter.size() - 2, body.size()));
        const auto headEnd = body.find("\r\n\r\n");
        const auto partEnd = body.find(delimiter);
        if (!body.starts_with("\r\n") || headEnd == std::string_view::npos ||
            partEnd == std::string_view::npos || partEnd < headEnd) {
            return;
        }
        const std::string_view disposition = dispositionOf(body.substr(2, headEnd - 2));
        const auto contentStart = std::min(headEnd + 4, partEnd);
        const std::string content(body.substr(contentStart, partEnd - contentStart));
        const auto name = parameter(disposition, "name");
        if (name) {
            (parameter(disposition, "filename") ? form.files : form.fields)
                .emplace_back(*name, content);
        }
        body.remove_prefix(partEnd + 2);
    }
}

} // namespace

FormBody readForm(std::string_view contentType, std::string_view body)
{
    FormBody form;
    std::string_view type = contentType.substr(0, contentType.find(';'));
    type = type.substr(0, type.find_last_not_of(" \t") + 1);
    if (http::equalsIgnoreCase(type, "application/x-www-form-urlencoded")) {
        form.isForm = true;
        form.fields = formPairs(body);
        return form;
    }
    const auto boundary = parameter(contentType, "boundary");
    if (http::equalsIgnoreCase(type, "multipart/form-data") && boundary && !boundary->empty()) {
        form.isForm = true;
        readMultipart(body, *boundary, form);
    }
    return form;
}

} // namespace gw::echo
