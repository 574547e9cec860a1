// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/context_vars.h"

#include "chain/cookie_text.h"
#include "http/query_text.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

namespace gw::chain {

namespace {

std::string withUnderscores(std::string_view name)
{
    std::string text(name);
    for (char &c : text) {
        c = c == '-' ? '_' : c;
    }
    return text;
}

// "user-agent" becomes "User_Agent", whatever spelling the client chose.
std::string headerVariable(std::string_view name)
{
    std::string text = withUnderscores(name);
    bool isFirst = true;
    for (char &c : text) {
        const auto byte = static_cast<unsigned char>(c);
        c = static_cast<char>(isFirst ? std::toupper(byte) : std::tolower(byte));
        isFirst = c == '_';
    }
    return "headers_" + text;
}

// The variables of one kind before they are set. A client must not make the gateway keep any number
// of them: what comes behind the first kMaxVariables is left out.
class Variables {
public:
    // Later values of the same name follow behind a comma.
    void append(std::string name, std::string_view value)
    {
        if (m_count++ >= kMaxVariables) {
            return;
        }
        const auto place = std::find_if(m_values.begin(), m_values.end(),
                                        [&](const auto &entry) { return entry.first == name; });
        if (place == m_values.end()) {
            m_values.emplace_back(std::move(name), value);
        } else {
            place->second.append(",").append(value);
        }
    }

    void store(RequestContext &context)
    {
        for (auto &[name, value] : m_values) {
            context.setContextValue(name, std::move(value));
        }
    }

private:
    static constexpr std::size_t kMaxVariables = 200;

    std::vector<std::pair<std::string, std::string>> m_values;
    std::size_t m_count = 0;
};

std::string pathParts(std::string_view path)
{
    std::string parts;
    while (!path.empty()) {
        const auto slash = path.find('/');
        const std::string_view part = path.substr(0, slash);
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
        if (!part.empty()) {
            parts += parts.empty() ? "" : ",";
            parts += part;
        }
    }
    return parts;
}

} // namespace

StepResult ContextVars::process(RequestContext &context) const
{
    const http::RequestHead &request = context.exchange.request();
    context.setContextValue("path", std::string(context.decodedPath));
    context.setContextValue("path_parts", pathParts(context.decodedPath));
    context.setContextValue("remote_addr", std::string(context.clientAddress));
    context.setContextValue("request_id", std::string(context.requestId));
    Variables headers;
    for (const http::Field &field : request.fields) {
        headers.append(headerVariable(field.name), field.value);
    }
    headers.store(context);
    Variables cookies;
    for (const auto &[name, value] : cookieValues(request.fields)) {
        cookies.append("cookies_" + withUnderscores(name), value);
    }
    cookies.store(context);
    Variables parameters;
    std::string all;
    for (const auto &[name, value] : http::queryValues(request.query())) {
        all += all.empty() ? "" : ";";
        all += name + ":" + value;
        parameters.append("request_data_" + name, value);
    }
    parameters.store(context);
    context.setContextValue("request_data", std::move(all));
    return StepResult::proceed();
}

} // namespace gw::chain
