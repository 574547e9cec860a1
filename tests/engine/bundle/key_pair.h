// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <cstdio>
#include <memory>
#include <string>

namespace gw::bundle::test {

// An RSA key pair in two PEM files that live as long as it.
class KeyPair final {
public:
    KeyPair()
    {
        const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_RSA_gen(2048),
                                                                      &EVP_PKEY_free);
        const auto write = [](const std::string &path, auto writeKey) {
            const std::unique_ptr<FILE, int (*)(FILE *)> file(std::fopen(path.c_str(), "w"),
                                                              &std::fclose);
            writeKey(file.get());
        };
        write(privateFile(), [&](FILE *file) {
            PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        });
        write(publicFile(), [&](FILE *file) { PEM_write_PUBKEY(file, key.get()); });
    }

    [[nodiscard]] std::string privateFile() const
    {
        return m_folder.filePath(QStringLiteral("private.pem")).toStdString();
    }
    [[nodiscard]] std::string publicFile() const
    {
        return m_folder.filePath(QStringLiteral("public.pem")).toStdString();
    }

private:
    QTemporaryDir m_folder;
};

} // namespace gw::bundle::test
