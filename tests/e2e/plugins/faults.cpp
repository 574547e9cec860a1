// SPDX-License-Identifier: GPL-3.0-or-later
// Hooks that fail.
#include <gatewright/plugin.hpp>

#include <cstdio>
#include <future>
#include <stdexcept>

void ThrowError(gw::ResponseWriter &, gw::Request &)
{
    throw std::runtime_error("the plugin broke");
}
GW_EXPORT_HOOK(ThrowError)

// An exception that is no std::exception.
void ThrowNumber(gw::ResponseWriter &, gw::Request &)
{
    throw 42;
}
GW_EXPORT_HOOK(ThrowNumber)

// Answered 200 before it breaks: the client must not get that answer.
void ThrowAfterReply(gw::ResponseWriter &rw, gw::Request &)
{
    rw.replyJson(200, "{}");
    throw std::runtime_error("the plugin broke late");
}
GW_EXPORT_HOOK(ThrowAfterReply)

// Waits for something that never comes.
void NeverReturns(gw::ResponseWriter &, gw::Request &)
{
    std::fputs("never returns\n", stderr);
    std::promise<void> never;
    never.get_future().wait();
}
GW_EXPORT_BLOCKING_HOOK(NeverReturns)
