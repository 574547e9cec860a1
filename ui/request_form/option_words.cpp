// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/option_words.h"

#include "request_form/hurl_text.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::request_form {

namespace {

class OptionWords final {
    Q_DECLARE_TR_FUNCTIONS(gw::request_form::OptionWords)
};

struct Sentence {
    QLatin1StringView option;
    const char *text;
};

constexpr Sentence kSentences[] = {
    {"location"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Follow redirects.")},
    {"location-trusted"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                       "Follow redirects, and send credentials to other hosts too.")},
    {"max-redirs"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                        "At most so many redirects; -1 is no limit.")},
    {"post301"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                     "Stay with POST after a redirect with status 301.")},
    {"post302"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                     "Stay with POST after a redirect with status 302.")},
    {"post303"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                     "Stay with POST after a redirect with status 303.")},
    {"connect-timeout"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                       "Give up when there is no connection after this time.")},
    {"max-time"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                      "Give up when the whole request takes longer.")},
    {"limit-rate"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                        "Send and receive at most so many bytes a second.")},
    {"max-filesize"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Refuse an answer whose body is larger.")},
    {"http1.0"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Speak HTTP/1.0.")},
    {"http1.1"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Speak HTTP/1.1.")},
    {"http2"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Speak HTTP/2 where the server can.")},
    {"http2-prior-knowledge"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                       "Speak HTTP/2 from the first byte, also without TLS.")},
    {"http3"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Speak HTTP/3 where the server can.")},
    {"compressed"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                        "Ask for a compressed answer, and unpack it.")},
    {"header"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Send one more header.")},
    {"path-as-is"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Leave /../ and /./ in the path.")},
    {"request-target"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                            "Send this in place of the URL's path and query.")},
    {"user"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Name and password for the server.")},
    {"anyauth"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                       "Use the strongest scheme of credentials that the server offers.")},
    {"digest"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Send the credentials by Digest.")},
    {"ntlm"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Send the credentials by NTLM.")},
    {"negotiate"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                       "Send the credentials by Negotiate (Kerberos).")},
    {"aws-sigv4"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                       "Sign for AWS: provider:provider:region:service.")},
    {"netrc"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Take credentials from ~/.netrc.")},
    {"netrc-file"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Take credentials from this file.")},
    {"netrc-optional"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                       "Take credentials from ~/.netrc unless the URL has some.")},
    {"insecure"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Accept every certificate of the server.")},
    {"cacert"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Trust the authorities in this file.")},
    {"capath"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                    "Trust the authorities in this folder, as c_rehash makes it.")},
    {"cert"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Show this client certificate.")},
    {"cert-type"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                       "What the file of the client certificate is; PEM unless said.")},
    {"key"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                 "The private key of the client certificate.")},
    {"key-type"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                      "What the file of the key is; PEM unless said.")},
    {"pass"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                  "The password of the key, or of a certificate in P12.")},
    {"pinnedpubkey"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                          "Accept this public key only: a file, or sha256//...")},
    {"tlsv1.0"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Use TLS 1.0 or newer.")},
    {"tlsv1.1"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Use TLS 1.1 or newer.")},
    {"tlsv1.2"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Use TLS 1.2 or newer.")},
    {"tlsv1.3"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Use TLS 1.3 or newer.")},
    {"tls-max"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Use no newer TLS than this.")},
    {"ciphers"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                     "Offer these ciphers up to TLS 1.2, with colons between.")},
    {"tls13-ciphers"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                       "Offer these ciphers for TLS 1.3, with colons between.")},
    {"ipv4"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Connect by IPv4 only.")},
    {"ipv6"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Connect by IPv6 only.")},
    {"resolve"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                     "Take this address for a host and port: host:port:address.")},
    {"connect-to"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                        "Connect to another host: host:port:other-host:port.")},
    {"interface"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                       "Connect from this interface, or this address of the machine.")},
    {"unix-socket"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                         "Connect to this socket of the file system.")},
    {"proxy"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Send through this proxy.")},
    {"noproxy"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Hosts that are asked without the proxy.")},
    {"preproxy"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                      "Reach the proxy through this one, which speaks SOCKS.")},
    {"proxy-user"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Name and password for the proxy.")},
    {"proxy-header"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Send one more header to the proxy only.")},
    {"proxytunnel"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                       "Ask the proxy for a tunnel (CONNECT), also for http://.")},
    {"proxy-insecure"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "Accept every certificate of the proxy.")},
    {"proxy-cacert"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                          "Trust the authorities in this file for the proxy.")},
    {"variable"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                       "Set a variable for this request and those behind it: name=value.")},
    {"delay"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "In a test run: wait before it is sent.")},
    {"repeat"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "In a test run: send it so many times.")},
    {"retry"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                       "In a test run: try again when it fails; -1 is until it passes.")},
    {"retry-interval"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "In a test run: wait between two tries.")},
    {"skip"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords", "In a test run: do not send it.")},
    {"output"_L1, QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                                    "In a test run: write the body of the answer to this file.")},
    {"verbose"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                       "Of the hurl tool: say more. The console has a log of each request.")},
    {"very-verbose"_L1,
     QT_TRANSLATE_NOOP("gw::request_form::OptionWords",
                       "Of the hurl tool: say most. The console has a log of each request.")},
};

