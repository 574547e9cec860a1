// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/content_digest.h"

#include "bundle/manifest.h"
#include "bundle/rsa_key.h"
#include "spec/base64.h"

namespace gw::bundle {

namespace {

// Which hooks run, under which names the files lie and what each of them is: Tyk's signature holds
// for the bytes of the files only, one behind the other.
Expected<void> checkOwnSignature(const Manifest &manifest, const RsaKey &key)
{
    if (manifest.ownSignature.empty()) {
        return manifest.mustBeSigned
                   ? failure("The manifest itself isn't signed", {},
                             "gatewright.bundle_manifest_signed demands it: gatewright bundle "
                             "build -k")
                   : Expected<void>();
    }
    const auto signature = spec::decodedBase64(manifest.ownSignature);
    if (!signature || !key.verifies(manifest.signedDigest, *signature)) {
        return failure("The manifest's signature verification failed", {},
                       "The manifest was changed after it was signed, or signed with another key");
    }
    return {};
}

} // namespace

void ContentDigest::beginFile(std::string name)
{
    m_name = std::move(name);
    m_ofFile.reset();
}

void ContentDigest::add(std::string_view bytes)
{
    const QByteArrayView view(bytes.data(), static_cast<qsizetype>(bytes.size()));
    m_md5.addData(view);
    m_sha256.addData(view);
    m_ofFile.addData(view);
}

void ContentDigest::endFile()
{
    m_ofFiles[m_name] = m_ofFile.result().toHex().toStdString();
}

std::string ContentDigest::md5() const
{
    return m_md5.result().toHex().toStdString();
}

std::string ContentDigest::sha256() const
{
    return m_sha256.result().toStdString();
}

Expected<void> checkContent(const ContentDigest &digest, const Manifest &manifest,
                            const RsaKey *key)
{
    if (key != nullptr && manifest.signature.empty()) {
        return failure("Bundle isn't signed", {},
                       "public_key_path demands it: gatewright bundle build -k");
    }
    if (digest.md5() != manifest.checksum) {
        return failure("invalid checksum", {},
                       manifest.checksum.empty() ? "The manifest has none: make the bundle with "
                                                   "gatewright bundle build"
                                                 : "The files are not those that the manifest was "
                                                   "made for: build the bundle again");
    }
    if (!manifest.sha256.empty() && manifest.sha256 != digest.sha256OfFiles()) {
        return failure("SHA-256 of the files differs from the manifest", {},
                       "Build the bundle again");
    }
    if (key == nullptr) {
        return {};
    }
    const auto signature = spec::decodedBase64(manifest.signature);
    if (!signature || !key->verifies(digest.sha256(), *signature)) {
        return failure("Bundle signature verification failed", {},
                       "It was not signed with the key that belongs to public_key_path");
    }
    return checkOwnSignature(manifest, *key);
}

} // namespace gw::bundle
