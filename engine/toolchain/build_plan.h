// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "toolchain/sdk_location.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace gw::toolchain {

// One program to run, without a shell.
struct Command {
    std::filesystem::path program;
    std::vector<std::string> arguments;
    std::filesystem::path folder;
    std::vector<std::pair<std::string, std::string>> environment = {}; // on top of the caller's
};

struct BuildRequest {
    // A folder with CMakeLists.txt or Cargo.toml, or one source in C, C++ or Rust.
    std::filesystem::path source;
    // The library to make. Empty: beside the source, under its name; for a folder inside it, under
    // the name that the project gives.
    std::filesystem::path output;
    SdkLocation sdk;
    // A program with arguments that is given the new library as its last one and refuses it with
    // another exit code than 0: {"/usr/bin/gatewright", "plugin", "check"}. Empty: no check.
    std::vector<std::string> check;
};

// How a source becomes a library.
struct BuildPlan {
    enum class Result : std::uint8_t {
        File,        // `library` is there when the commands are done
        CMakeReply,  // CMake's file API in `library` tells the file's name
        CargoFolder, // the one .so in the folder `library`
    };

    std::vector<Command> commands; // one after the other
    Result result = Result::File;
    std::filesystem::path library;
    std::filesystem::path output;       // as asked for, or chosen; a folder when `isOutputFolder`
    std::filesystem::path sourceFolder; // relative names in diagnostics are meant from there
    bool isOutputFolder = false;        // the library keeps its own name there
    std::string remark;                 // worth saying before it starts; may be empty
};

// Decides which compiler or build system does the work; honours CC, CXX, CFLAGS, CXXFLAGS, CARGO
// and RUSTC. `stage` is an empty folder of the caller's for intermediate files, on the disk of the
// output. Fails when the source is none or the tool is not installed. Thread: any.
[[nodiscard]] Expected<BuildPlan> planBuild(const BuildRequest &request,
                                            const std::filesystem::path &stage);

// The library that the request asks for, as far as it is known before the build: the file, or the
// folder that it goes to.
[[nodiscard]] std::filesystem::path outputFolderOf(const BuildRequest &request);

} // namespace gw::toolchain
