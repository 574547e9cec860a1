// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "request/request_context.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gw::chain {

// An error document with holes for message and status. Tyk's templates are Go templates; understood
// are {{.Message}} and {{.StatusCode}}, with or without a "|js" or "|html" behind them. The message
// is always escaped for the format of the document. Thread: any (immutable).
class ErrorTemplate final {
public:
    enum class Format : std::uint8_t { Json, Xml };

    // Fails on an action that is not one of the two.
    [[nodiscard]] static Expected<ErrorTemplate> compile(std::string_view text, Format format);

    void fill(int status, std::string_view message, std::string &out) const;

private:
    enum class Hole : std::uint8_t { None, Message, Status };
    struct Part {
        std::string text;
        Hole hole = Hole::None; // what comes behind the text
    };

    Format m_format = Format::Json;
    std::vector<Part> m_parts;
};

// The gateway's error answers (reference A6): {"error": "..."} or XML, as the request's
// Content-Type asks. Built with the snapshot. Thread: any (immutable).
class ErrorReply final {
public:
    // Reads error.json, error.xml, error_<code>.json and error_<code>.xml of settings.templatePath;
    // what is missing there is built in. A template that cannot be used is named in `problems`, and
    // the built-in one takes its place.
    [[nodiscard]] static ErrorReply load(const request::GatewaySettings &settings,
                                         std::vector<std::string> &problems);

    // Sets status and fields of the exchange's answer and writes the document to `body`. Fields
    // that steps have set before stay.
    void fill(request::RequestContext &context, int status, std::string_view message,
              std::string &body) const;

private:
    using Templates = std::map<int, ErrorTemplate>; // 0: for every code without one of its own

    [[nodiscard]] const ErrorTemplate &find(const Templates &templates, int status) const;

    Templates m_json;
    Templates m_xml;
    bool m_hidesGenerator = false;
    bool m_closesConnections = false;
};

} // namespace gw::chain
