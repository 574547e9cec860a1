// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::requests {

// A Hurl file (hurl.dev) as it is spelled. Every byte of the file stands somewhere in here, so that
// writing gives back what was read, and an edit changes only what it is about. Texts keep their
// escapes and `{{variables}}`; template_text.h reads them.

// What stands around an item of the file.
struct Surround {
    std::string before; // empty lines and comments above it, whole lines
    std::string indent;
    std::string after = "\n"; // blanks, a comment and the line end behind it
    int line = 0;             // of the item, from 1; 0 when it was not read from a file

    bool operator==(const Surround &) const = default;
};

// One line of a section: "name: value", or for an assertion its text in `value`.
struct Line {
    enum class State : std::uint8_t {
        Active,
        Off,         // kept, not sent: "# gatewright: off name: value"
        GatewayFact, // "# gatewright: value", a statement about what the gateway did
    };

    Surround around = {};
    State state = State::Active;
    std::string name = {};
    std::string separator = ": ";
    std::string value = {};

    bool operator==(const Line &) const = default;
};

enum class SectionKind : std::uint8_t {
    Query,
    Form,
    Multipart,
    Cookies,
    BasicAuth,
    Options,
    Captures,
    Asserts,
};

struct Section {
    Surround around;
    SectionKind kind = SectionKind::Query;
    std::string title; // "[Query]", as it is spelled
    std::vector<Line> lines;

    bool operator==(const Section &) const = default;
};

enum class BodyKind : std::uint8_t { Json, Xml, Multiline, OneLine, Base64, Hex, File };

struct Body {
    Surround around;
    BodyKind kind = BodyKind::Json;
    std::string text; // as it is spelled, with its marks

    bool operator==(const Body &) const = default;
};

struct Request {
    Surround around;
    std::string method = "GET";
    std::string gap = " ";
    std::string url;
    std::vector<Line> headers;
    std::vector<Section> sections;
    std::optional<Body> body;

    bool operator==(const Request &) const = default;
};

struct Response {
    Surround around;
    std::string version = "HTTP"; // or HTTP/1.0, HTTP/1.1, HTTP/2, HTTP/3
    std::string gap = " ";
    std::string status = "*"; // a number, or "*" for any
    std::vector<Line> headers;
    std::vector<Section> sections;
    std::optional<Body> body;

    bool operator==(const Response &) const = default;
};

struct Entry {
    Request request;
    std::optional<Response> response;

    bool operator==(const Entry &) const = default;
};

struct HurlFile {
    std::vector<Entry> entries;
    std::string tail; // behind the last entry

    bool operator==(const HurlFile &) const = default;
};

constexpr std::string_view kGatewayMark = "# gatewright:";

// The title that a new section gets: "[Query]".
[[nodiscard]] std::string_view titleOf(SectionKind kind);
// Null when there is none.
[[nodiscard]] const Section *findSection(const std::vector<Section> &sections, SectionKind kind);
// The lines of the section; none when there is no such section.
[[nodiscard]] std::vector<Line> linesOf(const std::vector<Section> &sections, SectionKind kind);
// The section, made at the end when there is none.
[[nodiscard]] Section &sectionOf(std::vector<Section> &sections, SectionKind kind);

} // namespace gw::requests
