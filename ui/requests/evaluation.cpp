// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/evaluation.h"

#include "base/ascii.h"
#include "requests/json_value.h"
#include "requests/readable_body.h"
#include "requests/template_text.h"
#include "requests/words.h"
#include "spec/quiet_regex.h"

#include <QCryptographicHash>
#include <QStringDecoder>

#include <algorithm>

namespace gw::requests {

namespace {

Value digest(const std::string &bytes, QCryptographicHash::Algorithm algorithm)
{
    const QByteArrayView view(bytes.data(), static_cast<qsizetype>(bytes.size()));
    return {Bytes{QCryptographicHash::hash(view, algorithm).toStdString()}};
}

// "name[Attribute]" of a cookie query.
std::pair<std::string, std::string> cookieQuery(const std::string &text)
{
    const std::size_t bracket = text.find('[');
    if (bracket == std::string::npos || !text.ends_with(']')) {
        return {text, "Value"};
    }
    return {text.substr(0, bracket), text.substr(bracket + 1, text.size() - bracket - 2)};
}

// The attribute of one Set-Cookie header; no value when it is not there.
std::optional<Value> cookieAttribute(std::string_view header, std::string_view attribute)
{
    const std::size_t end = std::min(header.find(';'), header.size());
    if (equalIgnoringCase(attribute, "Value")) {
        return Value{std::string(header.substr(header.find('=') + 1, end - header.find('=') - 1))};
    }
    std::string_view rest = header.substr(end);
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const std::string_view part = trimmed(rest.substr(0, rest.find(';')));
        const std::size_t equals = std::min(part.find('='), part.size());
        if (equalIgnoringCase(part.substr(0, equals), attribute)) {
            return equals == part.size() ? Value{true} : valueOfWord(part.substr(equals + 1));
        }
        rest = rest.substr(std::min(rest.find(';'), rest.size()));
    }
    return std::nullopt;
}

} // namespace

