// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/credentials.h"

#include "base/ascii.h"
#include "history/secret_mask.h"
#include "request_form/hurl_text.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace gw::request_form {

namespace {

using requests::Line;
using requests::Request;
using requests::SectionKind;
using Kind = Credentials::Kind;
using KeyPart = KeyLine::Part;

constexpr QLatin1StringView kAuthorization("Authorization");
constexpr QLatin1StringView kBearer("Bearer");

bool isActive(const Line &line)
{
    return line.state == Line::State::Active;
}

// Secrets that say nothing about the sender belong to the request.
bool isKeyName(const QString &name)
{
    constexpr std::array<std::string_view, 9> kOthers = {"cookie",    "proxy",    "idempotency",
                                                         "websocket", "csrf",     "xsrf",
                                                         "session",   "password", "signature"};
    const std::string lower = lowerAscii(name.toStdString());
    return history::isSecretName(name.toStdString()) &&
           std::ranges::none_of(kOthers, [&lower](std::string_view other) {
               return lower.find(other) != std::string::npos;
           });
}

bool isAuthorization(KeyPart part, const QString &name)
{
    return part == KeyPart::Header && name.compare(kAuthorization, Qt::CaseInsensitive) == 0;
}

// The names of headers are the same in any case of letters.
bool isNamed(const Line &line, const KeyLine &key)
{
    return isActive(line) && shownText(line.name).compare(key.name, key.part == KeyPart::Header
                                                                        ? Qt::CaseInsensitive
                                                                        : Qt::CaseSensitive) == 0;
}

// Another line may have that name as well, while one is typed that begins like it.
template <typename Lines>
auto findKey(Lines &lines, const KeyLine &key)
{
    const auto same = std::ranges::find_if(lines, [&key](const Line &line) {
        return isNamed(line, key) && shownText(line.value) == key.value;
    });
    return same != lines.end() ? same : std::ranges::find_if(lines, [&key](const Line &line) {
        return isNamed(line, key);
    });
}

std::vector<Line> linesAt(const Request &request, KeyPart part)
{
    return part == KeyPart::Header ? request.headers
                                   : linesOf(request.sections, SectionKind::Query);
}

KeyLine keyOf(KeyPart part, const Line &line)
{
    return {part, shownText(line.name), shownText(line.value)};
}

// The known one, Authorization, or the first whose name tells of a key.
std::optional<KeyLine> findAnyKey(const Request &request, const std::optional<KeyLine> &known)
{
    for (const KeyLine &key :
         {known.value_or(KeyLine()), KeyLine{.part = KeyPart::Header, .name = kAuthorization}}) {
        const std::vector<Line> lines = linesAt(request, key.part);
        if (const auto line = findKey(lines, key); !key.name.isEmpty() && line != lines.end()) {
            return keyOf(key.part, *line);
        }
    }
    for (const KeyPart part : {KeyPart::Header, KeyPart::Query}) {
        for (const Line &line : linesAt(request, part)) {
            if (isActive(line) && isKeyName(shownText(line.name))) {
                return keyOf(part, line);
            }
        }
    }
    return std::nullopt;
}

// curl's own schemes: an option of the scheme, and "user".
Credentials ofOptions(const Request &request)
{
    Credentials found;
    QString user;
    for (const Line &line : linesOf(request.sections, SectionKind::Options)) {
        if (!isActive(line) || line.value == "false") {
            continue;
        }
        if (line.name == "digest" || line.name == "ntlm") {
            found.kind = line.name == "digest" ? Kind::Digest : Kind::Ntlm;
        } else if (line.name == "aws-sigv4") {
            found.kind = Kind::AwsSigV4;
            found.signsFor = shownText(line.value);
        } else if (line.name == "user") {
            user = shownText(line.value);
        }
    }
    if (found.kind != Kind::None) {
        found.name = user.section(u':', 0, 0);
        found.secret = user.section(u':', 1);
    }
    return found;
}

bool isBearer(const KeyLine &key)
{
    return isAuthorization(key.part, key.name) &&
           (key.value == kBearer || key.value.startsWith(u"Bearer "_s));
}

// Leaves what means the same as it is spelled.
void respell(std::string &spelled, const QString &text, bool isName = false)
{
    if (shownText(spelled) != text) {
        const std::string plain = text.toStdString();
        spelled = isName ? requests::spellName(plain) : requests::spellValue(plain);
    }
}

// The section goes with its last line.
void eraseLines(Request &request, SectionKind kind, const auto &isOne)
{
    std::erase_if(request.sections, [&](requests::Section &section) {
        return section.kind == kind && std::erase_if(section.lines, isOne) > 0 &&
               section.lines.empty();
    });
}

void setLine(Request &request, SectionKind kind, const QString &name, const QString &value)
{
    std::vector<Line> &lines = sectionOf(request.sections, kind).lines;
    const auto found = std::ranges::find_if(lines, [&name, kind](const Line &line) {
        return isActive(line) && (kind == SectionKind::BasicAuth || shownText(line.name) == name);
    });
    Line &line = found == lines.end() ? lines.emplace_back() : *found;
    respell(line.name, name, true);
    respell(line.value, value);
}

std::vector<Line> &linesAt(Request &request, KeyPart part)
{
    return part == KeyPart::Header ? request.headers
                                   : sectionOf(request.sections, SectionKind::Query).lines;
}

void eraseKey(Request &request, const KeyLine &key)
{
    const auto erase = [&key](std::vector<Line> &lines) {
        const auto line = findKey(lines, key);
        const bool isThere = line != lines.end();
        if (isThere) {
            lines.erase(line);
        }
        return isThere;
    };
    if (key.part == KeyPart::Header) {
        erase(request.headers);
        return;
    }
    std::erase_if(request.sections, [&erase](requests::Section &section) {
        return section.kind == SectionKind::Query && erase(section.lines) && section.lines.empty();
    });
}

// In the line that it stood in; a second Authorization would be sent beside the first.
void writeKey(Request &request, const KeyLine &key, const std::optional<KeyLine> &last)
{
    std::vector<Line> &lines = linesAt(request, key.part);
    const bool isInPlace = last && last->part == key.part && !last->name.isEmpty();
    const auto found = isInPlace                             ? findKey(lines, *last)
                       : isAuthorization(key.part, key.name) ? findKey(lines, key)
                                                             : lines.end();
    Line &line = found == lines.end() ? lines.emplace_back() : *found;
    respell(line.name, key.name, true);
    respell(line.value, key.value);
}

void writeOptions(Request &request, const Credentials &credentials)
{
    switch (credentials.kind) {
    case Kind::AwsSigV4:
        setLine(request, SectionKind::Options, u"aws-sigv4"_s, credentials.signsFor);
        break;
    case Kind::Ntlm:
        setLine(request, SectionKind::Options, u"ntlm"_s, u"true"_s);
        break;
    default:
        setLine(request, SectionKind::Options, u"digest"_s, u"true"_s);
        break;
    }
    setLine(request, SectionKind::Options, u"user"_s, credentials.name + u':' + credentials.secret);
}

// The options that say who the sender is, but for those that are to be written.
void eraseOptions(Request &request, Kind kept)
{
    eraseLines(request, SectionKind::Options, [kept](const Line &line) {
        return isActive(line) && ((line.name == "digest" && kept != Kind::Digest) ||
                                  (line.name == "ntlm" && kept != Kind::Ntlm) ||
                                  (line.name == "aws-sigv4" && kept != Kind::AwsSigV4) ||
                                  (line.name == "user" && kept < Kind::Digest));
    });
}

} // namespace

