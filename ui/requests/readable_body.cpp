// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/readable_body.h"

#include "base/ascii.h"
#include "requests/body_packing.h"
#include "requests/xml_indenter.h"

#include <QByteArrayView>
#include <QStringDecoder>

#include <optional>

namespace gw::requests {

namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10;
constexpr std::uint64_t kKeptInMemory = std::uint64_t{8} << 20; // above, on the disk

std::string unlessUtf8(std::string_view charset)
{
    const std::string lower = lowerAscii(charset);
    return lower == "utf-8" || lower == "utf8" || lower == "us-ascii" ? std::string()
                                                                      : std::string(charset);
}

// Of texts that do not begin with the bytes of ASCII letters.
bool isWide(std::string_view charset)
{
    const std::string lower = lowerAscii(charset);
    return lower.starts_with("utf-16") || lower.starts_with("utf-32") ||
           lower.starts_with("iso-10646");
}

// What the head says; nothing where it is silent.
std::optional<std::string> charsetOf(const ResponseHead &head)
{
    constexpr std::string_view kName = "charset=";
    const std::string *type = head.find("Content-Type");
    const std::size_t at = type == nullptr ? std::string::npos : lowerAscii(*type).find(kName);
    if (at == std::string::npos) {
        return std::nullopt;
    }
    std::string_view charset = std::string_view(*type).substr(at + kName.size());
    charset = trimmed(charset.substr(0, charset.find(';')));
    if (charset.size() > 1 && charset.front() == '"' && charset.back() == '"') {
        charset = charset.substr(1, charset.size() - 2);
    }
    return unlessUtf8(charset);
}

// `<?xml version="1.0" encoding="ISO-8859-1"?>`; empty without one.
std::string declaredCharset(std::string_view begin)
{
    constexpr std::string_view kBegin = "<?xml";
    constexpr std::string_view kName = "encoding";
    if (!begin.starts_with(kBegin)) {
        return {};
    }
    std::string_view rest = begin.substr(0, begin.find("?>"));
    const std::size_t at = rest.find(kName);
    rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + kName.size());
    const std::size_t quote = rest.find_first_of("\"'");
    const bool hasEquals = trimmed(rest.substr(0, std::min(quote, rest.size()))) == "=";
    const std::size_t end = hasEquals ? rest.find(rest[quote], quote + 1) : std::string_view::npos;
    if (end == std::string_view::npos) {
        return {};
    }
    const std::string_view charset = rest.substr(quote + 1, end - quote - 1);
    return isWide(charset) ? std::string() : unlessUtf8(charset); // somebody has recoded it
}

bool isXml(const ResponseHead &head)
{
    const std::string *type = head.find("Content-Type");
    return type != nullptr && isXmlType(*type);
}

void unpack(ReadableBody &done, const std::string &packing)
{
    UnpackedBody unpacked = unpackOne(*done.bytes, packing, ReadableBody::kMaxUnpacked);
    if (unpacked.isForeign) {
        done.foreignPacking = packing;
    }
    if (unpacked.bytes == nullptr) {
        return;
    }
    done.isCut = unpacked.isCut;
    if (unpacked.isDamaged) {
        done.damagedPacking = packing;
    }
    if (!unpacked.problem.empty()) {
        done.problem = std::move(unpacked.problem);
    }
    done.packing = done.packing.empty() ? packing : done.packing + ", " + packing;
    done.bytes = std::move(unpacked.bytes);
}

void decode(ReadableBody &done, const std::string &charset)
{
    QStringDecoder decoder(charset.c_str());
    if (!decoder.isValid()) {
        done.foreignCharset = charset;
        return;
    }
    auto text = std::make_shared<ResponseBody>(kKeptInMemory);
    for (std::uint64_t at = 0; at < done.bytes->size() && done.problem.empty();) {
        const auto part = done.bytes->read(at, kPiece);
        if (!part || part->empty()) {
            done.problem = part ? std::string() : part.error().text();
            break;
        }
        at += part->size();
        const QString decoded =
            decoder.decode(QByteArrayView(part->data(), static_cast<qsizetype>(part->size())));
        if (const auto kept = text->append(decoded.toStdString()); !kept) {
            done.problem = kept.error().text();
        }
    }
    if (const auto finished = text->finish(); !finished) {
        done.problem = finished.error().text();
    }
    done.charset = charset;
    done.bytes = std::move(text);
}

} // namespace

bool needsReading(const ResponseHead *head)
{
    if (head == nullptr) {
        return false;
    }
    const std::optional<std::string> charset = charsetOf(*head);
    return !packingsOf(*head).empty() || (charset ? !charset->empty() : isXml(*head));
}

std::string charsetOfText(const ResponseHead *head, std::string_view begin)
{
    const std::optional<std::string> charset = head == nullptr ? std::nullopt : charsetOf(*head);
    return charset ? *charset : declaredCharset(begin);
}

ReadableBody unpackedBody(std::shared_ptr<const ResponseBody> body, const ResponseHead *head)
{
    ReadableBody done;
    done.bytes = std::move(body);
    if (head == nullptr || done.bytes == nullptr || done.bytes->size() == 0) {
        return done;
    }
    std::vector<std::string> packings = packingsOf(*head);
    while (!packings.empty() && done.foreignPacking.empty() && done.problem.empty()) {
        unpack(done, packings.back());
        packings.pop_back();
    }
    return done;
}

ReadableBody readableBody(std::shared_ptr<const ResponseBody> body, const ResponseHead *head)
{
    ReadableBody done = unpackedBody(std::move(body), head);
    if (head == nullptr || done.bytes == nullptr || !done.foreignPacking.empty()) {
        return done;
    }
    const auto begin = done.bytes->read(0, kDeclarationLength);
    if (const std::string charset = charsetOfText(head, begin.value_or(std::string()));
        !charset.empty() && done.bytes->size() > 0) {
        decode(done, charset);
    }
    return done;
}

} // namespace gw::requests
