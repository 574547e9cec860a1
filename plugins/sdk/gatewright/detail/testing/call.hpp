// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/testing/gateway.hpp>
#include <gatewright/detail/testing/session_json.hpp>

namespace gw::testing::detail {

// The host table that one plugin under test is given, and what its functions need.
struct Host final : gw_host {
    Host(Gateway &ownGateway, std::string ownPath)
        : gw_host{}
        , gateway(ownGateway)
        , path(std::move(ownPath))
    {
    }

    [[nodiscard]] static Host &of(const gw_host *host)
    {
        return const_cast<Host &>(*static_cast<const Host *>(host));
    }

    Gateway &gateway;
    const std::string path;  // as an API definition would name it
    std::string initFailure; // why gw_plugin_init is about to fail
};

struct Filter {
    gw_body_filter function = nullptr;
    void *user = nullptr;
    gw_release release = nullptr;
};

} // namespace gw::testing::detail

// One run of one hook: what is behind the handle.
struct gw_call final {
    explicit gw_call(gw::testing::detail::Host &ownHost)
        : host(ownHost)
    {
    }
    gw_call(const gw_call &) = delete;
    gw_call &operator=(const gw_call &) = delete;
    ~gw_call()
    {
        dropWord();
        for (const auto *filters : {&requestFilters, &responseFilters}) {
            for (const gw::testing::detail::Filter &filter : *filters) {
                if (filter.release != nullptr) {
                    filter.release(filter.user);
                }
            }
        }
    }

    void dropWord()
    {
        if (release != nullptr) {
            gw_release own = std::exchange(release, nullptr);
            own(std::exchange(word, nullptr));
        }
        word = nullptr;
    }
    // A text that stays valid until the hook returns, whatever becomes of the original.
    [[nodiscard]] gw_string keep(std::string text)
    {
        kept.push_back(std::move(text));
        return gw_string{kept.back().data(), kept.back().size()};
    }
    [[nodiscard]] bool isBlocking() const { return (flags & GW_BLOCKING) != 0; }
    [[nodiscard]] bool isRequestHook() const { return request != nullptr && response == nullptr; }

    gw::testing::detail::Host &host;
    std::string hook;
    std::uint32_t flags = 0;
    gw::testing::Request *request = nullptr;   // null in analytics hooks
    gw::testing::Response *response = nullptr; // the upstream's, in response hooks
    gw::testing::Record *record = nullptr;     // in analytics hooks
    bool isRequestBodySet = false;
    bool isResponseBodySet = false;
    bool isSessionStored = false;
    bool isDropped = false;

    bool hasAnswered = false;
    int answerStatus = 200;
    std::string answerBody;
    gw::testing::Fields answerHeaders;
    std::string failure;

    gw_ticket ticket = 0;
    void *word = nullptr;
    gw_release release = nullptr;
    std::optional<gw::testing::ServiceCall> started; // goes out when the hook has suspended
    std::optional<gw::testing::ServiceReply> reply;
    std::vector<gw::testing::detail::Filter> requestFilters;
    std::vector<gw::testing::detail::Filter> responseFilters;
    std::deque<std::string> kept;
};
