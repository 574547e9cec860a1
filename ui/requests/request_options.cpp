// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/request_options.h"

#include "requests/environment.h"
#include "spec/nearest_word.h"

#include <algorithm>
#include <charconv>
#include <functional>

namespace gw::requests {

namespace {

using std::chrono::milliseconds;

// What an option writes to.
struct Target {
    TransferOptions &transfer;
    RunOptions &run;
    HttpRequest &http;
};

using Apply = bool (*)(Target &, const std::string &);

struct Option {
    std::string_view name;
    std::string_view takes; // for messages
    Apply apply;
};

bool readFlag(const std::string &value, bool &flag)
{
    flag = value == "true";
    return flag || value == "false";
}

template <typename Number>
bool readNumber(std::string_view value, Number &number)
{
    const auto end = std::from_chars(value.data(), value.data() + value.size(), number);
    return end.ec == std::errc() && end.ptr == value.data() + value.size() && !value.empty();
}

bool readDuration(const std::string &value, milliseconds unit, milliseconds &duration)
{
    const auto read = durationOf(value, unit);
    duration = read.value_or(duration);
    return read.has_value();
}

bool keep(const std::string &value, std::string &text)
{
    text = value;
    return !value.empty();
}

template <bool TransferOptions::*Member>
bool flag(Target &target, const std::string &value)
{
    return readFlag(value, target.transfer.*Member);
}

template <std::string TransferOptions::*Member>
bool text(Target &target, const std::string &value)
{
    return keep(value, target.transfer.*Member);
}

template <HttpVersion Version>
bool version(Target &target, const std::string &value)
{
    bool isOn = false;
    if (!readFlag(value, isOn)) {
        return false;
    }
    target.transfer.httpVersion = isOn ? Version : target.transfer.httpVersion;
    return true;
}

template <AddressFamily Family>
bool family(Target &target, const std::string &value)
{
    bool isOn = false;
    if (!readFlag(value, isOn)) {
        return false;
    }
    target.transfer.addressFamily = isOn ? Family : target.transfer.addressFamily;
    return true;
}

template <AuthScheme Scheme>
bool scheme(Target &target, const std::string &value)
{
    bool isOn = false;
    if (!readFlag(value, isOn)) {
        return false;
    }
    target.transfer.authScheme = isOn ? Scheme : target.transfer.authScheme;
    return true;
}

template <TlsVersion Version>
bool leastTls(Target &target, const std::string &value)
{
    bool isOn = false;
    if (!readFlag(value, isOn)) {
        return false;
    }
    target.transfer.leastTls = isOn ? Version : target.transfer.leastTls;
    return true;
}

bool mostTls(Target &target, const std::string &value)
{
    constexpr std::pair<std::string_view, TlsVersion> kVersions[] = {{"default", TlsVersion::Any},
                                                                     {"1.0", TlsVersion::V10},
                                                                     {"1.1", TlsVersion::V11},
                                                                     {"1.2", TlsVersion::V12},
                                                                     {"1.3", TlsVersion::V13}};
    const auto found =
        std::ranges::find(kVersions, value, [](const auto &entry) { return entry.first; });
    const bool isKnown = found != std::end(kVersions);
    target.transfer.mostTls = isKnown ? found->second : target.transfer.mostTls;
    return isKnown;
}

bool header(Target &target, const std::string &value)
{
    const std::size_t colon = value.find(':');
    if (colon == std::string::npos || colon == 0) {
        return false;
    }
    const std::size_t begin = std::min(value.find_first_not_of(' ', colon + 1), value.size());
    target.http.headers.emplace_back(value.substr(0, colon), value.substr(begin));
    return true;
}

// Hurl counts bytes per second, with k or m behind.
bool rate(Target &target, const std::string &value)
{
    std::int64_t factor = 1;
    std::string_view digits = value;
    if (!digits.empty() && (digits.back() == 'k' || digits.back() == 'K')) {
        factor = 1000;
    } else if (!digits.empty() && (digits.back() == 'm' || digits.back() == 'M')) {
        factor = 1'000'000;
    }
    digits.remove_suffix(factor == 1 ? 0 : 1);
    const bool isNumber = readNumber(digits, target.transfer.bytesPerSecond);
    target.transfer.bytesPerSecond *= factor;
    return isNumber && target.transfer.bytesPerSecond >= 0;
}

bool certificate(Target &target, const std::string &value)
{
    return keep(value, target.transfer.clientCertificate);
}

constexpr std::string_view kFlag = "true or false";
constexpr std::string_view kText = "a text";
constexpr std::string_view kDuration = "a duration such as 500ms or 3s";
constexpr std::string_view kNumber = "a number";

constexpr Option kOptions[] = {
    {"anyauth", kFlag, &scheme<AuthScheme::Any>},
    {"aws-sigv4", kText, &text<&TransferOptions::awsSigV4>},
    {"cacert", kText, &text<&TransferOptions::caFile>},
    {"cert", kText, &certificate},
    {"compressed", kFlag, &flag<&TransferOptions::isCompressed>},
    {"connect-timeout", kDuration,
     [](Target &target, const std::string &value) {
         return readDuration(value, milliseconds(1000), target.transfer.connectTimeout);
     }},
    {"connect-to", kText,
     [](Target &target, const std::string &value) {
         target.transfer.connectTo.push_back(value);
         return !value.empty();
     }},
    {"delay", kDuration,
     [](Target &target, const std::string &value) {
         return readDuration(value, milliseconds(1), target.run.delay);
     }},
    {"digest", kFlag, &scheme<AuthScheme::Digest>},
    {"header", "a header such as Name: value", &header},
    {"http1.0", kFlag, &version<HttpVersion::Http10>},
    {"http1.1", kFlag, &version<HttpVersion::Http11>},
    {"http2", kFlag, &version<HttpVersion::Http2>},
    {"http2-prior-knowledge", kFlag, &version<HttpVersion::Http2PriorKnowledge>},
    {"http3", kFlag, &version<HttpVersion::Http3>},
    {"insecure", kFlag,
     [](Target &target, const std::string &value) {
         bool isInsecure = false;
         const bool isRead = readFlag(value, isInsecure);
         target.transfer.verifyTls = !isInsecure;
         return isRead;
     }},
    {"ipv4", kFlag, &family<AddressFamily::V4>},
    {"ipv6", kFlag, &family<AddressFamily::V6>},
    {"key", kText, &text<&TransferOptions::clientKey>},
    {"limit-rate", "bytes per second", &rate},
    {"location", kFlag, &flag<&TransferOptions::followRedirects>},
    {"location-trusted", kFlag,
     [](Target &target, const std::string &value) {
         const bool isRead = readFlag(value, target.transfer.sendCredentialsToOtherHosts);
         target.transfer.followRedirects |= target.transfer.sendCredentialsToOtherHosts;
         return isRead;
     }},
    {"max-filesize", "a number of bytes",
     [](Target &target, const std::string &value) {
         return readNumber(value, target.transfer.maxBodyBytes);
     }},
    {"max-redirs", kNumber,
     [](Target &target, const std::string &value) {
         return readNumber(value, target.transfer.maxRedirects);
     }},
    {"max-time", kDuration,
     [](Target &target, const std::string &value) {
         return readDuration(value, milliseconds(1000), target.transfer.timeout);
     }},
    {"negotiate", kFlag, &scheme<AuthScheme::Negotiate>},
    {"netrc", kFlag, &flag<&TransferOptions::useNetrc>},
    {"netrc-file", kText,
     [](Target &target, const std::string &value) {
         target.transfer.useNetrc = true;
         return keep(value, target.transfer.netrcFile);
     }},
    {"netrc-optional", kFlag, &flag<&TransferOptions::isNetrcOptional>},
    {"noproxy", "hosts with commas between, or *",
     [](Target &target, const std::string &value) {
         target.transfer.noProxy = value;
         return true;
     }},
    {"ntlm", kFlag, &scheme<AuthScheme::Ntlm>},
    {"output", "a file",
     [](Target &target, const std::string &value) {
         return keep(value, target.run.output);
     }},
    {"path-as-is", kFlag, &flag<&TransferOptions::keepPath>},
    {"pinnedpubkey", kText, &text<&TransferOptions::pinnedKey>},
    {"post301", kFlag, &flag<&TransferOptions::keepsPost301>},
    {"post302", kFlag, &flag<&TransferOptions::keepsPost302>},
    {"post303", kFlag, &flag<&TransferOptions::keepsPost303>},
    {"proxy", "a URL", &text<&TransferOptions::proxy>},
    {"repeat", "a number above 0",
     [](Target &target, const std::string &value) {
         return readNumber(value, target.run.repeat) && target.run.repeat > 0;
     }},
    {"resolve", "host:port:address",
     [](Target &target, const std::string &value) {
         target.transfer.resolve.push_back(value);
         return !value.empty();
     }},
    {"retry", kNumber,
     [](Target &target, const std::string &value) {
         return readNumber(value, target.run.retries) && target.run.retries >= -1;
     }},
    {"retry-interval", kDuration,
     [](Target &target, const std::string &value) {
         return readDuration(value, milliseconds(1), target.run.retryInterval);
     }},
    {"skip", kFlag,
     [](Target &target, const std::string &value) {
         return readFlag(value, target.run.isSkipped);
     }},
    {"tls-max", "1.0, 1.1, 1.2, 1.3 or default", &mostTls},
    {"tlsv1.0", kFlag, &leastTls<TlsVersion::V10>},
    {"tlsv1.1", kFlag, &leastTls<TlsVersion::V11>},
    {"tlsv1.2", kFlag, &leastTls<TlsVersion::V12>},
    {"tlsv1.3", kFlag, &leastTls<TlsVersion::V13>},
    {"unix-socket", "a path", &text<&TransferOptions::unixSocket>},
    {"user", "name:password", &text<&TransferOptions::user>},
    {"verbose", kFlag,
     [](Target &target, const std::string &value) {
         return readFlag(value, target.run.isVerbose);
     }},
    {"very-verbose", kFlag,
     [](Target &target, const std::string &value) {
         return readFlag(value, target.run.isVerbose);
     }},
};

} // namespace

std::optional<milliseconds> durationOf(std::string_view text, milliseconds unit)
{
    const std::size_t end = text.find_first_not_of("0123456789");
    const std::string_view suffix = end == std::string_view::npos ? "" : text.substr(end);
    if (suffix == "ms") {
        unit = milliseconds(1);
    } else if (suffix == "s") {
        unit = std::chrono::seconds(1);
    } else if (suffix == "m") {
        unit = std::chrono::minutes(1);
    } else if (suffix == "h") {
        unit = std::chrono::hours(1);
    } else if (!suffix.empty()) {
        return std::nullopt;
    }
    std::int64_t count = 0;
    if (!readNumber(text.substr(0, end), count)) {
        return std::nullopt;
    }
    return count * unit;
}

Expected<void> applyOption(std::string_view name, const std::string &value,
                           PreparedRequest &request)
{
    const auto option = std::ranges::find(kOptions, name, &Option::name);
    if (option == std::end(kOptions)) {
        const std::string_view near = spec::nearestWord(name, optionNames());
        return failure("Unknown option " + std::string(name), {},
                       near.empty() ? std::string() : "Did you mean " + std::string(near) + "?");
    }
    Target target{request.http.options, request.run, request.http};
    if (!option->apply(target, value)) {
        return failure("The option " + std::string(name) + " takes " + std::string(option->takes) +
                       ", not '" + value + "'");
    }
    return {};
}

const std::vector<std::string_view> &optionNames()
{
    static const std::vector<std::string_view> kNames = [] {
        std::vector<std::string_view> names;
        std::ranges::transform(kOptions, std::back_inserter(names), &Option::name);
        names.push_back("variable");
        return names;
    }();
    return kNames;
}

} // namespace gw::requests
