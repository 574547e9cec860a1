// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/request_builder.h"

#include "base/ascii.h"
#include "requests/environment.h"
#include "requests/request_body.h"
#include "requests/request_options.h"
#include "requests/template_text.h"
#include "requests/words.h"

#include <QUrl>

#include <algorithm>

namespace gw::requests {

namespace {

struct Pair {
    std::string name;
    std::string value;
};

Error atLine(Error error, const Line &line)
{
    if (error.where.empty() && line.around.line > 0) {
        error.where = "line " + std::to_string(line.around.line);
    }
    return error;
}

Expected<Pair> expandLine(const Line &line, const Variables &variables)
{
    auto name = expand(line.name, Spelling::Escaped, variables);
    auto value = expand(line.value, Spelling::Escaped, variables);
    if (!name || !value) {
        return tl::unexpected(atLine(name ? value.error() : name.error(), line));
    }
    return Pair{*std::move(name), *std::move(value)};
}

// The active lines of a section, expanded.
Expected<std::vector<Pair>> expandSection(const Request &request, SectionKind kind,
                                          const Variables &variables)
{
    std::vector<Pair> pairs;
    const Section *section = findSection(request.sections, kind);
    for (const Line &line : section == nullptr ? std::vector<Line>() : section->lines) {
        if (line.state != Line::State::Active) {
            continue;
        }
        auto pair = expandLine(line, variables);
        if (!pair) {
            return tl::unexpected(pair.error());
        }
        pairs.push_back(*std::move(pair));
    }
    return pairs;
}

std::string urlEncodedPairs(const std::vector<Pair> &pairs)
{
    std::string text;
    for (const Pair &pair : pairs) {
        text += text.empty() ? "" : "&";
        text += percentEncoded(pair.name) + "=" + percentEncoded(pair.value);
    }
    return text;
}

void addQuery(const std::string &query, std::string &url)
{
    if (query.empty()) {
        return;
    }
    const std::size_t fragment = std::min(url.find('#'), url.size());
    const std::string_view before = std::string_view(url).substr(0, fragment);
    const char *joint = before.find('?') == std::string_view::npos       ? "?"
                        : before.ends_with('?') || before.ends_with('&') ? ""
                                                                         : "&";
    url.insert(fragment, joint + query);
}

// libcurl refuses spaces; a server gets them as %20. One in the host stays, to be refused.
void encodeSpaces(std::string &url)
{
    std::size_t at = url.find_first_of("/?#");
    if (at != std::string::npos && at > 0 && url.compare(at - 1, 3, "://") == 0) {
        at = url.find_first_of("/?#", at + 2); // without a scheme it ended the host
    }
    while ((at = url.find(' ', at)) != std::string::npos) {
        url.replace(at, 1, "%20");
    }
}

// Builds one request; every step fails with what is wrong.
class RequestBuilder final {
public:
    RequestBuilder(const Request &request, BuildContext &context)
        : m_request(request)
        , m_context(context)
    {
        m_prepared.http.options = context.defaults;
    }

    Expected<PreparedRequest> build()
    {
        for (const auto step :
             {&RequestBuilder::options, &RequestBuilder::target, &RequestBuilder::headers,
              &RequestBuilder::credentials, &RequestBuilder::cookies, &RequestBuilder::body}) {
            if (auto done = (this->*step)(); !done) {
                return tl::unexpected(done.error());
            }
        }
        return std::move(m_prepared);
    }

private:
    Expected<std::vector<Pair>> section(SectionKind kind)
    {
        return expandSection(m_request, kind, m_context.variables);
    }
    Expected<void> options();
    Expected<void> target();
    Expected<void> headers();
    Expected<void> credentials();
    Expected<void> cookies();
    Expected<void> body();
    Expected<void> multipart();
    void setContentType(const std::string &type);

