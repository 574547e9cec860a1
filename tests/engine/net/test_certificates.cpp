// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/test_certificates.h"

#include "net/ip_address.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>

namespace gw::net::test {

namespace {

constexpr long kDay = 24 * 3600;

void addExtension(X509 *certificate, X509 *issuer, int type, const std::string &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *const extension = X509V3_EXT_conf_nid(nullptr, &context, type, value.c_str());
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

X509 *makeCertificate(const std::string &commonName, EVP_PKEY *key, long from, long until)
{
    X509 *const certificate = X509_new();
    X509_set_version(certificate, X509_VERSION_3);
    X509_gmtime_adj(X509_getm_notBefore(certificate), from);
    X509_gmtime_adj(X509_getm_notAfter(certificate), until);
    X509_set_pubkey(certificate, key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(commonName.c_str()), -1, -1,
                               0);
    return certificate;
}

template <typename Write>
void writePem(const std::string &file, Write write)
{
    std::FILE *const out = std::fopen(file.c_str(), "w");
    write(out);
    std::fclose(out);
}

} // namespace

TestCertificates::TestCertificates()
    : m_caKey(EVP_EC_gen("P-256"))
    , m_ca(makeCertificate("Test CA", m_caKey, -kDay, kDay))
{
    X509_set_issuer_name(m_ca, X509_get_subject_name(m_ca));
    ASN1_INTEGER_set(X509_get_serialNumber(m_ca), m_lastSerial);
    addExtension(m_ca, m_ca, NID_basic_constraints, "critical,CA:TRUE");
    addExtension(m_ca, m_ca, NID_key_usage, "critical,keyCertSign");
    X509_sign(m_ca, m_caKey, EVP_sha256());
    writePem(caFile(), [this](std::FILE *out) { PEM_write_X509(out, m_ca); });
}

TestCertificates::~TestCertificates()
{
    X509_free(m_ca);
    EVP_PKEY_free(m_caKey);
}

CertificateFiles TestCertificates::issue(const std::vector<std::string> &names)
{
    return make(names, -kDay, kDay);
}

CertificateFiles TestCertificates::issueExpired(const std::vector<std::string> &names)
{
    return make(names, -2 * kDay, -kDay);
}

CertificateFiles TestCertificates::make(const std::vector<std::string> &names, long from,
                                        long until)
{
    EVP_PKEY *const key = EVP_EC_gen("P-256");
    X509 *const certificate = makeCertificate("ignored.test", key, from, until);
    X509_set_issuer_name(certificate, X509_get_subject_name(m_ca));
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++m_lastSerial);
    std::string alternatives;
    for (const std::string &name : names) {
        alternatives += (alternatives.empty() ? "" : ",");
        alternatives += (IpAddress::parse(name) ? "IP:" : "DNS:") + name;
    }
    addExtension(certificate, m_ca, NID_subject_alt_name, alternatives);
    X509_sign(certificate, m_caKey, EVP_sha256());
    const std::string stem = "leaf" + std::to_string(m_lastSerial);
    const CertificateFiles files{path(stem + ".pem"), path(stem + ".key")};
    writePem(files.certificate, [&](std::FILE *out) { PEM_write_X509(out, certificate); });
    writePem(files.key, [&](std::FILE *out) {
        PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
    });
    X509_free(certificate);
    EVP_PKEY_free(key);
    return files;
}

std::string TestCertificates::caFile() const
{
    return path("ca.pem");
}

std::string TestCertificates::writeFile(const std::string &name, const std::string &text) const
{
    writePem(path(name), [&](std::FILE *out) { std::fputs(text.c_str(), out); });
    return path(name);
}

std::string TestCertificates::path(const std::string &name) const
{
    return m_folder.path().toStdString() + '/' + name;
}

} // namespace gw::net::test
