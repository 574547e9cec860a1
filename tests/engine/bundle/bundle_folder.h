// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bundle/archive_builder.h"
#include "bundle/rsa_key.h"

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace gw::bundle::test {

inline void writeFile(const std::filesystem::path &path, const std::string &content)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

inline std::string readFile(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Empty when it did not fail.
template <typename T>
Error errorOf(const Expected<T> &result)
{
    return result ? Error() : result.error();
}

// A folder with a manifest and its files, to build bundles from.
class BundleFolder final {
public:
    explicit BundleFolder(const std::string &code = "the code of a plugin")
    {
        writeFile(path() / "hook.so", code);
        writeFile(path() / "files/rules.txt", "a rule");
        writeFile(path() / "manifest.json", R"({
  "file_list": ["hook.so", "files/rules.txt"],
  "custom_middleware": {
    "pre": [{"name": "Guard", "path": "hook.so", "raw_body_only": true}],
    "post": [{"name": "Plain", "path": ""}]
  },
  "driver": "goplugin",
  "unknown": {"kept": 1.0}
}
)");
    }

    [[nodiscard]] std::filesystem::path path() const { return m_folder.path().toStdString(); }
    // The zip file's bytes; empty when it cannot be built.
    [[nodiscard]] std::string build(const RsaKey *key = nullptr) const
    {
        return buildArchive({path() / "manifest.json", path(), key, {}}).value_or(std::string());
    }

private:
    QTemporaryDir m_folder;
};

} // namespace gw::bundle::test
