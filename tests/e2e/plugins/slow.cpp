// SPDX-License-Identifier: GPL-3.0-or-later
// Hooks that take their time. Those that hold something make the file "inside" of config_data, and
// go on when the file "gate" exists.
#include <gatewright/plugin.hpp>

#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <unistd.h>

namespace {

void waitForGate(const gw::Request &r)
{
    std::ofstream(std::string(r.config("inside").value_or(""))) << "yes";
    const std::string gate(r.config("gate").value_or(""));
    while (access(gate.c_str(), F_OK) != 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

} // namespace

void HoldWorker(gw::ResponseWriter &, gw::Request &r)
{
    waitForGate(r);
}
GW_EXPORT_HOOK(HoldWorker)

void HoldThread(gw::ResponseWriter &, gw::Request &r)
{
    waitForGate(r);
}
GW_EXPORT_BLOCKING_HOOK(HoldThread)

void PassThread(gw::ResponseWriter &, gw::Request &) {}
GW_EXPORT_BLOCKING_HOOK(PassThread)

void TakeLong(gw::ResponseWriter &, gw::Request &)
{
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
}
GW_EXPORT_HOOK(TakeLong)

// Resumes long after everybody has given up.
gw::Flow ResumeTooLate(gw::ResponseWriter &, gw::Request &r)
{
    std::thread([ticket = r.suspend()] {
        std::this_thread::sleep_for(std::chrono::milliseconds(900));
        ticket.resume();
        gw::log().info("resumed too late");
    }).detach();
    return gw::Flow::Suspend;
}
GW_EXPORT_HOOK(ResumeTooLate)
