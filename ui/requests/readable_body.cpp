// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/readable_body.h"

#include "base/ascii.h"

#include <QByteArrayView>
#include <QIODevice>
#include <QStringDecoder>

#include <KCompressionDevice>
#include <algorithm>
#include <array>

namespace gw::requests {

namespace {

using BodyPointer = std::shared_ptr<const ResponseBody>;

constexpr std::size_t kPiece = std::size_t{64} << 10;
constexpr std::uint64_t kKeptInMemory = std::uint64_t{8} << 20; // above, on the disk

// A body as a device from which another one reads.
class BodyDevice final : public QIODevice {
public:
    BodyDevice(const ResponseBody &body, std::uint64_t begin)
        : m_body(body)
        , m_at(begin)
    {
        open(ReadOnly);
    }

    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 length) override
    {
        const auto part = m_body.read(m_at, static_cast<std::uint64_t>(length));
        if (!part) {
            return -1;
        }
        std::ranges::copy(*part, data);
        m_at += part->size();
        return static_cast<qint64>(part->size());
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const ResponseBody &m_body;
    std::uint64_t m_at;
};

// The codings of the last head, the outermost last, without those that change nothing.
std::vector<std::string> packingsOf(const ResponseHead &head)
{
    std::vector<std::string> packings;
    for (const auto &[name, value] : head.headers) {
        std::string_view rest = value;
        while (equalIgnoringCase(name, "Content-Encoding") && !rest.empty()) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            const std::string packing = lowerAscii(trimmed(rest.substr(0, comma), " \t"));
            if (!packing.empty() && packing != "identity") {
                packings.push_back(packing.starts_with("x-") ? packing.substr(2) : packing);
            }
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }
    return packings;
}

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

// How a packed body begins; libcurl may have unpacked it by itself.
struct Packing {
    KCompressionDevice::CompressionType type = KCompressionDevice::None; // None: it is not packed
    std::uint64_t begin = 0;                                             // of what is read
    bool isBare = false;                                                 // without a head
};

Packing packingAt(const ResponseBody &body, const std::string &name)
{
    const std::string start = body.read(0, 512).value_or(std::string());
    if (name == "gzip" && start.starts_with("\x1f\x8b")) {
        return {KCompressionDevice::GZip};
    }
    if (name == "zstd" && start.starts_with("\x28\xb5\x2f\xfd")) {
        return {KCompressionDevice::Zstd};
    }
    if (name == "deflate" && start.size() > 1) {
        const auto first = static_cast<unsigned char>(start[0]);
        const auto second = static_cast<unsigned char>(start[1]);
        if ((first & 0x0fU) == 8 && (first * 256U + second) % 31 == 0) {
            return {KCompressionDevice::GZip, 2, true}; // zlib's head, as the standard says
        }
        const bool isText =
            QByteArrayView(start.data(), static_cast<qsizetype>(start.size() - 1)).isValidUtf8();
        return {isText ? KCompressionDevice::None : KCompressionDevice::GZip, 0, true};
    }
    return {};
}

void unpack(ReadableBody &done, const std::string &name)
{
    if (name != "gzip" && name != "deflate" && name != "zstd") {
        done.foreignPacking = name;
        return;
    }
    const Packing packing = packingAt(*done.bytes, name);
    if (packing.type == KCompressionDevice::None) {
        return;
    }
    BodyDevice packed(*done.bytes, packing.begin);
    KCompressionDevice unpacker(&packed, false, packing.type);
    if (packing.isBare) {
        unpacker.setSkipHeaders();
    }
    if (!unpacker.open(QIODevice::ReadOnly)) {
        done.foreignPacking = name;
        return;
    }
    auto text = std::make_shared<ResponseBody>(kKeptInMemory);
    std::array<char, kPiece> piece{};
    qint64 count = 0;
    while (text->size() < ReadableBody::kMaxUnpacked &&
           (count = unpacker.read(piece.data(), piece.size())) > 0) {
        const auto kept = text->append({piece.data(), static_cast<std::size_t>(count)});
        if (!kept) {
            done.problem = kept.error().text();
            break;
        }
    }
    if (const auto finished = text->finish(); !finished) {
        done.problem = finished.error().text();
    }
    done.isCut = text->size() >= ReadableBody::kMaxUnpacked && !unpacker.atEnd();
    // The source is at its end, the packed text is not. What follows bare bytes is not looked at.
    if (count < 0 || (count == 0 && !packing.isBare && !unpacker.atEnd())) {
        done.damagedPacking = name;
    }
    done.packing = done.packing.empty() ? name : done.packing + ", " + name;
    done.bytes = std::move(text);
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
