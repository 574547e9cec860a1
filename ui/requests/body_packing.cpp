// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/body_packing.h"

#include "base/ascii.h"

#include <QByteArrayView>
#include <QIODevice>

#include <KCompressionDevice>
#include <algorithm>
#include <array>
#include <utility>

namespace gw::requests {

namespace {

constexpr std::size_t kStart = 512;     // that tells how it is packed
constexpr std::size_t kLeastStart = 18; // no shorter text is packed as gzip
constexpr std::size_t kPieceUnpacked = std::size_t{64} << 10;
constexpr std::uint64_t kUnpackedInMemory = std::uint64_t{8} << 20; // above, on the disk

// A body as a device from which another one reads.
class BodyDevice final : public QIODevice {
public:
    BodyDevice(const ResponseBody &body, std::uint64_t begin, std::uint64_t end)
        : m_body(body)
        , m_at(begin)
        , m_end(end)
    {
        open(ReadOnly);
    }

    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 length) override
    {
        const auto part =
            m_body.read(m_at, std::min(static_cast<std::uint64_t>(length), m_end - m_at));
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
    std::uint64_t m_end;
};

// How a packed body begins.
struct Packing {
    KCompressionDevice::CompressionType type = KCompressionDevice::None; // None: it is not packed
    std::uint64_t begin = 0;                                             // of what is read
    std::uint64_t tail = 0;                                              // that is not read
    bool isBare = false;                                                 // without a head
};

bool isKnown(const std::string &packing)
{
    return packing == "gzip" || packing == "deflate" || packing == "zstd";
}

// Of bytes that begin like this.
Packing packingOf(std::string_view start, const std::string &name)
{
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
            // zlib's head and check sum, as the standard says. The sum would be taken for data.
            return {KCompressionDevice::GZip, 2, 4, true};
        }
        const bool isText =
            QByteArrayView(start.data(), static_cast<qsizetype>(start.size() - 1)).isValidUtf8();
        return {isText ? KCompressionDevice::None : KCompressionDevice::GZip, 0, 0, true};
    }
    return {};
}

} // namespace

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

UnpackedBody unpackOne(const ResponseBody &body, const std::string &packing, std::uint64_t most)
{
    UnpackedBody done;
    done.isForeign = !isKnown(packing);
    const std::string start = body.read(0, kStart).value_or(std::string());
    const Packing how = done.isForeign ? Packing() : packingOf(start, packing);
    if (how.type == KCompressionDevice::None) {
        return done;
    }
    const std::uint64_t size = body.size();
    BodyDevice packed(body, how.begin, std::max(how.begin, size - std::min(size, how.tail)));
    KCompressionDevice unpacker(&packed, false, how.type);
    if (how.isBare) {
        unpacker.setSkipHeaders();
    }
    if (!unpacker.open(QIODevice::ReadOnly)) {
        done.isForeign = true;
        return done;
    }
    auto text = std::make_shared<ResponseBody>(kUnpackedInMemory);
    std::array<char, kPieceUnpacked> piece{};
    qint64 count = 0;
    while (text->size() < most && (count = unpacker.read(piece.data(), piece.size())) > 0) {
        const auto kept = text->append({piece.data(), static_cast<std::size_t>(count)});
        if (!kept) {
            done.problem = kept.error().text();
            break;
        }
    }
    if (const auto finished = text->finish(); !finished) {
        done.problem = finished.error().text();
    }
    done.isCut = text->size() >= most && !unpacker.atEnd();
    // The source is at its end, the packed text is not.
    done.isDamaged = count < 0 || (count == 0 && !unpacker.atEnd());
    done.bytes = std::move(text);
    return done;
}

// The bytes that have come, as a device that has nothing more for now at its end.
class PartUnpacker::Source final : public QIODevice {
public:
    explicit Source(std::size_t tail)
        : m_tail(tail)
    {
        open(ReadOnly);
    }

    void append(std::string_view bytes) { m_bytes += bytes; }
    void clear() { m_bytes = {}; }
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override
    {
        return static_cast<qint64>(ready()) + QIODevice::bytesAvailable();
    }

protected:
    qint64 readData(char *data, qint64 length) override
    {
        const std::size_t count = std::min(static_cast<std::size_t>(length), ready());
        std::copy_n(m_bytes.begin(), count, data);
        m_bytes.erase(0, count);
        return static_cast<qint64>(count);
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    [[nodiscard]] std::size_t ready() const
    {
        return m_bytes.size() - std::min(m_bytes.size(), m_tail);
    }

    std::string m_bytes;
    std::size_t m_tail; // that may be the end, which is not data
};

class PartUnpacker::Device final {
public:
    explicit Device(const Packing &how)
        : m_source(how.tail)
        , m_unpacker(&m_source, false, how.type)
    {
        if (how.isBare) {
            m_unpacker.setSkipHeaders();
        }
        m_unpacker.open(QIODevice::ReadOnly);
    }

    [[nodiscard]] std::string add(std::string_view bytes, std::size_t most)
    {
        std::string text;
        if (m_isOver) {
            return text;
        }
        m_source.append(bytes);
        std::array<char, kPieceUnpacked> piece{};
        qint64 count = 0;
        do {
            const std::size_t room = std::min(piece.size(), most - text.size());
            count = m_unpacker.read(piece.data(), static_cast<qint64>(room));
            text.append(piece.data(), static_cast<std::size_t>(std::max(count, qint64{0})));
        } while (count > 0 && text.size() < most);
        m_isOver = count < 0 || text.size() >= most || m_unpacker.atEnd();
        if (m_isOver) {
            m_source.clear();
        }
        return text;
    }

private:
    Source m_source;
    KCompressionDevice m_unpacker;
    bool m_isOver = false; // nothing more comes of it
};

PartUnpacker::PartUnpacker(const std::string &packing)
    : m_packing(packing)
    , m_foreign(isKnown(packing) ? std::string() : packing)
    , m_isPlain(!m_foreign.empty())
{
}

PartUnpacker::~PartUnpacker() = default;
PartUnpacker::PartUnpacker(PartUnpacker &&) noexcept = default;
PartUnpacker &PartUnpacker::operator=(PartUnpacker &&) noexcept = default;

std::string PartUnpacker::add(std::string_view bytes, std::size_t most)
{
    if (m_isPlain) {
        return std::string(bytes.substr(0, most));
    }
    if (m_device != nullptr) {
        return m_device->add(bytes, most);
    }
    m_begin += bytes;
    if (m_begin.size() < kLeastStart) {
        return {};
    }
    const std::string begin = std::exchange(m_begin, {});
    const Packing how = packingOf(std::string_view(begin).substr(0, kStart), m_packing);
    m_isPlain = how.type == KCompressionDevice::None;
    if (m_isPlain) {
        return begin.substr(0, most);
    }
    m_device = std::make_unique<Device>(how);
    return m_device->add(std::string_view(begin).substr(how.begin), most);
}

} // namespace gw::requests
