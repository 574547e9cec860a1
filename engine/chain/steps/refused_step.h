// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/step.h"

#include <string>

namespace gw::chain {

// Stands where a step should be that could not be built: a hook that is missing, a kind of
// authentication that is not supported. It answers 500, so that nothing passes unprotected
// (reference A7), or 503 where the lack mends itself, and says why in log, trace and record.
class RefusedStep final : public Step {
public:
    enum class Lack : std::uint8_t { Lasting, Passing };

    // slot: of the hook that is missing, as Step::slot() has it.
    RefusedStep(std::string name, std::string reason, Lack lack = Lack::Lasting,
                std::string_view slot = {})
        : m_name(std::move(name))
        , m_reason(std::move(reason))
        , m_lack(lack)
        , m_slot(slot)
    {
    }

    [[nodiscard]] std::string_view name() const override { return m_name; }
    [[nodiscard]] std::string_view slot() const override { return m_slot; }
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    std::string m_name;
    std::string m_reason;
    Lack m_lack;
    std::string_view m_slot; // of static storage
};

} // namespace gw::chain
