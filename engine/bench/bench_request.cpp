// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/bench_request.h"

#include "http/field_list.h"

#include <fstream>
#include <iterator>
#include <sstream>

namespace gw::bench {

namespace {

// Takes the next line off, without its ending.
std::string_view takeLine(std::string_view &rest)
{
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

Error wrongLine(const std::string &where, int number, const std::string &what)
{
    return {
        what, where + ":" + std::to_string(number),
        "Write a request as HTTP does: POST /path HTTP/1.1, header fields, an empty line, body"};
}

bool readStart(BenchRequest &request, std::string_view line)
{
    request.method.clear();
    request.target.clear();
    std::istringstream words{std::string(line)};
    std::string version;
    std::string more;
    words >> request.method >> request.target >> version >> more;
    const bool isVersion = version.empty() || version.starts_with("HTTP/");
    return http::isFieldName(request.method) && request.target.starts_with('/') && isVersion &&
           more.empty();
}

bool readField(BenchRequest &request, std::string_view line)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
        return false;
    }
    std::string_view value = line.substr(colon + 1);
    const std::size_t first = value.find_first_not_of(" \t");
    value = first == std::string_view::npos
                ? std::string_view()
                : value.substr(first, value.find_last_not_of(" \t") - first + 1);
    request.fields.emplace_back(line.substr(0, colon), value);
    return http::isFieldName(request.fields.back().first) && http::isFieldValue(value);
}

} // namespace

Expected<BenchRequest> parseRequest(std::string_view text, const std::string &where)
{
    BenchRequest request;
    request.fields.clear();
    if (!readStart(request, takeLine(text))) {
        return tl::unexpected(wrongLine(where, 1, "Not the first line of a request"));
    }
    for (int number = 2; !text.empty(); ++number) {
        const std::string_view line = takeLine(text);
        if (line.empty()) {
            break;
        }
        if (!readField(request, line)) {
            return tl::unexpected(wrongLine(where, number, "Not a header field"));
        }
    }
    request.body = text.ends_with('\n') ? text.substr(0, text.size() - 1) : text;
    return request;
}

Expected<BenchRequest> readRequest(const std::filesystem::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        return failure("The request cannot be read", file.string());
    }
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    return parseRequest(text, file.string());
}

} // namespace gw::bench
