// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/json_schema.h"

#include "spec/quiet_regex.h"
#include "spec/schema_wording.h"

#include <jsoncons/json.hpp>
#include <jsoncons_ext/jsonschema/common/keyword_validator.hpp>

// jsoncons matches `pattern` with std::regex, which needs stack for every character and exponential
// time for some expressions: a client could stop a worker. This is its validator for the value type
// that is used here, on RE2.
template <>
class jsoncons::jsonschema::pattern_validator<jsoncons::ojson> final
    : public keyword_validator<jsoncons::ojson> {
public:
    pattern_validator(const ojson &schema, const uri &schemaLocation,
                      const std::string &customMessage, const std::string &pattern,
                      const std::regex &)
        : keyword_validator<ojson>("pattern", schema, schemaLocation, customMessage)
    {
        gw::Expected<std::unique_ptr<re2::RE2>> regex = gw::spec::quietRegex(pattern);
        if (!regex) {
            JSONCONS_THROW(schema_error(regex.error().text()));
        }
        m_regex = std::move(*regex);
    }

private:
    walk_result do_validate(const eval_context<ojson> &context, const ojson &instance,
                            const jsonpointer::json_pointer &place, evaluation_results &,
                            error_reporter &reporter, ojson &) const final
    {
        if (!instance.is_string() || re2::RE2::PartialMatch(instance.as<std::string>(), *m_regex)) {
            return walk_result::advance;
        }
        const eval_context<ojson> here(context, this->keyword_name());
        return reporter.error(
            this->make_validation_message(here.eval_path(), place, "Does not match"));
    }

    walk_result do_walk(const eval_context<ojson> &, const ojson &instance,
                        const jsonpointer::json_pointer &place,
                        const json_schema_traits<ojson>::walk_reporter_type &reporter) const final
    {
        return reporter(this->keyword_name(), this->schema(), this->schema_location(), instance,
                        place);
    }

    std::unique_ptr<re2::RE2> m_regex;
};

#include <jsoncons_ext/jsonschema/jsonschema.hpp>

namespace gw::spec {

namespace {

using jsoncons::ojson;
namespace jsonschema = jsoncons::jsonschema;

constexpr int kMaxDepth = 128;
// Names are matched with std::regex by `patternProperties`; see above.
constexpr std::size_t kMaxNameBytes = 256;
constexpr std::size_t kMaxMessages = 50;

ojson parsed(std::string_view text)
{
    jsoncons::json_options options;
    options.max_nesting_depth(kMaxDepth).allow_comments(false);
    jsoncons::json_decoder<ojson> decoder;
    jsoncons::basic_json_reader<char, jsoncons::string_source<char>> reader(
        jsoncons::string_view(text.data(), text.size()), decoder, options,
        jsoncons::strict_json_parsing());
    reader.read();
    return decoder.get_result();
}

// `format: regex` would compile texts of clients with std::regex, which recurses without bound.
void dropRegexFormat(ojson &schema)
{
    if (schema.is_array()) {
        for (ojson &element : schema.array_range()) {
            dropRegexFormat(element);
        }
    }
    if (!schema.is_object()) {
        return;
    }
    if (schema.contains("format") && schema.at("format") == ojson("regex")) {
        schema.erase("format");
    }
    for (auto &member : schema.object_range()) {
        dropRegexFormat(member.value());
    }
}

// jsoncons passes over keywords with senseless values; the schema of schemas does not. Empty when
// the document is sound, or names a draft of its own.
std::string draft7Problem(const ojson &schema)
{
    if (schema.is_object() && schema.contains("$schema")) {
        return {};
    }
    const jsonschema::json_schema<ojson> draft =
        jsonschema::make_json_schema<ojson>(jsonschema::draft7::schema_draft7<ojson>::get_schema());
    std::string problem;
    draft.validate(schema, [&problem](const jsonschema::validation_message &message) {
        problem = message.instance_location().string() + ": " + message.message();
        return jsonschema::walk_result::abort;
    });
    return problem;
}

bool holdsLongName(const ojson &value)
{
    if (value.is_array()) {
        return std::ranges::any_of(value.array_range(), holdsLongName);
    }
    if (value.is_object()) {
        for (const auto &member : value.object_range()) {
            if (member.key().size() > kMaxNameBytes || holdsLongName(member.value())) {
                return true;
            }
        }
    }
    return false;
}

std::string fragmentOf(const std::string &uri)
{
    const std::size_t hash = uri.find('#');
    return hash == std::string::npos ? std::string() : uri.substr(hash + 1);
}

} // namespace

struct JsonSchema::Compiled {
    ojson schema;
    jsonschema::json_schema<ojson> validator;
    bool matchesNames = false;
};

JsonSchema::JsonSchema(std::shared_ptr<const Compiled> compiled)
    : m_compiled(std::move(compiled))
{
}

Expected<JsonSchema> JsonSchema::compile(std::string_view schema)
{
    try {
        ojson document = parsed(schema);
        if (!document.is_object() && !document.is_bool()) {
            return failure("The schema is neither an object nor true or false");
        }
        if (std::string problem = draft7Problem(document); !problem.empty()) {
            return failure("The JSON Schema is not valid: " + problem);
        }
        dropRegexFormat(document);
        const jsonschema::evaluation_options options =
            jsonschema::evaluation_options{}
                .default_version(jsonschema::schema_version::draft7())
                .require_format_validation(true);
        jsonschema::json_schema<ojson> validator =
            jsonschema::make_json_schema<ojson>(document, options);
        const bool matchesNames = schema.find("patternProperties") != std::string_view::npos;
        return JsonSchema(std::make_shared<const Compiled>(
            Compiled{std::move(document), std::move(validator), matchesNames}));
    } catch (const std::exception &error) {
        return failure(std::string("The JSON Schema is not valid: ") + error.what());
    }
}

Expected<std::vector<std::string>> JsonSchema::validate(std::string_view json) const
{
    try {
        const ojson instance = parsed(json);
        std::vector<std::string> messages;
        if (m_compiled->matchesNames && holdsLongName(instance)) {
            messages.push_back("(root): A property name is longer than " +
                               std::to_string(kMaxNameBytes) + " bytes");
            return messages;
        }
        m_compiled->validator.validate(
            instance, [&](const jsonschema::validation_message &message) {
                const Violation violation{std::string(message.keyword()),
                                          fragmentOf(message.schema_location().string()),
                                          message.instance_location().string(), message.message()};
                messages.push_back(gojsonschemaText(violation, m_compiled->schema, instance));
                return messages.size() < kMaxMessages ? jsonschema::walk_result::advance
                                                      : jsonschema::walk_result::abort;
            });
        return messages;
    } catch (const std::exception &error) {
        return failure(error.what());
    }
}

} // namespace gw::spec