    const Request &m_request;
    BuildContext &m_context;
    PreparedRequest m_prepared;
};

// Line by line: a variable that one sets counts for the next.
Expected<void> RequestBuilder::options()
{
    const Section *section = findSection(m_request.sections, SectionKind::Options);
    for (const Line &line : section == nullptr ? std::vector<Line>() : section->lines) {
        if (line.state != Line::State::Active) {
            continue;
        }
        const auto pair = expandLine(line, m_context.variables);
        if (!pair) {
            return tl::unexpected(pair.error());
        }
        Expected<void> applied;
        if (pair->name == "variable") {
            auto assignment = parseAssignment(pair->value);
            if (!assignment) {
                return tl::unexpected(atLine(assignment.error(), line));
            }
            m_context.variables.insert_or_assign(assignment->first, assignment->second);
        } else {
            applied = applyOption(pair->name, pair->value, m_prepared);
        }
        if (!applied) {
            return tl::unexpected(atLine(applied.error(), line));
        }
    }
    for (std::string TransferOptions::*file :
         {&TransferOptions::caFile, &TransferOptions::clientCertificate,
          &TransferOptions::clientKey, &TransferOptions::netrcFile}) {
        std::string &path = m_prepared.http.options.*file;
        path = path.empty() ? path : resolvedPath(m_context.folder, path);
    }
    return {};
}

Expected<void> RequestBuilder::target()
{
    auto url = expand(m_request.url, Spelling::Escaped, m_context.variables);
    const auto query = section(SectionKind::Query);
    if (!url || !query) {
        return tl::unexpected(url ? query.error() : url.error());
    }
    addQuery(urlEncodedPairs(*query), *url);
    encodeSpaces(*url);
    m_prepared.http.method = m_request.method;
    m_prepared.http.url = *std::move(url);
    return {};
}

Expected<void> RequestBuilder::headers()
{
    for (const Line &line : m_request.headers) {
        if (line.state != Line::State::Active) {
            continue;
        }
        auto pair = expandLine(line, m_context.variables);
        if (!pair) {
            return tl::unexpected(pair.error());
        }
        m_prepared.http.headers.emplace_back(std::move(pair->name), std::move(pair->value));
    }
    return {};
}

Expected<void> RequestBuilder::credentials()
{
    const auto pairs = section(SectionKind::BasicAuth);
    if (!pairs) {
        return tl::unexpected(pairs.error());
    }
    if (pairs->size() > 1) {
        return failure(said(Words::tr("[BasicAuth] takes one line: name: password")));
    }
    if (!pairs->empty()) {
        m_prepared.http.options.user = pairs->front().name + ":" + pairs->front().value;
    }
    return {};
}

Expected<void> RequestBuilder::cookies()
{
    const auto pairs = section(SectionKind::Cookies);
    if (!pairs) {
        return tl::unexpected(pairs.error());
    }
    for (const Pair &pair : *pairs) {
        std::string &text = m_prepared.http.cookieText;
        text += (text.empty() ? "" : "; ") + pair.name + "=" + pair.value;
    }
    return {};
}

Expected<void> RequestBuilder::body()
{
    const auto formPairs = section(SectionKind::Form);
    if (!formPairs) {
        return tl::unexpected(formPairs.error());
    }
    if (auto made = multipart(); !made) {
        return made;
    }
    const bool hasParts = !std::holds_alternative<std::monostate>(m_prepared.http.body);
    const int bodies = (m_request.body ? 1 : 0) + (formPairs->empty() ? 0 : 1) + (hasParts ? 1 : 0);
    if (bodies > 1) {
        return failure(
            said(Words::tr("A request has one body: [Form], [Multipart] or one of its own")),
            said(Words::tr("line %1"), {std::to_string(m_request.around.line)}));
    }
    if (!formPairs->empty()) {
        m_prepared.http.body = urlEncodedPairs(*formPairs);
        setContentType("application/x-www-form-urlencoded");
    }
    if (m_request.body) {
        auto prepared = prepareBody(*m_request.body, m_context.variables, m_context.folder);
        if (!prepared) {
            return tl::unexpected(prepared.error());
        }
        m_prepared.http.body = std::move(prepared->body);
        setContentType(prepared->contentType);
    }
    return {};
}

// The spelling tells a file from a text, so that no variable's value can name one.
Expected<void> RequestBuilder::multipart()
{
    std::vector<FormPart> parts;
    for (const Line &line : linesOf(m_request.sections, SectionKind::Multipart)) {
        if (line.state != Line::State::Active) {
            continue;
        }
        const auto file = fileReferenceOf(line.value);
        Line expandable = line;
        expandable.value = file ? file->path : line.value;
        auto pair = expandLine(expandable, m_context.variables);
        auto type = expand(file ? file->contentType : "", Spelling::Escaped, m_context.variables);
        if (!pair || !type) {
            return tl::unexpected(pair ? atLine(type.error(), line) : pair.error());
        }
        FormPart part;
        part.name = std::move(pair->name);
        part.isFile = file.has_value();
        part.content = file ? resolvedPath(m_context.folder, pair->value) : std::move(pair->value);
        part.contentType = *std::move(type);
        parts.push_back(std::move(part));
    }
    if (!parts.empty()) {
        m_prepared.http.body = std::move(parts);
    }
    return {};
}

void RequestBuilder::setContentType(const std::string &type)
{
    if (!type.empty() && !hasHeader(m_prepared.http.headers, "Content-Type")) {
        m_prepared.http.headers.emplace_back("Content-Type", type);
    }
}

void collectNames(std::string_view text, const Variables &variables,
                  std::vector<std::string> &names, Spelling spelling = Spelling::Escaped)
{
    for (std::string &name : variablesIn(text, spelling)) {
        if (!variables.contains(name) && std::ranges::find(names, name) == names.end()) {
            names.push_back(std::move(name));
        }
    }
}

void collectNames(const std::vector<Line> &lines, const Variables &variables,
                  std::vector<std::string> &names)
{
    for (const Line &line : lines) {
        if (line.state == Line::State::Active) {
            collectNames(line.name, variables, names);
            collectNames(line.value, variables, names);
        }
    }
}

} // namespace

Expected<PreparedRequest> prepareRequest(const Request &request, BuildContext &context)
{
    return RequestBuilder(request, context).build();
}

std::vector<std::string> unresolvedVariables(const Request &request, const Variables &variables)
{
    Variables known = variables;
    if (const Section *options = findSection(request.sections, SectionKind::Options)) {
        for (const Line &line : options->lines) {
            if (line.name != "variable" || line.state != Line::State::Active) {
                continue;
            }
            if (const auto assignment = parseAssignment(line.value)) {
                known.insert_or_assign(assignment->first, assignment->second);
            }
        }
    }
    std::vector<std::string> names;
    collectNames(request.url, known, names);
    collectNames(request.headers, known, names);
    for (const Section &section : request.sections) {
        collectNames(section.lines, known, names);
    }
    if (request.body && request.body->text.find(",novariable") == std::string::npos) {
        const bool isEscaped =
            request.body->kind == BodyKind::OneLine || request.body->kind == BodyKind::File;
        collectNames(request.body->text, known, names,
                     isEscaped ? Spelling::Escaped : Spelling::Verbatim);
    }
    return names;
}

std::string percentEncoded(std::string_view text)
{
    return QUrl::toPercentEncoding(
               QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())))
        .toStdString();
}

std::optional<FileReference> fileReferenceOf(std::string_view spelled)
{
    if (!spelled.starts_with(kFileMark)) {
        return std::nullopt;
    }
    std::size_t end = kFileMark.size();
    while (end < spelled.size() && spelled[end] != ';') {
        end += spelled[end] == '\\' ? 2 : 1;
    }
    if (end >= spelled.size()) {
        return std::nullopt;
    }
    return FileReference{
        std::string(trimmed(spelled.substr(kFileMark.size(), end - kFileMark.size()), " ")),
        std::string(trimmed(spelled.substr(end + 1), " "))};
}

} // namespace gw::requests
