// SPDX-License-Identifier: GPL-3.0-or-later
#include "toolchain/sdk_location.h"

namespace gw::toolchain {

Expected<SdkLocation> findSdk(const std::filesystem::path &program)
{
    std::error_code error;
    const std::filesystem::path real = std::filesystem::canonical(program, error);
    if (error) {
        return failure("The program that the SDK belongs to is not found", program.string());
    }
    const std::filesystem::path prefix = real.parent_path().parent_path();
    SdkLocation sdk{prefix / "include", prefix / "share/cmake/GatewrightPlugin"};
    if (!std::filesystem::exists(sdk.headers / "gatewright/plugin.h", error)) {
        return failure(
            "The plugin SDK is not installed: no gatewright/plugin.h", sdk.headers.string(),
            "Install the package gatewright-plugin-dev (from a build tree: cmake --install)");
    }
    return sdk;
}

} // namespace gw::toolchain