QString takenBy(requests::OptionKind kind)
{
    using enum requests::OptionKind;
    switch (kind) {
    case Flag:
        return OptionWords::tr("true or false");
    case Text:
        return OptionWords::tr("a text");
    case File:
        return OptionWords::tr("the path of a file");
    case Duration:
        return OptionWords::tr("a duration such as 500ms or 3s");
    case Number:
        return OptionWords::tr("a number");
    case Rounds:
        return OptionWords::tr("a number above 0");
    case Bytes:
        return OptionWords::tr("a number of bytes");
    case Rate:
        return OptionWords::tr("bytes a second, such as 500k");
    case HeaderLine:
        return OptionWords::tr("a header such as Name: value");
    case Url:
        return OptionWords::tr("a URL");
    case Hosts:
        return OptionWords::tr("hosts with commas between, or *");
    case Addresses:
        return OptionWords::tr("host:port:address");
    case OtherHost:
        return OptionWords::tr("host:port:other-host:port");
    case User:
        return OptionWords::tr("name:password");
    case TlsLimit:
        return OptionWords::tr("1.0, 1.1, 1.2, 1.3 or default");
    case CertificateType:
        return OptionWords::tr("PEM, DER or P12");
    case KeyType:
        return OptionWords::tr("PEM or DER");
    case Interface:
        return OptionWords::tr("an interface such as eth0, or an address");
    case RequestTarget:
        return OptionWords::tr("a target without blanks, such as /a/../b or *");
    case Variable:
        return OptionWords::tr("name=value");
    }
    return {};
}

} // namespace

QList<OptionGroup> optionGroups()
{
    return {
        {OptionWords::tr("&Redirects"),
         {u"location"_s, u"location-trusted"_s, u"max-redirs"_s, u"post301"_s, u"post302"_s,
          u"post303"_s}},
        {OptionWords::tr("&Time and size"),
         {u"connect-timeout"_s, u"max-time"_s, u"limit-rate"_s, u"max-filesize"_s}},
        {OptionWords::tr("&Version of HTTP"),
         {u"http1.0"_s, u"http1.1"_s, u"http2"_s, u"http2-prior-knowledge"_s, u"http3"_s},
         true},
        {OptionWords::tr("&What is sent"),
         {u"compressed"_s, u"header"_s, u"path-as-is"_s, u"request-target"_s, u"variable"_s}},
        {OptionWords::tr("&Credentials"),
         {u"user"_s, u"anyauth"_s, u"digest"_s, u"ntlm"_s, u"negotiate"_s, u"aws-sigv4"_s,
          u"netrc"_s, u"netrc-file"_s, u"netrc-optional"_s}},
        {OptionWords::tr("TLS: &certificates"),
         {u"insecure"_s, u"cacert"_s, u"capath"_s, u"cert"_s, u"cert-type"_s, u"key"_s,
          u"key-type"_s, u"pass"_s, u"pinnedpubkey"_s}},
        {OptionWords::tr("TLS: &oldest version"),
         {u"tlsv1.0"_s, u"tlsv1.1"_s, u"tlsv1.2"_s, u"tlsv1.3"_s},
         true},
        {OptionWords::tr("TLS: &newest version"), {u"tls-max"_s}},
        {OptionWords::tr("TLS: c&iphers"), {u"ciphers"_s, u"tls13-ciphers"_s}},
        {OptionWords::tr("Co&nnection"),
         {u"ipv4"_s, u"ipv6"_s, u"resolve"_s, u"connect-to"_s, u"interface"_s, u"unix-socket"_s}},
        {OptionWords::tr("&Proxy"),
         {u"proxy"_s, u"noproxy"_s, u"preproxy"_s, u"proxy-user"_s, u"proxy-header"_s,
          u"proxytunnel"_s, u"proxy-insecure"_s, u"proxy-cacert"_s}},
        {OptionWords::tr("T&est runs"),
         {u"delay"_s, u"repeat"_s, u"retry"_s, u"retry-interval"_s, u"skip"_s, u"output"_s,
          u"verbose"_s, u"very-verbose"_s}},
    };
}

QString sentenceOf(const QString &option)
{
    const auto found = std::ranges::find(kSentences, option, &Sentence::option);
    return found == std::end(kSentences) ? QString() : OptionWords::tr(found->text);
}

QString firstValueOf(const QString &option)
{
    static const QHash<QString, QString> kValues = {
        {u"max-redirs"_s, u"10"_s},
        {u"connect-timeout"_s, u"5s"_s},
        {u"max-time"_s, u"30s"_s},
        {u"limit-rate"_s, u"500k"_s},
        {u"max-filesize"_s, u"1000000"_s},
        {u"tls-max"_s, u"1.2"_s},
        {u"cert-type"_s, u"P12"_s},
        {u"key-type"_s, u"DER"_s},
        {u"delay"_s, u"500ms"_s},
        {u"repeat"_s, u"2"_s},
        {u"retry"_s, u"3"_s},
        {u"retry-interval"_s, u"1s"_s},
    };
    return kindOf(option) == requests::OptionKind::Flag ? u"true"_s : kValues.value(option);
}

bool isRepeatable(const QString &option)
{
    return QStringList{u"header"_s, u"proxy-header"_s, u"resolve"_s, u"connect-to"_s, u"variable"_s}
        .contains(option);
}

QStringList choicesOf(const QString &option)
{
    const auto kind = kindOf(option);
    if (kind == requests::OptionKind::Flag) {
        return {u"true"_s, u"false"_s};
    }
    if (kind == requests::OptionKind::CertificateType) {
        return {u"PEM"_s, u"DER"_s, u"P12"_s};
    }
    if (kind == requests::OptionKind::KeyType) {
        return {u"PEM"_s, u"DER"_s};
    }
    return kind == requests::OptionKind::TlsLimit
               ? QStringList{u"1.0"_s, u"1.1"_s, u"1.2"_s, u"1.3"_s, u"default"_s}
               : QStringList();
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
    return value.isEmpty()
               ? OptionWords::tr("%1 takes %2").arg(name, takenBy(*kind))
               : OptionWords::tr("%1 takes %2, not '%3'").arg(name, takenBy(*kind), value);
}

} // namespace gw::request_form
