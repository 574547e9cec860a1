// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/readable_body.h"

#include "base/ascii.h"
#include "requests/body_packing.h"

#include <QByteArrayView>
#include <QStringDecoder>

namespace gw::requests {

namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10;
constexpr std::uint64_t kKeptInMemory = std::uint64_t{8} << 20; // above, on the disk

// Of text that is not UTF-8 by what its head says; else empty.
std::string charsetOf(const ResponseHead &head)
{
    constexpr std::string_view kName = "charset=";
    const std::string *type = head.find("Content-Type");
    const std::size_t at = type == nullptr ? std::string::npos : lowerAscii(*type).find(kName);
    if (at == std::string::npos) {
        return {};
    }
    std::string_view charset = std::string_view(*type).substr(at + kName.size());
    charset = trimmed(charset.substr(0, charset.find(';')));
    if (charset.size() > 1 && charset.front() == '"' && charset.back() == '"') {
        charset = charset.substr(1, charset.size() - 2);
    }
    const std::string lower = lowerAscii(charset);
    return lower == "utf-8" || lower == "utf8" || lower == "us-ascii" ? std::string()
                                                                      : std::string(charset);
}

void unpack(ReadableBody &done, const std::string &packing)
{
    UnpackedBody unpacked = unpackedBody(*done.bytes, packing, ReadableBody::kMaxUnpacked);
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
    return head != nullptr && (!packingsOf(*head).empty() || !charsetOf(*head).empty());
}

ReadableBody readableBody(std::shared_ptr<const ResponseBody> body, const ResponseHead *head)
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
    if (const std::string charset = charsetOf(*head);
        !charset.empty() && done.foreignPacking.empty()) {
        decode(done, charset);
    }
    return done;
}

} // namespace gw::requests
