// SPDX-License-Identifier: MIT
#pragma once

// Gatewright plugins in C++17. Header-only: no library to link, no matching compiler, no Qt.
//
//     #include <gatewright/plugin.hpp>
//
//     void AddFooBarHeader(gw::ResponseWriter &, gw::Request &r)
//     {
//         r.headers().add("Foo", "Bar");
//     }
//     GW_EXPORT_HOOK(AddFooBarHeader)
//
//     c++ -std=c++17 -shared -fPIC -fvisibility=hidden -o post.so post.cpp
//
// The parameters of a hook say where the API definition may name it:
//   (gw::ResponseWriter &, gw::Request &): pre, auth_check, post_key_auth, post, go_plugin
//   (gw::ResponseWriter &, gw::Response &, gw::Request &): response
//   (gw::AnalyticsRecord &): analytics_plugin
// It returns void, or gw::Flow when it may wait.
//
// Hooks run on an event loop, on several threads at once. One that waits (a database, a file, a
// slow call) is exported with GW_EXPORT_BLOCKING_HOOK and runs on a thread of its own kind.
//
// An exception that leaves a hook answers 500; its text goes to the log, the trace and the console.

#include <gatewright/detail/request.hpp>
#include <gatewright/detail/response.hpp>
#include <gatewright/json.hpp>

#include <exception>

namespace gw::detail {

template <typename Function>
struct HookKind;
template <typename Result>
struct HookKind<Result (*)(ResponseWriter &, Request &)> {
    static constexpr std::uint32_t value = GW_REQUEST_HOOK;
};
template <typename Result>
struct HookKind<Result (*)(ResponseWriter &, Response &, Request &)> {
    static constexpr std::uint32_t value = GW_RESPONSE_HOOK;
};
template <typename Result>
struct HookKind<Result (*)(AnalyticsRecord &)> {
    static constexpr std::uint32_t value = GW_ANALYTICS_HOOK;
};

template <typename Function, typename... Arguments>
gw_status finish(Function function, Arguments &...arguments)
{
    using Result = decltype(function(arguments...));
    if constexpr (std::is_same_v<Result, Flow>) {
        return function(arguments...) == Flow::Suspend ? GW_SUSPEND : GW_OK;
    } else {
        static_assert(std::is_void_v<Result>, "a hook returns void or gw::Flow");
        function(arguments...);
        return GW_OK;
    }
}

template <typename Function>
gw_status runHook(Function function, const gw_host *host, gw_call *call) noexcept
{
    try {
        if constexpr (HookKind<Function>::value == GW_ANALYTICS_HOOK) {
            AnalyticsRecord record(host, call);
            return finish(function, record);
        } else {
            ResponseWriter writer(host, call);
            Request request(host, call);
            if constexpr (HookKind<Function>::value == GW_RESPONSE_HOOK) {
                Response response(host, call);
                return finish(function, writer, response, request);
            } else {
                return finish(function, writer, request);
            }
        }
    } catch (const std::exception &error) {
        host->fail(host, call, pass(error.what()));
    } catch (...) {
        host->fail(host, call, pass("an exception that is no std::exception"));
    }
    return GW_ERROR;
}

} // namespace gw::detail

extern "C" {
// Defined by GW_PLUGIN_INIT and GW_PLUGIN_SHUTDOWN, or absent.
__attribute__((weak, visibility("hidden"))) void gw_user_init();
__attribute__((weak, visibility("hidden"))) void gw_user_shutdown();

__attribute__((weak)) GW_EXPORT gw_status gw_plugin_init(const gw_host *host)
{
    gw::detail::theHost = host;
    try {
        if (gw_user_init != nullptr) {
            gw_user_init();
        }
        return GW_OK;
    } catch (const std::exception &error) {
        host->fail(host, nullptr, gw::detail::pass(error.what()));
    } catch (...) {
        host->fail(host, nullptr, gw::detail::pass("an exception that is no std::exception"));
    }
    return GW_ERROR;
}

__attribute__((weak)) GW_EXPORT void gw_plugin_shutdown(const gw_host *)
{
    try {
        if (gw_user_shutdown != nullptr) {
            gw_user_shutdown();
        }
    } catch (...) {
    }
}
}

// Exports a function under its own name: GW_EXPORT_HOOK(Name) or GW_EXPORT_HOOK(Name, flags), where
// flags are GW_READS_REQUEST_BODY and GW_READS_RESPONSE_BODY. The function must not be overloaded.
#define GW_EXPORT_HOOK(...) GW_EXPORT_HOOK_WITH_(0u, __VA_ARGS__, 0u, 0u)
// The same for a hook that may wait.
#define GW_EXPORT_BLOCKING_HOOK(...) GW_EXPORT_HOOK_WITH_(GW_BLOCKING, __VA_ARGS__, 0u, 0u)

#define GW_EXPORT_HOOK_WITH_(base, hook, flags, ...)                                               \
    GW_HOOK_NOTE(hook, gw::detail::HookKind<decltype(&hook)>::value,                               \
                 static_cast<std::uint32_t>(base) | static_cast<std::uint32_t>(flags))             \
    extern "C" GW_EXPORT gw_status gw_hook_##hook(const gw_host *host, gw_call *call)              \
    {                                                                                              \
        return gw::detail::runHook(&hook, host, call);                                             \
    }

// GW_PLUGIN_INIT { ... } runs once a load, before any hook; an exception refuses the library.
// GW_PLUGIN_SHUTDOWN { ... } runs once, after the last hook has returned.
#define GW_PLUGIN_INIT extern "C" void gw_user_init()
#define GW_PLUGIN_SHUTDOWN extern "C" void gw_user_shutdown()
