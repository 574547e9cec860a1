// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request/loop_controls.h"
#include "request/request_context.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gw::chain {

// What $secret_env.x and $secret_conf.x stand for. Fixed when the snapshot is built.
struct Secrets {
    std::map<std::string, std::string> environment;   // by upper-case name
    std::map<std::string, std::string> configuration; // tyk.conf "secrets"
};

// Text with Tyk's variables, compiled once: $tyk_context.name, $tyk_meta.name, $secret_env.name,
// $secret_conf.name, and, where groups of a match exist, $0 to $n. Thread: any (immutable).
class TextTemplate final {
public:
    TextTemplate() = default;
    // Whether $0 to $n stand for groups of a match, or for themselves.
    enum class Groups : std::uint8_t { Literal, Replaced };

    [[nodiscard]] static TextTemplate compile(std::string_view text, const Secrets &secrets,
                                              Groups groups = Groups::Literal);

    struct Url {
        std::string text;
        std::vector<request::TextPiece> foreign; // what does not stand in the definition
    };

    [[nodiscard]] bool isConstant() const;
    [[nodiscard]] bool startsWithText() const;
    // Valid while the request and the template live. A variable or group without a value is empty.
    // What a value holds is never looked at for variables again.
    [[nodiscard]] std::string_view expand(const request::RequestContext &context) const;
    // As a URL: values of variables but those that start with "http" are escaped.
    [[nodiscard]] Url expandUrl(const request::RequestContext &context,
                                std::span<const std::string_view> groups) const;

private:
    enum class Source : std::uint8_t { Text, Context, Meta, Group };
    struct Part {
        Source source = Source::Text;
        std::string text; // the text, or the variable's name
        std::size_t group = 0;
    };

    void appendText(std::string_view text);
    void appendVariable(std::string_view label, std::string_view name, const Secrets &secrets);
    [[nodiscard]] static std::string valueOf(const request::RequestContext &context,
                                             const Part &part);

    std::vector<Part> m_parts;
};

} // namespace gw::chain
