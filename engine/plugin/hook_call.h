// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin/plugin_manifest.h"
#include "plugin/service_caller.h"
#include "request/request_context.h"

#include <gatewright/plugin.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gw::plugin {
class PluginHook;
}
namespace gw::telemetry {
struct AnalyticsRecord;
}

// One run of one hook on one request: what is behind the handle of plugin.h. It lives on the
// caller's stack and moves to the heap when the hook suspends. Thread: the one that runs the hook.
struct gw_call final {
    gw_call(const gw::plugin::PluginHook &ownHook, gw::request::RequestContext &ownContext)
        : hook(&ownHook)
        , context(&ownContext)
    {
    }
    gw_call(const gw::plugin::PluginHook &ownHook, gw::telemetry::AnalyticsRecord &ownRecord)
        : hook(&ownHook)
        , record(&ownRecord)
    {
    }
    gw_call(gw_call &&other) noexcept
        : hook(other.hook)
        , hookWhileWaiting(std::move(other.hookWhileWaiting))
        , context(other.context)
        , record(other.record)
        , ticket(other.ticket)
        , word(std::exchange(other.word, nullptr))
        , release(std::exchange(other.release, nullptr))
        , answerStatus(other.answerStatus)
        , hasAnswered(other.hasAnswered)
        , isDropped(other.isDropped)
        , answerBody(std::move(other.answerBody))
        , failure(std::move(other.failure))
        , kept(std::move(other.kept))
        , reply(std::move(other.reply))
    {
    }
    gw_call &operator=(gw_call &&) = delete;
    ~gw_call() { dropWord(); }

    void dropWord()
    {
        if (release != nullptr) {
            release(std::exchange(word, nullptr));
            release = nullptr;
        }
    }

    // Keeps a text until the hook returns and hands it out.
    [[nodiscard]] gw_string keep(std::string text)
    {
        const std::string &there =
            *kept.emplace_back(std::make_unique<std::string>(std::move(text)));
        return gw_string{there.data(), there.size()};
    }

    // Hands out a text that the hook may replace before it returns.
    [[nodiscard]] gw_string handOut(const std::string &text)
    {
        return liesInside(text) ? keep(text) : gw_string{text.data(), text.size()};
    }
    // Keeps what was handed out of a text that is about to be replaced.
    void retire(std::string &text)
    {
        if (!text.empty() && !liesInside(text)) {
            kept.push_back(std::make_unique<std::string>(std::move(text)));
        }
    }

    const gw::plugin::PluginHook *hook;
    std::shared_ptr<const gw::plugin::PluginHook>
        hookWhileWaiting;                             // set while the call is suspended
    gw::request::RequestContext *context = nullptr;   // null in analytics hooks
    gw::telemetry::AnalyticsRecord *record = nullptr; // set in analytics hooks
    gw_ticket ticket = 0;
    void *word = nullptr;
    gw_release release = nullptr;
    int answerStatus = 200;
    bool hasAnswered = false;
    bool isDropped = false; // the analytics record
    std::string answerBody;
    std::string failure;
    std::vector<std::unique_ptr<std::string>> kept;
    std::unique_ptr<gw::plugin::ServiceReply> reply;
    std::vector<std::unique_ptr<gw::plugin::ServiceReply>> earlierReplies; // of this run

private:
    // Short texts are no allocation of their own: moving one moves its bytes.
    [[nodiscard]] static bool liesInside(const std::string &text)
    {
        const auto *const object = reinterpret_cast<const char *>(&text);
        const std::less<const char *> isBefore;
        return !isBefore(text.data(), object) && isBefore(text.data(), object + sizeof text);
    }
};

namespace gw::plugin {

[[nodiscard]] inline std::string_view view(gw_string text)
{
    return {text.bytes, static_cast<std::size_t>(text.size)};
}
[[nodiscard]] inline gw_string pass(std::string_view text)
{
    return gw_string{text.data(), text.size()};
}

} // namespace gw::plugin
