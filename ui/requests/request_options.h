// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/request_builder.h"

#include <QString>

namespace gw::requests {

// Applies one line of [Options], its value expanded. Fails for an unknown name or an invalid value.
[[nodiscard]] Expected<void> applyOption(std::string_view name, const std::string &value,
                                         PreparedRequest &request);

// What an option takes.
enum class OptionKind : std::uint8_t {
    Flag,
    Text,
    File,
    Duration,
    Number,
    Rounds, // a number above 0
    Bytes,
    Rate, // bytes per second
    HeaderLine,
    Url,
    Hosts,
    Addresses, // of a host, in place of the name server's
    OtherHost, // that is asked in place of one
    User,
    TlsLimit,
    CertificateType,
    KeyType,
    Interface,
    RequestTarget, // what a request may name in place of its path
    Variable,      // name=value
};

// "a number above 0": what a value of that kind is, in the language of the program.
[[nodiscard]] QString wordsFor(OptionKind kind);

struct OptionInfo {
    std::string_view name;
    OptionKind kind;
};

// All that [Options] knows.
[[nodiscard]] const std::vector<OptionInfo> &knownOptions();

// Whether the line of [Options] will be taken, as far as that is known without its variables. Fails
// as applyOption() will.
[[nodiscard]] Expected<void> checkOption(const Line &line);

// "500ms", "3s", "2m", or a number in the unit that the option has without one.
[[nodiscard]] std::optional<std::chrono::milliseconds> durationOf(std::string_view text,
                                                                  std::chrono::milliseconds unit);

} // namespace gw::requests
