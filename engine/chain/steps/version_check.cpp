// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/version_check.h"

#include "spec/api_definition.h"
#include "spec/gateway_config.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace gw::chain {

namespace {

constexpr std::string_view kForbidden = "Requested endpoint is forbidden";
constexpr std::string_view kVersionExpired =
    "Api Version has expired, please check documentation or contact administrator";
constexpr std::string_view kApiExpired =
    "API has expired, please check documentation or contact administrator";
constexpr std::string_view kExpiresField = "x-tyk-api-expires";

// The number that fills the whole text; -1 when it is none.
int number(std::string_view text)
{
    int value = -1;
    const char *end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    return result.ec == std::errc() && result.ptr == end ? value : -1;
}

std::string rfc1123(std::chrono::sys_days day, int hour, int minute)
{
    constexpr std::array<const char *, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char *, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::year_month_day date(day);
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:00 UTC",
                  kDays[std::chrono::weekday(day).c_encoding()], unsigned(date.day()),
                  kMonths[unsigned(date.month()) - 1], int(date.year()), hour, minute);
    return text.data();
}

} // namespace

std::optional<Expiry> parseExpiry(std::string_view text)
{
    if (text.empty() || text == "-1") {
        return std::nullopt;
    }
    if (text.size() != 16 || text[4] != '-' || text[7] != '-' || text[10] != ' ' ||
        text[13] != ':') {
        return Expiry{};
    }
    const std::chrono::year_month_day date{
        std::chrono::year(number(text.substr(0, 4))),
        std::chrono::month(static_cast<unsigned>(number(text.substr(5, 2)))),
        std::chrono::day(static_cast<unsigned>(number(text.substr(8, 2))))};
    const int hour = number(text.substr(11, 2));
    const int minute = number(text.substr(14, 2));
    if (!date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
        return Expiry{};
    }
    const std::chrono::sys_days day(date);
    const std::chrono::sys_seconds moment =
        day + std::chrono::hours(hour) + std::chrono::minutes(minute);
    return Expiry{moment.time_since_epoch().count(), rfc1123(day, hour, minute)};
}

Expected<std::unique_ptr<VersionCheck>> VersionCheck::compile(const spec::ApiDefinition &definition,
                                                              const spec::GatewayConfig &config)
{
    auto lookup = VersionLookup::compile(definition);
    if (!lookup) {
        return tl::unexpected(std::move(lookup.error()));
    }
    std::unique_ptr<VersionCheck> step(new VersionCheck(std::move(*lookup)));
    for (const spec::VersionInfo &version : definition.versionData.versions) {
        auto lists = PathLists::compile(version, config);
        if (!lists) {
            lists.error().where = "/version_data/versions/" + version.key + lists.error().where;
            return tl::unexpected(std::move(lists.error()));
        }
        step->m_rules.add(version, {std::move(*lists), parseExpiry(version.expires)});
    }
    if (definition.versionData.notVersioned) {
        step->m_apiExpiry = parseExpiry(definition.expiration);
    }
    step->m_versionHeader =
        http::isFieldName(config.versionHeader) ? config.versionHeader : std::string();
    step->m_answersPreflight = definition.cors.enable && !definition.cors.optionsPassthrough;
    return step;
}

bool VersionCheck::isExpired(const Expiry &expiry)
{
    const auto now =
        std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    return now.time_since_epoch().count() >= expiry.unixSeconds;
}

StepResult VersionCheck::refuse(RequestContext &context, int status, std::string_view message)
{
    context.note = message;
    return StepResult::fail(status, message);
}

StepResult VersionCheck::mock(RequestContext &context, const MockReply &reply)
{
    http::ResponseHead &head = context.exchange.response();
    head.status = reply.status;
    for (const auto &[name, value] : reply.fields) {
        head.fields.set(name, value);
    }
    context.replyBody = reply.body;
    context.doNotTrack = true;
    context.note = "mock response";
    return StepResult::respond();
}

void VersionCheck::noteVersion(RequestContext &context, const FoundVersion &found) const
{
    // A loop may bring decisions of another API along: they do not hold here.
    context.isIgnored = false;
    context.stripsVersionSegment = false;
    context.version = found.version;
    context.versionName = found.name;
    context.versionSegmentLength = found.segmentLength;
    context.versionApi = found.otherApi;
    if (!found.otherApi.empty()) {
        context.note = "the version is API ";
        context.note += found.otherApi;
    }
    if (found.isDefault && !m_versionHeader.empty() && http::isFieldValue(found.name)) {
        context.exchange.response().fields.set(m_versionHeader, found.name);
    }
}

bool VersionCheck::isPreflight(const RequestContext &context) const
{
    const http::RequestHead &request = context.exchange.request();
    return m_answersPreflight && request.method == "OPTIONS" &&
           !request.fields.value("Access-Control-Request-Method").empty();
}

StepResult VersionCheck::process(RequestContext &context) const
{
    const FoundVersion found = m_lookup.find(context);
    if (!found.version) {
        return refuse(context, found.status, found.message);
    }
    noteVersion(context, found);
    const Rules &rules = *m_rules.find(context);
    const std::optional<Expiry> &expiry = m_apiExpiry ? m_apiExpiry : rules.expiry;
    if (expiry) {
        if (isExpired(*expiry)) {
            return refuse(context, 403, m_apiExpiry ? kApiExpired : kVersionExpired);
        }
        context.exchange.response().fields.set(kExpiresField, expiry->httpDate);
    }
    if (!isPreflight(context)) {
        const PathVerdict verdict = rules.lists.judge(context);
        switch (verdict.kind) {
        case PathVerdict::Kind::Forbidden:
            return refuse(context, 403, kForbidden);
        case PathVerdict::Kind::Mocked:
            return mock(context, *verdict.reply);
        case PathVerdict::Kind::Ignored:
            context.isIgnored = true;
            context.note = "path is ignored: built-in authentication is skipped";
            break;
        case PathVerdict::Kind::Allowed:
            break;
        }
    }
    m_lookup.strip(context);
    return StepResult::proceed();
}

} // namespace gw::chain
