// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bundle/archive.h"

#include <filesystem>
#include <optional>
#include <set>
#include <string>

namespace gw::bundle {

class StagingFolder;

// What a server said of the version that it sent, to ask for a newer one only.
struct Validators {
    std::string etag;
    std::string lastModified;

    bool operator==(const Validators &) const = default;
};

// A bundle that lies checked and complete on the disk.
struct InstalledBundle {
    std::string sha256; // of the zip file; names the folder
    std::filesystem::path folder;
    spec::CustomMiddleware customMiddleware; // paths lead into the folder
    bool isSigned = false;
};

// The version of an address that was installed last.
struct Reference {
    std::string sha256;
    Validators validators;
};

// The installed bundles of an engine:
//   <folder>/<sha256 of the zip>/         files, manifest.json, .complete with the SHA-256 of each
//   <folder>/references/<sha256 of the address>   which of them an address led to last
//   <folder>/staging/                     bundles in the making, emptied at start
// A folder gets its name by one rename when it is complete and on the disk, so a crash at any
// moment leaves nothing that passes for a bundle. Thread: several at once; blocks on the disk.
class BundleStore final {
public:
    explicit BundleStore(std::filesystem::path folder, Limits limits = {});

    [[nodiscard]] const std::filesystem::path &folder() const { return m_folder; }

    // Removes what an interrupted install left behind, and bundles that nothing refers to. Only
    // before the first install.
    void sweep() const;

    // Unpacks a bundle, checking it as it is written, with the key where signatures are demanded. A
    // version that is there already is checked again and used.
    [[nodiscard]] Expected<InstalledBundle> install(const Archive &archive,
                                                    const RsaKey *key) const;
    // An installed version, after all its files were compared with what was installed, and its
    // signature checked anew.
    [[nodiscard]] Expected<InstalledBundle> adopt(const std::string &sha256,
                                                  const RsaKey *key) const;

    [[nodiscard]] std::optional<Reference> reference(std::string_view address) const;
    [[nodiscard]] Expected<void> setReference(std::string_view address,
                                              const Reference &reference) const;

    // Removes the bundles that are neither named here nor referred to.
    void keepOnly(const std::set<std::string> &sha256s) const;

private:
    [[nodiscard]] std::filesystem::path pathOf(const std::string &sha256) const;
    [[nodiscard]] std::filesystem::path referenceFile(std::string_view address) const;
    [[nodiscard]] std::set<std::string> referred() const;

    std::filesystem::path m_folder;
    Limits m_limits;
};

} // namespace gw::bundle
