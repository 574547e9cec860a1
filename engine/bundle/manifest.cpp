// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/manifest.h"

#include "bundle/entry_name.h"
#include "bundle/rsa_key.h"
#include "spec/definition_reader.h"
#include "spec/object_reader.h"

#include <QCryptographicHash>

#include <algorithm>
#include <set>

namespace gw::bundle {

namespace {

// What only Gatewright writes.
struct OwnMembers {
    std::map<std::string, std::string> sha256;
    std::string signature;
};

constexpr std::string_view kOwnSignature = "/gatewright/signature";
// So that no signature over files passes for one over a manifest.
constexpr std::string_view kSignedAs = "gatewright manifest 1\n";

void describe(spec::ObjectReader &reader, OwnMembers &own)
{
    reader.field("sha256", own.sha256);
    reader.field("signature", own.signature);
}

Expected<void> checkFileList(const Manifest &manifest, const Limits &limits)
{
    std::set<std::string> names;
    for (const std::string &name : manifest.fileList) {
        if (auto fit = checkEntryName(name, limits); !fit) {
            return fit;
        }
        if (name == kManifestName) {
            return failure("The manifest lists itself", std::string(kManifestName),
                           "Take manifest.json out of file_list");
        }
        if (!names.insert(name).second) {
            return failure("file_list names a file twice", shownName(name));
        }
    }
    return {};
}

Expected<void> checkHooks(const Manifest &manifest, const Limits &limits)
{
    const auto hooks = hooksOf(manifest.customMiddleware);
    const bool doesNothing =
        std::ranges::all_of(hooks, [](const auto &hook) { return hook.second->disabled; });
    if (doesNothing) {
        return failure("No hooks defined", std::string(kManifestName),
                       "Name them in custom_middleware: pre, auth_check, post_key_auth, post, "
                       "response; disabled ones do not count");
    }
    for (const auto &[place, hook] : hooks) {
        if (!hook->path.empty()) {
            if (auto fit = checkEntryName(hook->path, limits); !fit) {
                return fit;
            }
        }
    }
    return {};
}

// The document as it was signed: every byte of it, but for the signature's own.
Expected<std::string> signedDigest(const spec::JsonDocument &document)
{
    const auto unsignedText = document.withReplaced(kOwnSignature, "\"\"");
    if (!unsignedText) {
        return failure("The signature of the manifest stands in an unusual place",
                       std::string(kManifestName), "It belongs to /gatewright/signature");
    }
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const std::string_view text : {kSignedAs, std::string_view(unsignedText->text())}) {
        hash.addData(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    }
    return hash.result().toStdString();
}

std::string quoted(const std::string &text)
{
    return '"' + text + '"'; // hex digits, base64 and checked names need no escapes
}

} // namespace

std::vector<std::pair<std::string, const spec::HookRef *>>
hooksOf(const spec::CustomMiddleware &middleware)
{
    std::vector<std::pair<std::string, const spec::HookRef *>> hooks;
    const auto add = [&](const char *place, const std::vector<spec::HookRef> &list) {
        for (const spec::HookRef &hook : list) {
            hooks.emplace_back(place, &hook);
        }
    };
    add("pre", middleware.pre);
    if (!middleware.authCheck.name.empty()) {
        hooks.emplace_back("auth_check", &middleware.authCheck);
    }
    add("post_key_auth", middleware.postKeyAuth);
    add("post", middleware.post);
    add("response", middleware.response);
    return hooks;
}

Expected<Manifest> readManifest(std::string_view json, const Limits &limits)
{
    const auto document = spec::JsonDocument::parse(std::string(json), kManifestName);
    if (!document) {
        return tl::unexpected(document.error());
    }
    // custom_middleware is the object of an API definition, so that reader reads it.
    auto definition = spec::readDefinition(*document);
    if (!definition) {
        return tl::unexpected(definition.error());
    }
    Manifest manifest;
    manifest.customMiddleware = std::move(definition->customMiddleware);
    spec::ReadLog log(*document);
    std::string driver;
    OwnMembers own;
    {
        spec::ObjectReader reader(document->root(), log);
        reader.field("file_list", manifest.fileList);
        reader.field("checksum", manifest.checksum);
        reader.field("signature", manifest.signature);
        reader.field("driver", driver);
        reader.field("gatewright", own);
    }
    if (log.failed()) {
        return tl::unexpected(*log.error());
    }
    manifest.sha256 = std::move(own.sha256);
    manifest.mustBeSigned = limits.demandsSignedManifest;
    manifest.ownSignature = std::move(own.signature);
    if (!manifest.ownSignature.empty()) {
        auto digest = signedDigest(*document);
        if (!digest) {
            return tl::unexpected(digest.error());
        }
        manifest.signedDigest = std::move(*digest);
    }
    if (manifest.customMiddleware.driver.empty()) {
        manifest.customMiddleware.driver = driver;
    }
    if (auto list = checkFileList(manifest, limits); !list) {
        return tl::unexpected(list.error());
    }
    if (auto hooks = checkHooks(manifest, limits); !hooks) {
        return tl::unexpected(hooks.error());
    }
    return manifest;
}

namespace {

Expected<spec::JsonDocument> signedByItself(const spec::JsonDocument &document, const RsaKey &key)
{
    const auto prepared = document.withValue(kOwnSignature, "\"\"");
    if (!prepared) {
        return prepared;
    }
    const auto digest = signedDigest(*prepared);
    const auto signature =
        digest ? key.sign(*digest) : Expected<std::string>(tl::unexpected(digest.error()));
    if (!signature) {
        return tl::unexpected(signature.error());
    }
    return prepared->withReplaced(
        kOwnSignature, quoted(QByteArray::fromStdString(*signature).toBase64().toStdString()));
}

} // namespace

Expected<std::string> sealManifest(std::string_view json, const ManifestSeal &seal)
{
    auto document = spec::JsonDocument::parse(std::string(json), kManifestName);
    if (document) {
        document = document->withValue("/checksum", quoted(seal.checksum));
    }
    if (document && (!seal.signature.empty() || document->valueAt("/signature"))) {
        document = seal.signature.empty()
                       ? document->withRemoved("/signature")
                       : document->withValue("/signature", quoted(seal.signature));
    }
    // A driver that stands elsewhere is one that Tyk does not see.
    if (document && !seal.driver.empty() &&
        !document->root().findIgnoringCase("custom_middleware")->findIgnoringCase("driver")) {
        document = document->withValue("/custom_middleware/driver", quoted(seal.driver));
    }
    std::string hashes = "{";
    for (const auto &[name, hash] : seal.sha256) {
        hashes += (hashes.size() > 1 ? ", " : "") + quoted(name) + ": " + quoted(hash);
    }
    if (document) {
        document = document->withValue("/gatewright/sha256", hashes + "}");
    }
    if (document && document->valueAt(kOwnSignature)) {
        document = document->withRemoved(kOwnSignature);
    }
    if (document && seal.key != nullptr) {
        document = signedByItself(*document, *seal.key);
    }
    if (!document) {
        return tl::unexpected(document.error());
    }
    return document->text();
}

} // namespace gw::bundle
