// SPDX-License-Identifier: GPL-3.0-or-later
#include "toolchain/cmake_reply.h"

#include <jsoncons/json.hpp>

#include <algorithm>
#include <fstream>

namespace gw::toolchain {

namespace {

namespace fs = std::filesystem;
using jsoncons::json;

// The newest index is the one that counts; its name carries the time.
fs::path newestIndex(const fs::path &folder)
{
    fs::path newest;
    std::error_code error;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("index-") && entry.path() > newest) {
            newest = entry.path();
        }
    }
    return newest;
}

json readJson(const fs::path &file)
{
    std::ifstream stream(file);
    return json::parse(stream);
}

fs::path codeModelOf(const json &index)
{
    for (const json &object : index.at("objects").array_range()) {
        if (object.at("kind").as<std::string>() == "codemodel") {
            return object.at("jsonFile").as<std::string>();
        }
    }
    return {};
}

struct Libraries {
    std::vector<fs::path> modules;
    std::vector<fs::path> shared;
};

void addTarget(Libraries &libraries, const json &target, const fs::path &buildFolder)
{
    const std::string type = target.at("type").as<std::string>();
    const bool isModule = type == "MODULE_LIBRARY";
    if ((!isModule && type != "SHARED_LIBRARY") || !target.contains("artifacts")) {
        return;
    }
    const fs::path file = target.at("artifacts").at(0).at("path").as<std::string>();
    (isModule ? libraries.modules : libraries.shared).push_back(buildFolder / file);
}

} // namespace

Expected<void> askForCodeModel(const fs::path &buildFolder)
{
    const fs::path folder = buildFolder / ".cmake/api/v1/query";
    std::error_code error;
    fs::create_directories(folder, error);
    std::ofstream query(folder / "codemodel-v2");
    if (error || !query) {
        return failure("Cannot write into the build folder", buildFolder.string());
    }
    return {};
}

Expected<std::vector<fs::path>> librariesOf(const fs::path &buildFolder)
{
    const fs::path folder = buildFolder / ".cmake/api/v1/reply";
    try {
        const json model = readJson(folder / codeModelOf(readJson(newestIndex(folder))));
        Libraries libraries;
        for (const json &target : model.at("configurations").at(0).at("targets").array_range()) {
            addTarget(libraries, readJson(folder / target.at("jsonFile").as<std::string>()),
                      buildFolder);
        }
        auto &found = libraries.modules.empty() ? libraries.shared : libraries.modules;
        std::ranges::sort(found);
        return std::move(found);
    } catch (const std::exception &problem) {
        return failure(std::string("CMake did not tell what it makes: ") + problem.what(),
                       folder.string(), "CMake 3.14 or newer is needed");
    }
}

} // namespace gw::toolchain
