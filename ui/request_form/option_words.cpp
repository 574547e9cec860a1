// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/option_words.h"

#include "request_form/hurl_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace gw::request_form {

namespace {

struct Row {
    QLatin1StringView name;
    const char *sentence;
    QLatin1StringView firstValue = {};
    bool isRepeatable = false;
};

struct Group {
    const char *title;
    std::vector<Row> rows;
    bool isChoice = false; // one of them is enough
};

// All that is said of options, in the order of the menu.
class OptionWords final {
    Q_DECLARE_TR_FUNCTIONS(gw::request_form::OptionWords)

public:
    static inline const std::vector<Group> kGroups = {
        {QT_TR_NOOP("&Redirects"),
         {{"location"_L1, QT_TR_NOOP("Follow redirects.")},
          {"location-trusted"_L1,
           QT_TR_NOOP("Follow redirects, and send credentials to other hosts too.")},
          {"max-redirs"_L1, QT_TR_NOOP("At most so many redirects; -1 is no limit."), "10"_L1},
          {"post301"_L1, QT_TR_NOOP("Stay with POST after a redirect with status 301.")},
          {"post302"_L1, QT_TR_NOOP("Stay with POST after a redirect with status 302.")},
          {"post303"_L1, QT_TR_NOOP("Stay with POST after a redirect with status 303.")}}},
        {QT_TR_NOOP("&Time and size"),
         {{"connect-timeout"_L1, QT_TR_NOOP("Give up when there is no connection after this time."),
           "5s"_L1},
          {"max-time"_L1, QT_TR_NOOP("Give up when the whole request takes longer."), "30s"_L1},
          {"limit-rate"_L1, QT_TR_NOOP("Send and receive at most so many bytes a second."),
           "500k"_L1},
          {"max-filesize"_L1, QT_TR_NOOP("Refuse an answer whose body is larger."), "1000000"_L1}}},
        {QT_TR_NOOP("&Version of HTTP"),
         {{"http1.0"_L1, QT_TR_NOOP("Speak HTTP/1.0.")},
          {"http1.1"_L1, QT_TR_NOOP("Speak HTTP/1.1.")},
          {"http2"_L1, QT_TR_NOOP("Speak HTTP/2 where the server can.")},
          {"http2-prior-knowledge"_L1,
           QT_TR_NOOP("Speak HTTP/2 from the first byte, also without TLS.")},
          {"http3"_L1, QT_TR_NOOP("Speak HTTP/3 where the server can.")}},
         true},
        {QT_TR_NOOP("&What is sent"),
         {{"compressed"_L1, QT_TR_NOOP("Ask for a compressed answer, and unpack it.")},
          {"header"_L1, QT_TR_NOOP("Send one more header."), {}, true},
          {"path-as-is"_L1, QT_TR_NOOP("Leave /../ and /./ in the path.")},
          {"request-target"_L1, QT_TR_NOOP("Send this in place of the URL's path and query.")},
          {"variable"_L1,
           QT_TR_NOOP("Set a variable for this request and those behind it: name=value."),
           {},
           true}}},
        {QT_TR_NOOP("&Credentials"),
         {{"user"_L1, QT_TR_NOOP("Name and password for the server.")},
          {"anyauth"_L1,
           QT_TR_NOOP("Use the strongest scheme of credentials that the server offers.")},
          {"digest"_L1, QT_TR_NOOP("Send the credentials by Digest.")},
          {"ntlm"_L1, QT_TR_NOOP("Send the credentials by NTLM.")},
          {"negotiate"_L1, QT_TR_NOOP("Send the credentials by Negotiate (Kerberos).")},
          {"aws-sigv4"_L1, QT_TR_NOOP("Sign for AWS: provider:provider:region:service.")},
          {"netrc"_L1, QT_TR_NOOP("Take credentials from ~/.netrc.")},
          {"netrc-file"_L1, QT_TR_NOOP("Take credentials from this file.")},
          {"netrc-optional"_L1,
           QT_TR_NOOP("Take credentials from ~/.netrc unless the URL has some.")}}},
        {QT_TR_NOOP("TLS: &certificates"),
         {{"insecure"_L1, QT_TR_NOOP("Accept every certificate of the server.")},
          {"cacert"_L1, QT_TR_NOOP("Trust the authorities in this file.")},
          {"capath"_L1, QT_TR_NOOP("Trust the authorities in this folder, as c_rehash makes it.")},
          {"cert"_L1, QT_TR_NOOP("Show this client certificate.")},
          {"cert-type"_L1,
           QT_TR_NOOP("What the file of the client certificate is; PEM unless said."), "P12"_L1},
          {"key"_L1, QT_TR_NOOP("The private key of the client certificate.")},
          {"key-type"_L1, QT_TR_NOOP("What the file of the key is; PEM unless said."), "DER"_L1},
          {"pass"_L1, QT_TR_NOOP("The password of the key, or of a certificate in P12.")},
          {"pinnedpubkey"_L1, QT_TR_NOOP("Accept this public key only: a file, or sha256//...")}}},
        {QT_TR_NOOP("TLS: &oldest version"),
         {{"tlsv1.0"_L1, QT_TR_NOOP("Use TLS 1.0 or newer.")},
          {"tlsv1.1"_L1, QT_TR_NOOP("Use TLS 1.1 or newer.")},
          {"tlsv1.2"_L1, QT_TR_NOOP("Use TLS 1.2 or newer.")},
          {"tlsv1.3"_L1, QT_TR_NOOP("Use TLS 1.3 or newer.")}},
         true},
        {QT_TR_NOOP("TLS: &newest version"),
         {{"tls-max"_L1, QT_TR_NOOP("Use no newer TLS than this."), "1.2"_L1}}},
        {QT_TR_NOOP("TLS: c&iphers"),
         {{"ciphers"_L1, QT_TR_NOOP("Offer these ciphers up to TLS 1.2, with colons between.")},
          {"tls13-ciphers"_L1,
           QT_TR_NOOP("Offer these ciphers for TLS 1.3, with colons between.")}}},
        {QT_TR_NOOP("Co&nnection"),
         {{"ipv4"_L1, QT_TR_NOOP("Connect by IPv4 only.")},
          {"ipv6"_L1, QT_TR_NOOP("Connect by IPv6 only.")},
          {"resolve"_L1,
           QT_TR_NOOP("Take this address for a host and port: host:port:address."),
           {},
           true},
          {"connect-to"_L1,
           QT_TR_NOOP("Connect to another host: host:port:other-host:port."),
           {},
           true},
          {"interface"_L1,
           QT_TR_NOOP("Connect from this interface, or this address of the machine.")},
          {"unix-socket"_L1, QT_TR_NOOP("Connect to this socket of the file system.")}}},
        {QT_TR_NOOP("&Proxy"),
         {{"proxy"_L1, QT_TR_NOOP("Send through this proxy.")},
          {"noproxy"_L1, QT_TR_NOOP("Hosts that are asked without the proxy.")},
          {"preproxy"_L1, QT_TR_NOOP("Reach the proxy through this one, which speaks SOCKS.")},
          {"proxy-user"_L1, QT_TR_NOOP("Name and password for the proxy.")},
          {"proxy-header"_L1, QT_TR_NOOP("Send one more header to the proxy only."), {}, true},
          {"proxytunnel"_L1, QT_TR_NOOP("Ask the proxy for a tunnel (CONNECT), also for http://.")},
          {"proxy-insecure"_L1, QT_TR_NOOP("Accept every certificate of the proxy.")},
          {"proxy-cacert"_L1, QT_TR_NOOP("Trust the authorities in this file for the proxy.")}}},
        {QT_TR_NOOP("T&est runs"),
         {{"delay"_L1, QT_TR_NOOP("In a test run: wait before it is sent."), "500ms"_L1},
          {"repeat"_L1, QT_TR_NOOP("In a test run: send it so many times."), "2"_L1},
          {"retry"_L1, QT_TR_NOOP("In a test run: try again when it fails; -1 is until it passes."),
           "3"_L1},
          {"retry-interval"_L1, QT_TR_NOOP("In a test run: wait between two tries."), "1s"_L1},
          {"skip"_L1, QT_TR_NOOP("In a test run: do not send it.")},
          {"output"_L1, QT_TR_NOOP("In a test run: write the body of the answer to this file.")},
          {"verbose"_L1,
           QT_TR_NOOP("Of the hurl tool: say more. The console has a log of each request.")},
          {"very-verbose"_L1,
           QT_TR_NOOP("Of the hurl tool: say most. The console has a log of each request.")}}},
    };

