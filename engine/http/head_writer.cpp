// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/head_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace gw::http {

namespace {

// Writes into room that was made for the worst case; the rest is given back at the end.
class Cursor final {
public:
    Cursor(std::string &out, std::size_t room)
        : m_out(out)
    {
        const std::size_t size = out.size();
        out.resize(size + room);
        m_place = out.data() + size;
    }
    ~Cursor() { m_out.resize(static_cast<std::size_t>(m_place - m_out.data())); }
    Cursor(const Cursor &) = delete;
    Cursor &operator=(const Cursor &) = delete;

    Cursor &operator<<(std::string_view text)
    {
        m_place = std::copy(text.begin(), text.end(), m_place);
        return *this;
    }
    Cursor &operator<<(char c)
    {
        *m_place++ = c;
        return *this;
    }
    void number(std::uint64_t value, int base = 10)
    {
        m_place = std::to_chars(m_place, m_place + 24, value, base).ptr;
    }

private:
    std::string &m_out;
    char *m_place;
};

// Room for what the writer adds on its own: status line, Date, framing, empty line.
constexpr std::size_t kOwnRoom = 256;

std::size_t roomFor(const FieldList &fields)
{
    std::size_t room = 0;
    for (const Field &field : fields) {
        room += field.name.size() + field.value.size() + 4;
    }
    return room;
}

// True for nearly every text; false asks for the exact check. Eight bytes at a time: a byte below
// 0x20 or equal to 0x7f sets its top bit.
bool isPlain(std::string_view text)
{
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    constexpr std::uint64_t kTops = 0x8080808080808080U;
    const auto odd = [](std::uint64_t word) {
        const std::uint64_t below = (word - kOnes * 0x20) & ~word;
        const std::uint64_t del = word ^ (kOnes * 0x7f);
        return (below | ((del - kOnes) & ~del)) & kTops;
    };
    std::uint64_t word = 0;
    while (text.size() >= sizeof word) {
        std::memcpy(&word, text.data(), sizeof word);
        if (odd(word) != 0) {
            return false;
        }
        text.remove_prefix(sizeof word);
    }
    word = kOnes * 'x';
    std::copy(text.begin(), text.end(), reinterpret_cast<char *>(&word));
    return odd(word) == 0;
}

bool isDate(std::string_view name)
{
    return name.size() == 4 && equalsIgnoreCase(name, "Date");
}

bool isHost(std::string_view name)
{
    return name.size() == 4 && equalsIgnoreCase(name, "Host");
}

void writeField(Cursor &cursor, const Field &field)
{
    if (!isFieldName(field.name) || (!isPlain(field.value) && !isFieldValue(field.value))) {
        return;
    }
    cursor << field.name << ": " << field.value << "\r\n";
}

void writePersistence(Cursor &cursor, Persistence persistence)
{
    switch (persistence) {
    case Persistence::Default:
        break;
    case Persistence::Close:
        cursor << "Connection: close\r\n";
        break;
    case Persistence::KeepAlive:
        cursor << "Connection: keep-alive\r\n";
        break;
    case Persistence::Upgrade:
        cursor << "Connection: Upgrade\r\n";
        break;
    }
}

void writeStatusLine(Cursor &cursor, int status, std::string_view reason)
{
    cursor << "HTTP/1.1 ";
    cursor.number(static_cast<std::uint64_t>(status));
    cursor << ' ' << reason << "\r\n";
}

} // namespace

bool isFramingName(std::string_view name)
{
    switch (name.size()) {
    case 10:
        return equalsIgnoreCase(name, "Connection") || equalsIgnoreCase(name, "Keep-Alive");
    case 14:
        return equalsIgnoreCase(name, "Content-Length");
    case 17:
        return equalsIgnoreCase(name, "Transfer-Encoding");
    default:
        return false;
    }
}

bool mayTrail(std::string_view name)
{
    constexpr std::string_view kNever[] = {"Authorization",
                                           "Cache-Control",
                                           "Content-Encoding",
                                           "Content-Range",
                                           "Content-Type",
                                           "Cookie",
                                           "Expect",
                                           "Host",
                                           "Location",
                                           "Max-Forwards",
                                           "Pragma",
                                           "Proxy-Authenticate",
                                           "Proxy-Connection",
                                           "Proxy-Authorization",
                                           "Range",
                                           "Set-Cookie",
                                           "TE",
                                           "Trailer",
                                           "Upgrade",
                                           "WWW-Authenticate",
                                           "Forwarded",
                                           "X-Forwarded-For",
                                           "X-Real-IP",
                                           "Content-Location"};
    constexpr std::string_view kConditions = "If-";
    return !isFramingName(name) &&
           !equalsIgnoreCase(name.substr(0, kConditions.size()), kConditions) &&
           std::none_of(std::begin(kNever), std::end(kNever),
                        [&](std::string_view other) { return equalsIgnoreCase(name, other); });
}

