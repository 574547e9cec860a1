// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/rsa_key.h"

#include "spec/regular_file.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace gw::bundle {

namespace {

constexpr std::size_t kLargestKeyFile = 64 * 1024;

using KeyContext = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;
using ReadPem = EVP_PKEY *(*)(BIO *, EVP_PKEY **, pem_password_cb *, void *);

// OpenSSL would ask for the pass phrase on the terminal.
int refusePassPhrase(char *, int, int, void *)
{
    return -1;
}

Expected<std::shared_ptr<EVP_PKEY>> readKey(const std::string &path, ReadPem readPem,
                                            const char *kind)
{
    const auto text = spec::readRegularFile(path, kLargestKeyFile);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const std::unique_ptr<BIO, decltype(&BIO_free)> input(
        BIO_new_mem_buf(text->data(), static_cast<int>(text->size())), &BIO_free);
    std::shared_ptr<EVP_PKEY> key(
        input == nullptr ? nullptr : readPem(input.get(), nullptr, refusePassPhrase, nullptr),
        &EVP_PKEY_free);
    ERR_clear_error();
    if (key == nullptr || EVP_PKEY_is_a(key.get(), "RSA") != 1) {
        return failure(std::string("The file holds no RSA ") + kind + " key in PEM form", path,
                       "Encrypted keys and other kinds are not read");
    }
    return key;
}

// Ready for PKCS#1 v1.5 over SHA-256; null when OpenSSL refuses.
KeyContext contextFor(EVP_PKEY *key, int (*init)(EVP_PKEY_CTX *))
{
    KeyContext context(EVP_PKEY_CTX_new(key, nullptr), &EVP_PKEY_CTX_free);
    if (context == nullptr || init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) != 1 ||
        EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()) != 1) {
        context.reset();
    }
    return context;
}

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

} // namespace

RsaKey::RsaKey(std::shared_ptr<evp_pkey_st> key)
    : m_key(std::move(key))
{
}

Expected<RsaKey> RsaKey::readPublic(const std::string &path)
{
    auto key = readKey(path, PEM_read_bio_PUBKEY, "public");
    if (!key) {
        return tl::unexpected(key.error());
    }
    return RsaKey(std::move(*key));
}

Expected<RsaKey> RsaKey::readPrivate(const std::string &path)
{
    auto key = readKey(path, PEM_read_bio_PrivateKey, "private");
    if (!key) {
        return tl::unexpected(key.error());
    }
    return RsaKey(std::move(*key));
}

bool RsaKey::verifies(std::string_view digest, std::string_view signature) const
{
    const KeyContext context = contextFor(m_key.get(), EVP_PKEY_verify_init);
    const bool isGood =
        context != nullptr && EVP_PKEY_verify(context.get(), bytesOf(signature), signature.size(),
                                              bytesOf(digest), digest.size()) == 1;
    ERR_clear_error();
    return isGood;
}

Expected<std::string> RsaKey::sign(std::string_view digest) const
{
    const KeyContext context = contextFor(m_key.get(), EVP_PKEY_sign_init);
    std::size_t size = 0;
    std::string signature;
    bool isDone = context != nullptr &&
                  EVP_PKEY_sign(context.get(), nullptr, &size, bytesOf(digest), digest.size()) == 1;
    if (isDone) {
        signature.resize(size);
        isDone = EVP_PKEY_sign(context.get(), reinterpret_cast<unsigned char *>(signature.data()),
                               &size, bytesOf(digest), digest.size()) == 1;
        signature.resize(size);
    }
    ERR_clear_error();
    if (!isDone) {
        return failure("The key cannot sign", {}, "RSA keys of 2048 bits or more can");
    }
    return signature;
}

} // namespace gw::bundle