std::optional<KeyLine> Credentials::line() const
{
    if (kind == Kind::Bearer) {
        const bool isSpelled = isAuthorization(KeyPart::Header, keyName); // in any case of letters
        return KeyLine{KeyPart::Header, isSpelled ? keyName : QString(kAuthorization),
                       secret.isEmpty() ? QString(kBearer) : u"Bearer "_s + secret};
    }
    if (kind == Kind::ApiKey && !keyName.isEmpty()) {
        return KeyLine{part, keyName, secret};
    }
    return std::nullopt;
}

Credentials credentialsOf(const Request &request, const std::optional<KeyLine> &known)
{
    Credentials found = ofOptions(request);
    if (found.kind != Kind::None) {
        return found;
    }
    for (const Line &line : linesOf(request.sections, SectionKind::BasicAuth)) {
        if (isActive(line)) {
            found.kind = Kind::Basic;
            found.name = shownText(line.name);
            found.secret = shownText(line.value);
            return found;
        }
    }
    if (const auto key = findAnyKey(request, known)) {
        const bool isToken = isBearer(*key);
        found.kind = isToken ? Kind::Bearer : Kind::ApiKey;
        found.secret = isToken ? key->value.sliced(kBearer.size()).trimmed() : key->value;
        found.part = key->part;
        found.keyName = key->name;
    }
    return found;
}

void writeCredentials(Request &request, const Credentials &credentials,
                      const std::optional<KeyLine> &last)
{
    const bool isBasic = credentials.kind == Kind::Basic && !credentials.name.isEmpty();
    const std::optional<KeyLine> line = credentials.line();
    eraseOptions(request, credentials.kind);
    if (!isBasic) {
        eraseLines(request, SectionKind::BasicAuth, &isActive);
    }
    if (last && (!line || line->part != last->part)) {
        eraseKey(request, *last);
    }
    if (isBasic) {
        setLine(request, SectionKind::BasicAuth, credentials.name, credentials.secret);
    } else if (line) {
        writeKey(request, *line, last);
    } else if (credentials.kind >= Kind::Digest) {
        writeOptions(request, credentials);
    }
}

} // namespace gw::request_form
