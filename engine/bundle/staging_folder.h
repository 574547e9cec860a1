// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bundle/archive.h"

#include <QCryptographicHash>

#include <filesystem>
#include <map>
#include <string>

namespace gw::bundle {

// A folder in the making. Nothing is visible under its final name before publish(), and without
// that everything is removed again. Files are made new, for the owner only, through descriptors
// that follow no links, so that nothing can land outside. Thread: one; blocks on the disk.
class StagingFolder final : public FileReceiver {
public:
    // Makes <parent>/<random>.
    [[nodiscard]] static Expected<std::unique_ptr<StagingFolder>>
    create(const std::filesystem::path &parent);
    ~StagingFolder() override;
    StagingFolder(const StagingFolder &) = delete;
    StagingFolder &operator=(const StagingFolder &) = delete;

    [[nodiscard]] Expected<void> beginFile(const std::string &name) override;
    [[nodiscard]] Expected<void> write(std::string_view bytes) override;
    [[nodiscard]] Expected<void> endFile() override; // durable when it returns

    // SHA-256 of each file so far, by name.
    [[nodiscard]] const std::map<std::string, std::string> &hashes() const { return m_hashes; }

    // Makes the folder durable and gives it its name, which must be free, on the same disk.
    enum class Published : std::uint8_t { Yes, NameIsTaken };
    [[nodiscard]] Expected<Published> publish(const std::filesystem::path &name);

private:
    StagingFolder(std::filesystem::path path, int folder);
    [[nodiscard]] Error systemError(const char *what) const;
    // A descriptor of the folder that the name lies in, made on the way. -1: failed.
    [[nodiscard]] int openFolderOf(const std::string &name) const;

    std::filesystem::path m_path; // empty: published
    int m_folder = -1;
    int m_file = -1;
    std::string m_name;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    std::map<std::string, std::string> m_hashes;
};

} // namespace gw::bundle
