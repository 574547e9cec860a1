// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer's way in; GW_FUZZ_ENTRY names the target.
#include "fuzz/fuzz_targets.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    gw::fuzz::GW_FUZZ_ENTRY({reinterpret_cast<const char *>(bytes), size});
    return 0;
}
