// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/testing/notes.hpp>
#include <gatewright/detail/testing/run.hpp>

#include <dlfcn.h>

// Absent in a program that no plugin is linked into, or whose plugin has none.
extern "C" {
__attribute__((weak)) gw_status gw_plugin_init(const gw_host *host);
__attribute__((weak)) void gw_plugin_shutdown(const gw_host *host);
}

namespace gw::testing {

namespace detail {

struct LinkedHook {
    std::string name;
    gw_hook_function function;
};

inline std::vector<LinkedHook> &linkedHooks()
{
    static std::vector<LinkedHook> hooks;
    return hooks;
}

inline bool addLinked(const char *name, gw_hook_function function)
{
    linkedHooks().push_back({name, function});
    return true;
}

} // namespace detail

// A plugin under test: a library, or sources that are linked into the test program. Made and
// destroyed as the gateway does it: init first, shutdown last. Throws std::runtime_error for what
// the gateway would refuse, and std::invalid_argument for a mistake of the test.
// Thread: one at a time.
class Plugin final {
public:
    // Loads a library. `path` is what GW_FACT_PLUGIN_PATH tells the hooks (default: the file).
    Plugin(Gateway &gateway, const std::string &file, const std::string &path = {})
        : m_host(gateway, path.empty() ? file : path)
    {
        m_library =
            dlopen(file.find('/') == std::string::npos ? ("./" + file).c_str() : file.c_str(),
                   RTLD_NOW | RTLD_LOCAL);
        if (m_library == nullptr) {
            throw std::runtime_error(dlerror());
        }
        link_map *map = nullptr;
        dlinfo(m_library, RTLD_DI_LINKMAP, &map);
        m_hooks = detail::hooksAt(map->l_addr);
        const auto *info = static_cast<const gw_plugin_info *>(dlsym(m_library, "gw_plugin_abi"));
        if (info == nullptr || info->abi_major != GW_ABI_MAJOR) {
            throw std::runtime_error(file + ": no plugin of ABI " + std::to_string(GW_ABI_MAJOR));
        }
        start(reinterpret_cast<gw_init_function>(dlsym(m_library, "gw_plugin_init")),
              reinterpret_cast<gw_shutdown_function>(dlsym(m_library, "gw_plugin_shutdown")));
    }

    // The plugin that is linked into this program; its hooks are those of GW_HOOK_UNDER_TEST.
    explicit Plugin(Gateway &gateway)
        : m_host(gateway, "linked.so")
    {
        link_map *map = nullptr;
        void *program = dlopen(nullptr, RTLD_NOW);
        dlinfo(program, RTLD_DI_LINKMAP, &map);
        m_hooks = detail::hooksAt(map->l_addr);
        dlclose(program);
        start(gw_plugin_init, gw_plugin_shutdown);
    }

    ~Plugin()
    {
        if (m_shutdown != nullptr) {
            m_shutdown(&m_host);
        }
        if (m_library != nullptr) {
            dlclose(m_library);
        }
    }
    Plugin(const Plugin &) = delete;
    Plugin &operator=(const Plugin &) = delete;

    [[nodiscard]] const std::vector<HookEntry> &hooks() const { return m_hooks; }

    // Runs a hook of pre, auth_check, post_key_auth, post or go_plugin.
    [[nodiscard]] Result run(const std::string &hook, const Request &request)
    {
        Result result;
        result.request = request;
        return runOn(hook, GW_REQUEST_HOOK, std::move(result));
    }
    // Runs a response hook on what the upstream has answered.
    [[nodiscard]] Result run(const std::string &hook, const Request &request,
                             const Response &response)
    {
        Result result;
        result.request = request;
        result.response = response;
        return runOn(hook, GW_RESPONSE_HOOK, std::move(result));
    }
    // Runs an analytics hook.
    [[nodiscard]] Result run(const std::string &hook, const Record &record)
    {
        Result result;
        result.record = record;
        return runOn(hook, GW_ANALYTICS_HOOK, std::move(result));
    }

private:
    void start(gw_init_function init, gw_shutdown_function shutdown)
    {
        detail::fillTable(m_host);
        const gw_status status = init == nullptr ? GW_OK : init(&m_host);
        if (status != GW_OK) {
            const std::string why = m_host.initFailure.empty()
                                        ? "it returned " + std::to_string(status)
                                        : m_host.initFailure;
            throw std::runtime_error("gw_plugin_init failed: " + why);
        }
        m_shutdown = shutdown;
    }

    [[nodiscard]] const HookEntry &entry(const std::string &name, std::uint32_t kind) const
    {
        std::string known;
        for (const HookEntry &hook : m_hooks) {
            if (hook.name == name && (hook.kinds & kind) != 0) {
                return hook;
            }
            known += " " + hook.name;
        }
        throw std::invalid_argument("no hook " + name + " of this kind; there are:" + known);
    }
    [[nodiscard]] gw_hook_function function(const std::string &name) const
    {
        if (m_library != nullptr) {
            const std::string symbol = "gw_hook_" + name;
            if (void *found = dlsym(m_library, symbol.c_str())) {
                return reinterpret_cast<gw_hook_function>(found);
            }
            throw std::runtime_error("the library does not export " + symbol);
        }
        for (const detail::LinkedHook &hook : detail::linkedHooks()) {
            if (hook.name == name) {
                return hook.function;
            }
        }
        throw std::invalid_argument("write GW_HOOK_UNDER_TEST(" + name + ") in the test");
    }

    [[nodiscard]] Result runOn(const std::string &name, std::uint32_t kind, Result result)
    {
        const HookEntry &hook = entry(name, kind);
        if (result.request.session) {
            result.request.session = detail::sessionOrThrow(*result.request.session);
        }
        const Result before = result;
        gw_call call(m_host);
        call.hook = name;
        call.flags = hook.flags;
        call.request = kind == GW_ANALYTICS_HOOK ? nullptr : &result.request;
        call.response = kind == GW_RESPONSE_HOOK ? &result.response : nullptr;
        call.record = kind == GW_ANALYTICS_HOOK ? &result.record : nullptr;
        detail::runToEnd(function(name), call, result);
        if (!result.hasFailed) {
            detail::takeAnswer(call, result);
        }
        detail::compareRequests(result.changes, before.request, result.request);
        detail::compareResponses(result.changes, before.response, result.response);
        detail::compareFields(result.changes, "answer header", Fields(), result.headers);
        detail::compareMaps(result.changes, "record field", before.record.fields,
                            result.record.fields);
        return result;
    }

    detail::Host m_host;
    void *m_library = nullptr;
    std::vector<HookEntry> m_hooks;
    gw_shutdown_function m_shutdown = nullptr;
};

} // namespace gw::testing

// At namespace scope of a test: a hook that is linked into the program.
#define GW_HOOK_UNDER_TEST(hook)                                                                   \
    extern "C" gw_status gw_hook_##hook(const gw_host *, gw_call *);                               \
    [[maybe_unused]] static const bool gw_linked_##hook =                                          \
        gw::testing::detail::addLinked(#hook, &gw_hook_##hook);
