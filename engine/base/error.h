// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace gw {

// Why something could not be done, in words for the person who has to mend it.
struct Error {
    std::string what;   // what failed: "Listen path is empty"
    std::string where;  // file, JSON pointer, address or symbol; may be empty
    std::string remedy; // the way out: "Give the API a proxy.listen_path"; may be empty

    // One line: "where: what (remedy)". Parts that are empty are left out.
    [[nodiscard]] std::string text() const;
};

// What errno means, in the C locale: "Connection refused".
[[nodiscard]] std::string systemErrorText(int code);

} // namespace gw
