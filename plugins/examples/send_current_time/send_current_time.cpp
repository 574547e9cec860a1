// SPDX-License-Identifier: MIT
// Answers requests with ?get_time=1 itself; all others go on to the upstream.
#include <gatewright/plugin.hpp>

#include <chrono>
#include <cstdio>
#include <ctime>

namespace {

// "2019-09-11T23:44:10.040878-04:00": RFC 3339 in local time, with microseconds.
std::string currentTime()
{
    using namespace std::chrono;
    const auto now = system_clock::now().time_since_epoch();
    const std::time_t seconds = duration_cast<std::chrono::seconds>(now).count();
    const int micros = static_cast<int>((duration_cast<microseconds>(now) % 1s).count());
    std::tm local = {};
    localtime_r(&seconds, &local);

    char date[32] = {};
    std::strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &local);
    char offset[16] = "Z";
    if (local.tm_gmtoff != 0) {
        const int minutes = static_cast<int>(local.tm_gmtoff / 60);
        const int size = minutes < 0 ? -minutes : minutes;
        std::snprintf(offset, sizeof offset, "%c%02d:%02d", minutes < 0 ? '-' : '+',
                      size / 60 % 100, size % 60);
    }
    char text[64] = {};
    std::snprintf(text, sizeof text, "%s.%06d%s", date, micros, offset);
    return text;
}

} // namespace

void SendCurrentTime(gw::ResponseWriter &rw, gw::Request &r)
{
    if (r.query().get("get_time") != "1") {
        return; // to the upstream
    }
    rw.replyJson(200, gw::json::Object().add("current_time", currentTime()).text());
}
GW_EXPORT_HOOK(SendCurrentTime)