Expected<std::string> decodedText(const std::string &bytes, std::string_view charset)
{
    if (equalIgnoringCase(charset, "utf-8")) {
        return bytes;
    }
    QStringDecoder decoder(std::string(charset).c_str());
    if (!decoder.isValid()) {
        return failure(said(Words::tr("Unknown charset %1"), {charset}));
    }
    const QString text =
        decoder(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    return text.toStdString();
}

Expected<std::optional<Value>> findRegex(std::string_view text, const std::string &expression)
{
    const auto regex = spec::quietRegex(expression);
    if (!regex) {
        return tl::unexpected(regex.error());
    }
    absl::string_view groups[2];
    const int count = std::min((*regex)->NumberOfCapturingGroups(), 1) + 1;
    if (!(*regex)->Match({text.data(), text.size()}, 0, text.size(), re2::RE2::UNANCHORED, groups,
                         count)) {
        return std::nullopt;
    }
    const absl::string_view match = groups[count - 1];
    return Value{std::string(match.data(), match.size())};
}

Evaluation::Evaluation(const TransferResult &result, const Variables &variables)
    : m_result(result)
    , m_variables(variables)
{
}

Expected<std::string> Evaluation::body()
{
    if (!m_body) {
        m_body = unpacked();
    }
    return *m_body;
}

// A check of half a body would tell nothing.
Expected<std::string> Evaluation::unpacked() const
{
    const ReadableBody body = unpackedBody(m_result.body, m_result.head());
    if (!body.foreignPacking.empty()) {
        return failure(said(Words::tr("The body is packed as \"%1\", which is not unpacked here"),
                            {body.foreignPacking}),
                       {}, said(Words::tr("The option \"compressed\" asks for what curl unpacks")));
    }
    if (!body.damagedPacking.empty()) {
        return failure(
            said(Words::tr("The body's %1 data is damaged, or ends early"), {body.damagedPacking}));
    }
    if (body.isCut) {
        return failure(said(Words::tr("Unpacked, the body is larger than %1 bytes"),
                            {std::to_string(ReadableBody::kMaxUnpacked)}));
    }
    if (!body.problem.empty()) {
        return failure(body.problem);
    }
    return body.bytes == nullptr ? Expected<std::string>() : body.bytes->readAll();
}

Expected<std::string> Evaluation::text()
{
    const auto bytes = body();
    if (!bytes) {
        return bytes;
    }
    const std::string charset = charsetOfText(m_result.head(), *bytes);
    return charset.empty() ? bytes : decodedText(*bytes, charset);
}

Expected<std::optional<Value>> Evaluation::value(const Query &query,
                                                 const std::vector<Filter> &filters)
{
    Found found = this->query(query);
    for (const Filter &filter : filters) {
        if (!found || !*found) {
            break;
        }
        found = applyFilter(filter, **found, m_variables);
    }
    return found;
}

Evaluation::Found Evaluation::query(const Query &query)
{
    if (query.argument) {
        auto argument = valueOfLiteral(*query.argument, m_variables);
        if (!argument) {
            return tl::unexpected(argument.error());
        }
        return argumentQuery(query, toText(*argument));
    }
    const ResponseHead *head = m_result.head();
    if (query.name == "status") {
        return Value{std::int64_t{m_result.status()}};
    }
    if (query.name == "version") {
        return Value{head == nullptr ? std::string()
                                     : head->version.substr(head->version.find('/') + 1)};
    }
    if (query.name == "url") {
        return Value{m_result.url};
    }
    if (query.name == "duration") {
        return Value{std::int64_t{
            std::chrono::duration_cast<std::chrono::milliseconds>(m_result.timings.total).count()}};
    }
    if (query.name == "ip") {
        return Value{m_result.connection.remoteAddress};
    }
    if (query.name == "redirects") {
        return redirects();
    }
    return bodyQuery(query);
}

Evaluation::Found Evaluation::bodyQuery(const Query &query)
{
    if (query.name == "rawbytes") { // libcurl has unpacked them where it was asked to
        const auto raw =
            m_result.body == nullptr ? Expected<std::string>() : m_result.body->readAll();
        return raw ? Found(Value{Bytes{*raw}}) : tl::unexpected(raw.error());
    }
    const auto bytes = query.name == "body" ? text() : body();
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    if (query.name == "body") {
        return Value{*bytes};
    }
    if (query.name == "sha256") {
        return digest(*bytes, QCryptographicHash::Sha256);
    }
    if (query.name == "md5") {
        return digest(*bytes, QCryptographicHash::Md5);
    }
    return Value{Bytes{*bytes}};
}

Evaluation::Found Evaluation::argumentQuery(const Query &query, const std::string &argument)
{
    if (query.name == "header") {
        return header(argument);
    }
    if (query.name == "cookie") {
        return cookie(argument);
    }
    if (query.name == "certificate") {
        return certificate(argument);
    }
    if (query.name == "variable") {
        const auto found = m_variables.find(argument);
        return found == m_variables.end() ? std::nullopt : std::optional(found->second);
    }
    const auto text = this->text();
    if (!text) {
        return tl::unexpected(text.error());
    }
    if (query.name == "jsonpath") {
        return findJsonPath(*text, argument);
    }
    if (query.name == "regex") {
        return findRegex(*text, argument);
    }
    return failure(said(Words::tr("XPath is not supported")), argument,
                   said(Words::tr("Use regex, or jsonpath for JSON")));
}

// Several headers of one name are a list.
Evaluation::Found Evaluation::header(const std::string &name) const
{
    ValueList values;
    for (const auto &[key, value] :
         m_result.head() == nullptr ? std::vector<Header>() : m_result.head()->headers) {
        if (equalIgnoringCase(key, name)) {
            values.push_back({value});
        }
    }
    if (values.empty()) {
        return std::nullopt;
    }
    return values.size() == 1 ? values.front() : Value{std::move(values)};
}

Evaluation::Found Evaluation::cookie(const std::string &name) const
{
    const auto [cookie, attribute] = cookieQuery(name);
    for (const auto &[key, value] :
         m_result.head() == nullptr ? std::vector<Header>() : m_result.head()->headers) {
        if (equalIgnoringCase(key, "Set-Cookie") && value.starts_with(cookie + "=")) {
            return cookieAttribute(value, attribute);
        }
    }
    return std::nullopt;
}

Evaluation::Found Evaluation::certificate(const std::string &name) const
{
    if (m_result.tls.certificates.empty()) {
        return std::nullopt;
    }
    const std::string wanted = name == "Expire-Date"     ? "Expire date"
                               : name == "Start-Date"    ? "Start date"
                               : name == "Serial-Number" ? "Serial Number"
                                                         : name;
    for (const auto &[key, value] : m_result.tls.certificates.front()) {
        if (equalIgnoringCase(key, wanted)) {
            return Value{value};
        }
    }
    return std::nullopt;
}

Value Evaluation::redirects() const
{
    ValueList list;
    for (const ResponseHead &head : m_result.heads) {
        const std::string *location = head.find("Location");
        if (location != nullptr && head.status >= 300 && head.status < 400 &&
            &head != m_result.head()) {
            list.push_back(
                {ValueMembers{{"location", {*location}}, {"status", {std::int64_t{head.status}}}}});
        }
    }
    return {std::move(list)};
}

Expected<Value> valueOfLiteral(const Literal &literal, const Variables &variables)
{
    Spelling spelling = Spelling::Escaped;
    switch (literal.kind) {
    case Literal::Kind::Fixed:
        return literal.value;
    case Literal::Kind::Regex:
        return Value{literal.text};
    case Literal::Kind::Variable:
        return valueOfPlaceholder(literal.text, variables);
    case Literal::Kind::Multiline:
        spelling = Spelling::Verbatim;
        break;
    case Literal::Kind::Template:
        break;
    }
    auto text = expand(literal.text, spelling, variables);
    if (!text) {
        return tl::unexpected(text.error());
    }
    return Value{*std::move(text)};
}

Expected<void> Evaluation::check(const Assertion &assertion)
{
    const Found found = value(assertion.query, assertion.filters);
    if (!found) {
        return tl::unexpected(found.error());
    }
    const Expected<bool> isTrue = holds(assertion.predicate, *found, m_variables);
    if (!isTrue) {
        return tl::unexpected(isTrue.error());
    }
    if (*isTrue) {
        return {};
    }
    constexpr std::size_t kShown = 300;
    std::string actual = *found ? toSpelled(**found) : said(Words::tr("nothing"));
    if (actual.size() > kShown) {
        actual.replace(kShown, std::string::npos, "...");
    }
    return failure(*found ? said(Words::tr("is %1 (%2)"), {actual, typeName(**found)})
                          : said(Words::tr("is %1"), {actual}));
}

} // namespace gw::requests
