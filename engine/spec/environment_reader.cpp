// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/environment_reader.h"

#include "base/ascii.h"

#include <charconv>
#include <limits>

namespace gw::spec {

namespace {

std::vector<std::string> parts(const std::string &text)
{
    std::vector<std::string> result;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        result.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return result;
}

template <typename T>
std::optional<T> numberIn(const std::string &text)
{
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                    : std::nullopt;
}

} // namespace

std::string EnvironmentReader::variablePart(std::string_view key)
{
    std::string part;
    for (const char c : key) {
        if (c != '_') {
            part += upperAscii(c);
        }
    }
    return part;
}

const std::string *EnvironmentReader::find(const std::string &name)
{
    const Environment::const_iterator variable = m_environment.find(name);
    if (variable == m_environment.end()) {
        return nullptr;
    }
    m_used.insert(name);
    return &variable->second;
}

void EnvironmentReader::fail(const std::string &name, const std::string &expected)
{
    if (!m_error) {
        m_error = Error{"The value is not " + expected, name, "Change or unset the variable"};
    }
}

void EnvironmentReader::assign(const std::string &name, std::string &target)
{
    if (const std::string *value = find(name)) {
        target = *value;
    }
}

// The words of Go's strconv.ParseBool.
void EnvironmentReader::assign(const std::string &name, bool &target)
{
    const std::string *value = find(name);
    if (value == nullptr) {
        return;
    }
    for (const char *word : {"1", "t", "T", "true", "TRUE", "True"}) {
        if (*value == word) {
            target = true;
            return;
        }
    }
    for (const char *word : {"0", "f", "F", "false", "FALSE", "False"}) {
        if (*value == word) {
            target = false;
            return;
        }
    }
    fail(name, "true or false");
}

void EnvironmentReader::assign(const std::string &name, std::int64_t &target)
{
    const std::string *value = find(name);
    if (value == nullptr) {
        return;
    }
    if (const std::optional<std::int64_t> number = numberIn<std::int64_t>(*value)) {
        target = *number;
    } else {
        fail(name, "a whole number");
    }
}

void EnvironmentReader::assign(const std::string &name, int &target)
{
    std::int64_t number = target;
    assign(name, number);
    if (number < std::numeric_limits<int>::min() || number > std::numeric_limits<int>::max()) {
        fail(name, "in range");
        return;
    }
    target = static_cast<int>(number);
}

void EnvironmentReader::assign(const std::string &name, double &target)
{
    const std::string *value = find(name);
    if (value == nullptr) {
        return;
    }
    if (const std::optional<double> number = numberIn<double>(*value)) {
        target = *number;
    } else {
        fail(name, "a number");
    }
}

void EnvironmentReader::assign(const std::string &name, std::vector<std::string> &target)
{
    if (const std::string *value = find(name)) {
        target = parts(*value);
    }
}

void EnvironmentReader::assign(const std::string &name, std::map<std::string, std::string> &target)
{
    const std::string *value = find(name);
    if (value == nullptr) {
        return;
    }
    std::map<std::string, std::string> result;
    for (const std::string &part : parts(*value)) {
        const std::size_t colon = part.find(':');
        if (colon == std::string::npos) {
            fail(name, "a list such as name:value,name:value");
            return;
        }
        result[part.substr(0, colon)] = part.substr(colon + 1);
    }
    target = std::move(result);
}

} // namespace gw::spec
