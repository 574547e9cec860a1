// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/request_options.h"

#include "requests/environment.h"
#include "requests/template_text.h"
#include "requests/words.h"
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
    OptionKind kind;
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

// "Name: value"
bool addTo(std::vector<Header> &headers, const std::string &value)
{
    const std::size_t colon = value.find(':');
    if (colon == std::string::npos || colon == 0) {
        return false;
    }
    const std::size_t begin = std::min(value.find_first_not_of(' ', colon + 1), value.size());
    headers.emplace_back(value.substr(0, colon), value.substr(begin));
    return true;
}

bool header(Target &target, const std::string &value)
{
    return addTo(target.http.headers, value);
}

bool proxyHeader(Target &target, const std::string &value)
{
    return addTo(target.transfer.proxyHeaders, value);
}

bool certificateType(Target &target, const std::string &value)
{
    target.transfer.certificateType = value;
    return value == "PEM" || value == "DER" || value == "P12";
}

bool keyType(Target &target, const std::string &value)
{
    target.transfer.keyType = value;
    return value == "PEM" || value == "DER";
}

// One word: a blank would end the target, or begin something else, in the request's first line.
template <std::string TransferOptions::*Member>
bool word(Target &target, const std::string &value)
{
    return keep(value, target.transfer.*Member) && std::ranges::none_of(value, [](char letter) {
               return static_cast<unsigned char>(letter) <= ' ' || letter == '\x7f';
           });
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

constexpr Option kOptions[] = {
    {"anyauth", OptionKind::Flag, &scheme<AuthScheme::Any>},
    {"aws-sigv4", OptionKind::Text, &text<&TransferOptions::awsSigV4>},
    {"cacert", OptionKind::File, &text<&TransferOptions::caFile>},
    {"capath", OptionKind::File, &text<&TransferOptions::caFolder>},
    {"cert", OptionKind::File, &certificate},
    {"cert-type", OptionKind::CertificateType, &certificateType},
    {"ciphers", OptionKind::Text, &text<&TransferOptions::ciphers>},
    {"compressed", OptionKind::Flag, &flag<&TransferOptions::isCompressed>},
    {"connect-timeout", OptionKind::Duration,
     [](Target &target, const std::string &value) {
         return readDuration(value, milliseconds(1000), target.transfer.connectTimeout);
     }},
    {"connect-to", OptionKind::OtherHost,
     [](Target &target, const std::string &value) {
         target.transfer.connectTo.push_back(value);
         return !value.empty();
     }},
    {"delay", OptionKind::Duration,
     [](Target &target, const std::string &value) {
         return readDuration(value, milliseconds(1), target.run.delay);
     }},
    {"digest", OptionKind::Flag, &scheme<AuthScheme::Digest>},
    {"header", OptionKind::HeaderLine, &header},
    {"http1.0", OptionKind::Flag, &version<HttpVersion::Http10>},
    {"http1.1", OptionKind::Flag, &version<HttpVersion::Http11>},
    {"http2", OptionKind::Flag, &version<HttpVersion::Http2>},
    {"http2-prior-knowledge", OptionKind::Flag, &version<HttpVersion::Http2PriorKnowledge>},
    {"http3", OptionKind::Flag, &version<HttpVersion::Http3>},
    {"insecure", OptionKind::Flag,
     [](Target &target, const std::string &value) {
         bool isInsecure = false;
         const bool isRead = readFlag(value, isInsecure);
         target.transfer.verifyTls = !isInsecure;
         return isRead;
     }},
    {"interface", OptionKind::Interface, &word<&TransferOptions::interface>},
    {"ipv4", OptionKind::Flag, &family<AddressFamily::V4>},
    {"ipv6", OptionKind::Flag, &family<AddressFamily::V6>},
    {"key", OptionKind::File, &text<&TransferOptions::clientKey>},
    {"key-type", OptionKind::KeyType, &keyType},
    {"limit-rate", OptionKind::Rate, &rate},
    {"location", OptionKind::Flag, &flag<&TransferOptions::followRedirects>},
    {"location-trusted", OptionKind::Flag,
     [](Target &target, const std::string &value) {
         const bool isRead = readFlag(value, target.transfer.sendCredentialsToOtherHosts);
         target.transfer.followRedirects |= target.transfer.sendCredentialsToOtherHosts;
         return isRead;
     }},
    {"max-filesize", OptionKind::Bytes,
     [](Target &target, const std::string &value) {
         return readNumber(value, target.transfer.maxBodyBytes);
     }},
    {"max-redirs", OptionKind::Number,
     [](Target &target, const std::string &value) {
         return readNumber(value, target.transfer.maxRedirects);
     }},
    {"max-time", OptionKind::Duration,
     [](Target &target, const std::string &value) {
         return readDuration(value, milliseconds(1000), target.transfer.timeout);
     }},
    {"negotiate", OptionKind::Flag, &scheme<AuthScheme::Negotiate>},
    {"netrc", OptionKind::Flag, &flag<&TransferOptions::useNetrc>},
    {"netrc-file", OptionKind::File,
     [](Target &target, const std::string &value) {
         target.transfer.useNetrc = true;
         return keep(value, target.transfer.netrcFile);
     }},
    {"netrc-optional", OptionKind::Flag, &flag<&TransferOptions::isNetrcOptional>},
    {"noproxy", OptionKind::Hosts,
     [](Target &target, const std::string &value) {
         target.transfer.noProxy = value;
         return true;
     }},
    {"ntlm", OptionKind::Flag, &scheme<AuthScheme::Ntlm>},
    {"output", OptionKind::File,
     [](Target &target, const std::string &value) {
         return keep(value, target.run.output);
     }},
    {"pass", OptionKind::Text, &text<&TransferOptions::keyPassword>},
    {"path-as-is", OptionKind::Flag, &flag<&TransferOptions::keepPath>},
    {"pinnedpubkey", OptionKind::Text, &text<&TransferOptions::pinnedKey>},
    {"post301", OptionKind::Flag, &flag<&TransferOptions::keepsPost301>},
    {"post302", OptionKind::Flag, &flag<&TransferOptions::keepsPost302>},
    {"post303", OptionKind::Flag, &flag<&TransferOptions::keepsPost303>},
    {"preproxy", OptionKind::Url, &text<&TransferOptions::preProxy>},
    {"proxy", OptionKind::Url, &text<&TransferOptions::proxy>},
    {"proxy-cacert", OptionKind::File, &text<&TransferOptions::proxyCaFile>},
    {"proxy-header", OptionKind::HeaderLine, &proxyHeader},
    {"proxy-insecure", OptionKind::Flag,
     [](Target &target, const std::string &value) {
         bool isInsecure = false;
         const bool isRead = readFlag(value, isInsecure);
         target.transfer.verifyProxyTls = !isInsecure;
         return isRead;
     }},
    {"proxy-user", OptionKind::User, &text<&TransferOptions::proxyUser>},
    {"proxytunnel", OptionKind::Flag, &flag<&TransferOptions::tunnelsProxy>},
    {"repeat", OptionKind::Rounds,
     [](Target &target, const std::string &value) {
         return readNumber(value, target.run.repeat) && target.run.repeat > 0;
     }},
    {"request-target", OptionKind::RequestTarget, &word<&TransferOptions::requestTarget>},
    {"resolve", OptionKind::Addresses,
     [](Target &target, const std::string &value) {
         target.transfer.resolve.push_back(value);
         return !value.empty();
     }},
    {"retry", OptionKind::Number,
     [](Target &target, const std::string &value) {
         return readNumber(value, target.run.retries) && target.run.retries >= -1;
     }},
    {"retry-interval", OptionKind::Duration,
     [](Target &target, const std::string &value) {
         return readDuration(value, milliseconds(1), target.run.retryInterval);
     }},
    {"skip", OptionKind::Flag,
     [](Target &target, const std::string &value) {
         return readFlag(value, target.run.isSkipped);
     }},
    {"tls13-ciphers", OptionKind::Text, &text<&TransferOptions::tls13Ciphers>},
    {"tls-max", OptionKind::TlsLimit, &mostTls},
    {"tlsv1.0", OptionKind::Flag, &leastTls<TlsVersion::V10>},
    {"tlsv1.1", OptionKind::Flag, &leastTls<TlsVersion::V11>},
    {"tlsv1.2", OptionKind::Flag, &leastTls<TlsVersion::V12>},
    {"tlsv1.3", OptionKind::Flag, &leastTls<TlsVersion::V13>},
    {"unix-socket", OptionKind::File, &text<&TransferOptions::unixSocket>},
    {"user", OptionKind::User, &text<&TransferOptions::user>},
    {"verbose", OptionKind::Flag,
     [](Target &target, const std::string &value) {
         return readFlag(value, target.run.isVerbose);
     }},
    {"very-verbose", OptionKind::Flag,
     [](Target &target, const std::string &value) {
         return readFlag(value, target.run.isVerbose);
     }},
};

} // namespace

