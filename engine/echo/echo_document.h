// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "echo/text_codec.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace gw::echo {

// A JSON object as httpbin writes it: keys sorted, two blanks for a level. Texts that are not UTF-8
// are converted (see asUtf8).
class EchoDocument final {
public:
    EchoDocument();
    ~EchoDocument();
    EchoDocument(EchoDocument &&) noexcept;

    void setText(std::string_view key, std::string_view value);
    void setNumber(std::string_view key, std::int64_t value);
    void setFlag(std::string_view key, bool value);
    // An object; the values of a name that repeats become a list.
    void setPairs(std::string_view key, const Pairs &pairs);
    // The same without the outer object: the pairs are members of the document.
    void addPairs(const Pairs &pairs);
    // The value that the text holds, null when it is not JSON.
    void setJson(std::string_view key, std::string_view text);

    [[nodiscard]] std::string pretty() const; // ends with a line break
    [[nodiscard]] std::string line() const;   // on one line, with a line break

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gw::echo