    // Null: there is none of that name.
    static const Row *find(const QString &option)
    {
        for (const Group &group : kGroups) {
            const auto row = std::ranges::find(group.rows, option, &Row::name);
            if (row != group.rows.end()) {
                return &*row;
            }
        }
        return nullptr;
    }
};

} // namespace

QList<OptionGroup> optionGroups()
{
    QList<OptionGroup> shown;
    for (const Group &group : OptionWords::kGroups) {
        QStringList names;
        for (const Row &row : group.rows) {
            names.append(row.name);
        }
        shown.append({OptionWords::tr(group.title), names, group.isChoice});
    }
    return shown;
}

QString sentenceOf(const QString &option)
{
    const Row *row = OptionWords::find(option);
    return row == nullptr ? QString() : OptionWords::tr(row->sentence);
}

QString firstValueOf(const QString &option)
{
    const Row *row = OptionWords::find(option);
    return kindOf(option) == requests::OptionKind::Flag ? u"true"_s
           : row == nullptr                             ? QString()
                                                        : QString(row->firstValue);
}

bool isRepeatable(const QString &option)
{
    const Row *row = OptionWords::find(option);
    return row != nullptr && row->isRepeatable;
}

QStringList choicesOf(const QString &option)
{
    using enum requests::OptionKind;
    switch (kindOf(option).value_or(Text)) {
    case Flag:
        return {u"true"_s, u"false"_s};
    case CertificateType:
        return {u"PEM"_s, u"DER"_s, u"P12"_s};
    case KeyType:
        return {u"PEM"_s, u"DER"_s};
    case TlsLimit:
        return {u"1.0"_s, u"1.1"_s, u"1.2"_s, u"1.3"_s, u"default"_s};
    default:
        return {};
    }
}

std::optional<requests::OptionKind> kindOf(const QString &option)
{
    const std::string name = option.toStdString();
    const auto found = std::ranges::find(requests::knownOptions(), std::string_view(name),
                                         &requests::OptionInfo::name);
    return found == requests::knownOptions().end() ? std::nullopt : std::optional(found->kind);
}

QString whyRefused(const requests::Line &line)
{
    const Expected<void> checked = requests::checkOption(line);
    if (checked) {
        return {};
    }
    const QString name = shownText(line.name);
    const auto kind = kindOf(name);
    if (!kind) {
        const QString remedy = QString::fromStdString(checked.error().remedy);
        return remedy.isEmpty() ? OptionWords::tr("There is no option %1").arg(name)
                                : OptionWords::tr("There is no option %1. %2").arg(name, remedy);
    }
    const QString value = shownText(line.value);
    return value.isEmpty() ? OptionWords::tr("%1 takes %2").arg(name, requests::wordsFor(*kind))
                           : OptionWords::tr("%1 takes %2, not '%3'")
                                 .arg(name, requests::wordsFor(*kind), value);
}

} // namespace gw::request_form
