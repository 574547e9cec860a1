// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/hook.h"
#include "chain/step.h"

#include <memory>
#include <string>

namespace gw::chain {

// Runs one hook at its place in the request or response chain (reference A5, A9). Hooks run on
// ignored paths too: only built-in authentication is skipped there. Thread: any worker (immutable).
class PluginStep final : public Step {
public:
    struct Place {
        std::string path;
        std::string symbol;
        HookKind kind = HookKind::Request;
        std::string_view slot = {}; // of static storage, as Step::slot() has it
    };

    PluginStep(Place place, std::shared_ptr<const Hook> hook);

    // "GoPluginMiddleware:<path>:<symbol>", the event name of the step.
    [[nodiscard]] static std::string stepName(std::string_view path, std::string_view symbol);

    [[nodiscard]] std::string_view name() const override { return m_name; }
    [[nodiscard]] std::string_view slot() const override { return m_slot; }
    [[nodiscard]] BodyNeed bodyNeed() const override;
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    HookKind m_kind;
    std::string_view m_slot;
    std::string m_name;
    std::shared_ptr<const Hook> m_hook;
};

} // namespace gw::chain