QString wordsFor(OptionKind kind)
{
    using enum OptionKind;
    switch (kind) {
    case Flag:
        return Words::tr("true or false");
    case Text:
        return Words::tr("a text");
    case File:
        return Words::tr("the path of a file");
    case Duration:
        return Words::tr("a duration such as 500ms or 3s");
    case Number:
        return Words::tr("a number");
    case Rounds:
        return Words::tr("a number above 0");
    case Bytes:
        return Words::tr("a number of bytes");
    case Rate:
        return Words::tr("bytes a second, such as 500k");
    case HeaderLine:
        return Words::tr("a header such as Name: value");
    case Url:
        return Words::tr("a URL");
    case Hosts:
        return Words::tr("hosts with commas between, or *");
    case Addresses:
        return Words::tr("host:port:address");
    case OtherHost:
        return Words::tr("host:port:other-host:port");
    case User:
        return Words::tr("name:password");
    case TlsLimit:
        return Words::tr("1.0, 1.1, 1.2, 1.3 or default");
    case CertificateType:
        return Words::tr("PEM, DER or P12");
    case KeyType:
        return Words::tr("PEM or DER");
    case Interface:
        return Words::tr("an interface such as eth0, or an address");
    case RequestTarget:
        return Words::tr("a target without blanks, such as /a/../b or *");
    case Variable:
        return Words::tr("name=value");
    }
    return {};
}

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
        return failure(said(Words::tr("Unknown option %1"), {name}), {},
                       near.empty() ? std::string() : said(Words::tr("Did you mean %1?"), {near}));
    }
    Target target{request.http.options, request.run, request.http};
    if (!option->apply(target, value)) {
        return failure(said(Words::tr("The option %1 takes %2, not '%3'"),
                            {name, said(wordsFor(option->kind)), value}));
    }
    return {};
}

