// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/quiet_regex.h"

namespace gw::spec {

Expected<std::unique_ptr<re2::RE2>> quietRegex(std::string_view expression)
{
    constexpr std::int64_t kMaxMemory = std::int64_t{1} << 20;
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(kMaxMemory);
    auto regex = std::make_unique<re2::RE2>(absl::string_view(expression.data(), expression.size()),
                                            options);
    if (!regex->ok()) {
        return failure("Invalid regular expression: " + regex->error(), std::string(expression));
    }
    return regex;
}

} // namespace gw::spec
