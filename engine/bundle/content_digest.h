// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QCryptographicHash>

#include <map>
#include <string>
#include <string_view>

namespace gw::bundle {

struct Manifest;
class RsaKey;

// The sums over the files of a bundle, fed in the order of file_list (reference B3).
class ContentDigest final {
public:
    void beginFile(std::string name);
    void add(std::string_view bytes);
    void endFile();

    [[nodiscard]] std::string md5() const;    // hex, over all files
    [[nodiscard]] std::string sha256() const; // 32 bytes, over all files
    [[nodiscard]] const std::map<std::string, std::string> &sha256OfFiles() const
    {
        return m_ofFiles;
    }

private:
    QCryptographicHash m_md5{QCryptographicHash::Md5};
    QCryptographicHash m_sha256{QCryptographicHash::Sha256};
    QCryptographicHash m_ofFile{QCryptographicHash::Sha256};
    std::string m_name;
    std::map<std::string, std::string> m_ofFiles;
};

// Whether the files are those that the manifest was made for. With a key an unsigned bundle is
// refused, and the signature must be the key's.
[[nodiscard]] Expected<void> checkContent(const ContentDigest &digest, const Manifest &manifest,
                                          const RsaKey *key);

} // namespace gw::bundle