bool usuallyHasBody(std::string_view method)
{
    return method == "POST" || method == "PUT" || method == "PATCH";
}

std::string_view DateClock::text()
{
    std::timespec now{};
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    return textAt(now.tv_sec);
}

std::string_view DateClock::textAt(std::time_t second)
{
    constexpr std::size_t kSize = 29;
    if (second != m_second) {
        static constexpr std::array<const char *, 7> kDays = {"Sun", "Mon", "Tue", "Wed",
                                                              "Thu", "Fri", "Sat"};
        static constexpr std::array<const char *, 12> kMonths = {
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        std::tm parts{};
        gmtime_r(&second, &parts);
        // strftime would follow the locale.
        std::strftime(m_text, sizeof m_text, "ddd, %d mmm %Y %H:%M:%S GMT", &parts);
        std::memcpy(m_text, kDays[static_cast<std::size_t>(parts.tm_wday)], 3);
        std::memcpy(m_text + 8, kMonths[static_cast<std::size_t>(parts.tm_mon)], 3);
        m_second = second;
    }
    return {m_text, kSize};
}

void writeResponseHead(std::string &out, const ResponseHead &head, const ResponseFraming &framing,
                       DateClock &clock)
{
    const bool isReasonGiven = !head.reason.empty() && isFieldValue(head.reason);
    const std::string_view reason = isReasonGiven ? head.reason : standardReason(head.status);
    Cursor cursor(out, kOwnRoom + reason.size() + roomFor(head.fields));
    writeStatusLine(cursor, head.status, reason);
    bool hasDate = false;
    for (const Field &field : head.fields) {
        if (!isFramingName(field.name)) {
            hasDate = hasDate || isDate(field.name);
            writeField(cursor, field);
        }
    }
    if (!hasDate) {
        cursor << "Date: " << clock.text() << "\r\n";
    }
    if (framing.isChunked) {
        cursor << "Transfer-Encoding: chunked\r\n";
    } else if (framing.contentLength) {
        cursor << "Content-Length: ";
        cursor.number(*framing.contentLength);
        cursor << "\r\n";
    }
    writePersistence(cursor, framing.persistence);
    cursor << "\r\n";
}

void writeInformationalHead(std::string &out, int status, const FieldList &fields)
{
    Cursor cursor(out, kOwnRoom + roomFor(fields));
    writeStatusLine(cursor, status, standardReason(status));
    for (const Field &field : fields) {
        if (!isFramingName(field.name)) {
            writeField(cursor, field);
        }
    }
    cursor << "\r\n";
}

void writeRequestHead(std::string &out, const OutgoingHead &head)
{
    const std::size_t fields = head.fields == nullptr ? 0 : roomFor(*head.fields);
    Cursor cursor(out, kOwnRoom + head.method.size() + head.target.size() + head.host.size() +
                           head.proxyAuthorization.size() + fields);
    cursor << head.method << ' ' << head.target << " HTTP/1.1\r\nHost: " << head.host << "\r\n";
    if (!head.proxyAuthorization.empty()) {
        cursor << "Proxy-Authorization: " << head.proxyAuthorization << "\r\n";
    }
    if (head.fields != nullptr) {
        for (const Field &field : *head.fields) {
            if (!isFramingName(field.name) && !isHost(field.name)) {
                writeField(cursor, field);
            }
        }
    }
    if (!head.bodyLength) {
        cursor << "Transfer-Encoding: chunked\r\n";
    } else if (*head.bodyLength > 0 || usuallyHasBody(head.method)) {
        cursor << "Content-Length: ";
        cursor.number(*head.bodyLength);
        cursor << "\r\n";
    }
    writePersistence(cursor, head.persistence);
    cursor << "\r\n";
}

void writeChunkStart(std::string &out, std::size_t size)
{
    Cursor cursor(out, 26);
    cursor.number(size, 16);
    cursor << "\r\n";
}

void writeLastChunk(std::string &out, const FieldList *trailers)
{
    Cursor cursor(out, 8 + (trailers == nullptr ? 0 : roomFor(*trailers)));
    cursor << "0\r\n";
    if (trailers != nullptr) {
        for (const Field &field : *trailers) {
            if (mayTrail(field.name)) {
                writeField(cursor, field);
            }
        }
    }
    cursor << "\r\n";
}

} // namespace gw::http
