// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/hurl_file.h"

#include <QString>

#include <optional>

namespace gw::request_form {

// A line of a request that carries a key, without Hurl's escapes.
struct KeyLine {
    enum class Part : std::uint8_t { Header, Query };
    Part part = Part::Header;
    QString name;
    QString value = {};

    bool operator==(const KeyLine &) const = default;
};

// Who a request says that it comes from, as a form shows it: without Hurl's escapes.
struct Credentials {
    enum class Kind : std::uint8_t { None, Basic, Bearer, ApiKey, Digest, Ntlm, AwsSigV4 };

    Kind kind = Kind::None;
    QString name;   // of the user, or the access key; empty for a token or a key
    QString secret; // password, token, key or secret key
    KeyLine::Part part = KeyLine::Part::Header; // of ApiKey, as what follows
    QString keyName;
    QString signsFor; // of AwsSigV4, as curl's --aws-sigv4 takes it

    bool operator==(const Credentials &) const = default;

    // What they are written as: a token or a key that has a name; none for the other kinds.
    [[nodiscard]] std::optional<KeyLine> line() const;
};

// What the request has. A header or a [Query] line is a key when its name tells of one
// (X-Api-Key, access_token, Authorization, ...), or when it has the name of the known one.
[[nodiscard]] Credentials credentialsOf(const requests::Request &request,
                                        const std::optional<KeyLine> &known = {});

// Puts them in the place of those that it has. `last`: the line of the request's own; it is changed
// in place, or goes. Other headers and parameters stay as they are, and so does all that is spelled
// as it should be. What has no name yet is left out.
void writeCredentials(requests::Request &request, const Credentials &credentials,
                      const std::optional<KeyLine> &last);

} // namespace gw::request_form
