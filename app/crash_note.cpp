// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash_note.h"

#include "plugin/hook_slot.h"
#include "plugin/plugin_hook.h"
#include "spec/regular_file.h"

#include <climits>

#include <array>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace gw::app {

namespace {

constexpr std::size_t kLongestNote = 8192;

// A sanitizer tells of a crash by handlers of its own.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kHandlersAreTaken = true;
#else
constexpr bool kHandlersAreTaken = false;
#endif

constexpr std::array<std::pair<int, std::string_view>, 5> kSignals = {{{SIGSEGV, "SIGSEGV"},
                                                                       {SIGBUS, "SIGBUS"},
                                                                       {SIGFPE, "SIGFPE"},
                                                                       {SIGILL, "SIGILL"},
                                                                       {SIGABRT, "SIGABRT"}}};

// A handler has no other way to know it. Written once, before.
std::array<char, PATH_MAX> s_file{};

// In a handler: nothing that allocates or locks.
void put(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written <= 0) {
            return;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

// "<begin>SIGSEGV in <step>", as one line.
void tell(int descriptor, std::string_view begin, std::string_view signal, std::string_view step)
{
    put(descriptor, begin);
    put(descriptor, signal);
    put(descriptor, step.empty() ? "" : " in ");
    put(descriptor, step);
    put(descriptor, "\n");
}

void onCrash(int signal)
{
    std::string_view name = "a signal";
    for (const auto &[number, word] : kSignals) {
        name = number == signal ? word : name;
    }
    const plugin::PluginHook *hook = plugin::HookSlot::hookOfThisThread();
    const std::string_view step = hook == nullptr ? std::string_view() : hook->stepName();
    tell(STDERR_FILENO, "gatewright: crashed, ", name, step);
    const int file = ::open(s_file.data(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    tell(file, {}, name, step);
    ::close(file);
    ::raise(signal); // its handler is the default again
}

} // namespace

std::string CrashNote::text() const
{
    return hook.empty() ? signal : signal + " in " + hook;
}

void noteCrashes(const std::string &file)
{
    if (kHandlersAreTaken || file.size() >= s_file.size()) {
        return;
    }
    std::memcpy(s_file.data(), file.data(), file.size());
    struct sigaction action = {};
    action.sa_handler = onCrash;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    for (const auto &[number, word] : kSignals) {
        ::sigaction(number, &action, nullptr);
    }
}

std::optional<CrashNote> takeCrashNote(const std::string &file)
{
    auto text = spec::readRegularFile(file, kLongestNote);
    if (!text) {
        return std::nullopt;
    }
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    if (text->ends_with('\n')) {
        text->pop_back();
    }
    constexpr std::string_view kIn = " in ";
    const std::size_t at = text->find(kIn);
    return at == std::string::npos ? CrashNote{*text, {}}
                                   : CrashNote{text->substr(0, at), text->substr(at + kIn.size())};
}

} // namespace gw::app