const std::vector<OptionInfo> &knownOptions()
{
    static const std::vector<OptionInfo> kKnown = [] {
        std::vector<OptionInfo> known;
        for (const Option &option : kOptions) {
            known.push_back({option.name, option.kind});
        }
        known.push_back({"variable", OptionKind::Variable});
        return known;
    }();
    return kKnown;
}

const std::vector<std::string_view> &optionNames()
{
    static const std::vector<std::string_view> kNames = [] {
        std::vector<std::string_view> names;
        std::ranges::transform(knownOptions(), std::back_inserter(names), &OptionInfo::name);
        return names;
    }();
    return kNames;
}

Expected<void> checkOption(const Line &line)
{
    if (!variablesIn(line.name).empty() || !variablesIn(line.value).empty()) {
        return {}; // known when it is sent
    }
    const auto name = expand(line.name, Spelling::Escaped, {});
    const auto value = expand(line.value, Spelling::Escaped, {});
    if (!name || !value) {
        return tl::unexpected(name ? value.error() : name.error());
    }
    if (*name != "variable") {
        PreparedRequest nowhere;
        return applyOption(*name, *value, nowhere);
    }
    const auto assignment = parseAssignment(*value);
    return assignment ? Expected<void>() : tl::unexpected(assignment.error());
}

} // namespace gw::requests
