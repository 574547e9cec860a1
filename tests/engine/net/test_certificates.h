// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/tls_context.h"

#include <QTemporaryDir>

struct evp_pkey_st; // OpenSSL's EVP_PKEY
struct x509_st;     // OpenSSL's X509

namespace gw::net::test {

// A certificate authority in a temporary folder.
class TestCertificates final {
public:
    TestCertificates();
    ~TestCertificates();

    // PEM files that live as long as this object. Names are DNS names, or IP addresses.
    [[nodiscard]] CertificateFiles issue(const std::vector<std::string> &names);
    [[nodiscard]] CertificateFiles issueExpired(const std::vector<std::string> &names);
    [[nodiscard]] std::string caFile() const;
    [[nodiscard]] std::string writeFile(const std::string &name, const std::string &text) const;

private:
    CertificateFiles make(const std::vector<std::string> &names, long from, long until);
    [[nodiscard]] std::string path(const std::string &name) const;

    QTemporaryDir m_folder;
    evp_pkey_st *m_caKey = nullptr;
    x509_st *m_ca = nullptr;
    int m_lastSerial = 1;
};

} // namespace gw::net::test
