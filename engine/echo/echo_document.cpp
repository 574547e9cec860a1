// SPDX-License-Identifier: GPL-3.0-or-later
#include "echo/echo_document.h"

#include <jsoncons/json.hpp>

#include <map>

namespace gw::echo {

using jsoncons::json;

struct EchoDocument::Private {
    json root{jsoncons::json_object_arg};
};

namespace {

json objectOf(const Pairs &pairs)
{
    std::map<std::string, std::vector<std::string>> values;
    for (const auto &[name, value] : pairs) {
        values[asUtf8(name)].push_back(asUtf8(value));
    }
    json object(jsoncons::json_object_arg);
    for (const auto &[name, texts] : values) {
        if (texts.size() == 1) {
            object.insert_or_assign(name, texts.front());
            continue;
        }
        json list(jsoncons::json_array_arg);
        for (const std::string &text : texts) {
            list.push_back(text);
        }
        object.insert_or_assign(name, std::move(list));
    }
    return object;
}

} // namespace

EchoDocument::EchoDocument()
    : d(std::make_unique<Private>())
{
}

EchoDocument::~EchoDocument() = default;
EchoDocument::EchoDocument(EchoDocument &&) noexcept = default;

void EchoDocument::setText(std::string_view key, std::string_view value)
{
    d->root.insert_or_assign(key, asUtf8(value));
}

void EchoDocument::setNumber(std::string_view key, std::int64_t value)
{
    d->root.insert_or_assign(key, value);
}

void EchoDocument::setFlag(std::string_view key, bool value)
{
    d->root.insert_or_assign(key, value);
}

void EchoDocument::setPairs(std::string_view key, const Pairs &pairs)
{
    d->root.insert_or_assign(key, objectOf(pairs));
}

void EchoDocument::addPairs(const Pairs &pairs)
{
    d->root.merge_or_update(objectOf(pairs));
}

void EchoDocument::setJson(std::string_view key, std::string_view text)
{
    constexpr int kDeepest = 200;
    jsoncons::json_options options;
    options.max_nesting_depth(kDeepest);
    jsoncons::json_decoder<json> decoder;
    jsoncons::json_string_reader reader(text, decoder, options);
    std::error_code error;
    reader.read(error);
    const bool isJson = !error && decoder.is_valid();
    d->root.insert_or_assign(key, isJson ? decoder.get_result() : json(jsoncons::null_type()));
}

std::string EchoDocument::pretty() const
{
    jsoncons::json_options options;
    options.indent_size(2)
        .spaces_around_comma(jsoncons::spaces_option::no_spaces)
        .object_object_line_splits(jsoncons::line_split_kind::multi_line)
        .object_array_line_splits(jsoncons::line_split_kind::multi_line)
        .array_array_line_splits(jsoncons::line_split_kind::multi_line)
        .array_object_line_splits(jsoncons::line_split_kind::multi_line);
    std::string text;
    d->root.dump_pretty(text, options);
    return text + '\n';
}

std::string EchoDocument::line() const
{
    jsoncons::json_options options;
    options.spaces_around_comma(jsoncons::spaces_option::space_after)
        .spaces_around_colon(jsoncons::spaces_option::space_after);
    std::string text;
    d->root.dump(text, options);
    return text + '\n';
}

} // namespace gw::echo
