// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/exact_json.h"

#include <jsoncons/json_options.hpp>

namespace gw::requests {

jsoncons::basic_json_options<char> asSpelled()
{
    jsoncons::json_options options;
    options.lossless_number(true).bignum_format(jsoncons::bignum_format_kind::raw).indent_size(2);
    options.spaces_around_comma(jsoncons::spaces_option::no_spaces); // no spaces at ends of lines
    return options;
}

} // namespace gw::requests
