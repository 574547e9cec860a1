// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/json_place.h"

#include "base/ascii.h"
#include "spec/json_document.h"
#include "spec/json_pointer.h"

#include <algorithm>

namespace gw::editing {

namespace {

constexpr std::string_view kEndOfWord = " \t\r\n,:{}[]\"";

struct Token {
    std::size_t begin = 0;
    std::size_t end = 0;
    char first = '\0'; // '"' for a string, 'w' for a word, else the sign; '\0' at the end
    bool isClosed = true;
};

class Scanner final {
public:
    explicit Scanner(std::string_view text)
        : m_text(text)
    {
    }

    Token next()
    {
        const std::size_t begin = m_text.find_first_not_of(kWhitespace, m_at);
        if (begin == std::string_view::npos) {
            m_at = m_text.size();
            return {m_at, m_at, '\0', true};
        }
        const char first = m_text[begin];
        if (first == '"') {
            return string(begin);
        }
        if (std::string_view("{}[],:").find(first) != std::string_view::npos) {
            m_at = begin + 1;
            return {begin, m_at, first, true};
        }
        const std::size_t end = m_text.find_first_of(kEndOfWord, begin);
        m_at = end == std::string_view::npos ? m_text.size() : end;
        return {begin, m_at, 'w', true};
    }

private:
    Token string(std::size_t begin)
    {
        for (std::size_t i = begin + 1; i < m_text.size(); ++i) {
            if (m_text[i] == '\\') {
                ++i;
            } else if (m_text[i] == '"') {
                m_at = i + 1;
                return {begin, m_at, '"', true};
            } else if (m_text[i] == '\n') {
                m_at = i;
                return {begin, m_at, '"', false};
            }
        }
        m_at = m_text.size();
        return {begin, m_at, '"', false};
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

std::string decoded(std::string_view text, const Token &token)
{
    const std::string_view spelled = text.substr(token.begin, token.end - token.begin);
    if (token.first != '"') {
        return std::string(spelled);
    }
    if (token.isClosed) {
        if (const auto document = spec::JsonDocument::parse(std::string(spelled))) {
            return std::string(document->root().string());
        }
        return std::string(spelled.substr(1, spelled.size() - 2));
    }
    return std::string(spelled.substr(1));
}

// One array or object that is open.
struct Frame {
    bool isObject = false;
    bool wantsKey = true; // of an object: before the colon
    bool hasKey = false;
    std::size_t index = 0;
    std::string key;
    std::string pointer;
    std::vector<std::pair<std::string, std::string>> members;
};

class PlaceFinder final {
public:
    PlaceFinder(std::string_view text, std::size_t offset)
        : m_text(text)
        , m_offset(offset)
        , m_scanner(text)
    {
    }

    JsonPlace find()
    {
        m_place.begin = m_place.end = m_offset;
        while (true) {
            const Token token = m_scanner.next();
            if (!m_isFound && isAtOffset(token)) {
                note(token);
            }
            if (token.first == '\0') {
                break;
            }
            take(token);
            if (m_isFound && m_frames.size() < m_depth) {
                break;
            }
        }
        finish();
        return std::move(m_place);
    }

private:
    // A sign belongs to the offset in front of it only: the one behind it waits for what follows.
    [[nodiscard]] bool isAtOffset(const Token &token) const
    {
        const bool isSign = token.first != '"' && token.first != 'w';
        if (isSign) {
            return token.begin >= m_offset;
        }
        const bool isInside =
            token.first == '"' && token.isClosed ? m_offset < token.end : m_offset <= token.end;
        return isInside || token.begin >= m_offset;
    }

    [[nodiscard]] std::string childOf(const Frame &frame) const
    {
        return frame.isObject ? spec::childPointer(frame.pointer, frame.key)
                              : spec::childPointer(frame.pointer, frame.index);
    }

    void note(const Token &token)
    {
        m_isFound = true;
        m_depth = m_frames.size();
        const bool isUnder = (token.first == '"' || token.first == 'w') && token.begin < m_offset;
        if (isUnder) {
            m_place.begin = token.begin;
            m_place.end = token.end;
            m_place.isInString = token.first == '"';
        }
        if (m_frames.empty()) {
            const bool isScalar = isUnder && token.begin == m_text.find_first_not_of(kWhitespace);
            m_place.kind = isScalar ? JsonPlace::Kind::Value : JsonPlace::Kind::Outside;
            return;
        }
        const Frame &frame = m_frames.back();
        m_place.isInObject = frame.isObject;
        m_place.container = frame.pointer;
        m_place.kind =
            frame.isObject && frame.wantsKey ? JsonPlace::Kind::Key : JsonPlace::Kind::Value;
        if (m_place.kind == JsonPlace::Kind::Value) {
            m_place.key = frame.key;
            m_place.pointer = childOf(frame);
        } else if (isUnder) {
            m_place.key = decoded(m_text, token);
            m_place.pointer = spec::childPointer(frame.pointer, m_place.key);
            m_waitsForColon = true;
        } else {
            m_place.pointer = frame.pointer;
        }
    }

    void take(const Token &token)
    {
        if (m_waitsForColon && m_isFound && token.begin >= m_place.end) {
            m_place.hasColon = token.first == ':';
            m_waitsForColon = false;
        }
        switch (token.first) {
        case '{':
        case '[':
            open(token.first == '{');
            break;
        case '}':
        case ']':
            close();
            break;
        case ',':
            step();
            break;
        case ':':
            if (!m_frames.empty()) {
                m_frames.back().wantsKey = false;
            }
            break;
        default:
            scalar(token);
        }
    }

    void open(bool isObject)
    {
        Frame frame;
        frame.isObject = isObject;
        frame.wantsKey = isObject;
        if (!m_frames.empty()) {
            frame.pointer = childOf(m_frames.back());
        }
        m_frames.push_back(std::move(frame));
    }

    void close()
    {
        if (m_frames.empty()) {
            return;
        }
        if (m_isFound && m_frames.size() == m_depth) {
            m_place.members = std::move(m_frames.back().members);
        }
        m_frames.pop_back();
        valueDone();
    }

    void step()
    {
        if (m_frames.empty()) {
            return;
        }
        Frame &frame = m_frames.back();
        frame.wantsKey = frame.isObject;
        frame.key.clear();
        ++frame.index;
    }

    // Behind a member's value a key may follow, though its comma is missing.
    void valueDone()
    {
        if (!m_frames.empty() && m_frames.back().isObject) {
            m_frames.back().wantsKey = true;
        }
    }

    void scalar(const Token &token)
    {
        if (m_frames.empty()) {
            return;
        }
        Frame &frame = m_frames.back();
        if (!frame.isObject) {
            return;
        }
        if (frame.wantsKey) {
            frame.key = decoded(m_text, token);
            frame.members.emplace_back(frame.key, std::string());
        } else {
            if (!frame.members.empty()) {
                frame.members.back().second = decoded(m_text, token);
            }
            valueDone();
        }
    }

    void finish()
    {
        if (m_depth > 0 && m_frames.size() >= m_depth) {
            m_place.members = std::move(m_frames[m_depth - 1].members);
        }
    }

    std::string_view m_text;
    std::size_t m_offset;
    Scanner m_scanner;
    std::vector<Frame> m_frames;
    std::size_t m_depth = 0;
    bool m_isFound = false;
    bool m_waitsForColon = false;
    JsonPlace m_place;
};

} // namespace

JsonPlace placeAt(std::string_view text, std::size_t offset)
{
    return PlaceFinder(text, std::min(offset, text.size())).find();
}

} // namespace gw::editing
