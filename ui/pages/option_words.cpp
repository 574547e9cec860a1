// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/option_words.h"

#include "pages/hurl_text.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::pages {

namespace {

class OptionWords final {
    Q_DECLARE_TR_FUNCTIONS(gw::pages::OptionWords)
};

QHash<QString, QString> sentences()
{
    using W = OptionWords;
    return {
        {u"location"_s, W::tr("Follow redirects.")},
        {u"location-trusted"_s,
         W::tr("Follow redirects, and send credentials to other hosts too.")},
        {u"max-redirs"_s, W::tr("At most so many redirects; -1 is no limit.")},
        {u"post301"_s, W::tr("Stay with POST after a redirect with status 301.")},
        {u"post302"_s, W::tr("Stay with POST after a redirect with status 302.")},
        {u"post303"_s, W::tr("Stay with POST after a redirect with status 303.")},
        {u"connect-timeout"_s, W::tr("Give up when there is no connection after this time.")},
        {u"max-time"_s, W::tr("Give up when the whole request takes longer.")},
        {u"limit-rate"_s, W::tr("Send and receive at most so many bytes a second.")},
        {u"max-filesize"_s, W::tr("Refuse an answer whose body is larger.")},
        {u"http1.0"_s, W::tr("Speak HTTP/1.0.")},
        {u"http1.1"_s, W::tr("Speak HTTP/1.1.")},
        {u"http2"_s, W::tr("Speak HTTP/2 where the server can.")},
        {u"http2-prior-knowledge"_s, W::tr("Speak HTTP/2 from the first byte, also without TLS.")},
        {u"http3"_s, W::tr("Speak HTTP/3 where the server can.")},
        {u"compressed"_s, W::tr("Ask for a compressed answer, and unpack it.")},
        {u"header"_s, W::tr("Send one more header.")},
        {u"path-as-is"_s, W::tr("Leave /../ and /./ in the path.")},
        {u"user"_s, W::tr("Name and password for the server.")},
        {u"anyauth"_s, W::tr("Use the strongest scheme of credentials that the server offers.")},
        {u"digest"_s, W::tr("Send the credentials by Digest.")},
        {u"ntlm"_s, W::tr("Send the credentials by NTLM.")},
        {u"negotiate"_s, W::tr("Send the credentials by Negotiate (Kerberos).")},
        {u"aws-sigv4"_s, W::tr("Sign for AWS: provider:provider:region:service.")},
        {u"netrc"_s, W::tr("Take credentials from ~/.netrc.")},
        {u"netrc-file"_s, W::tr("Take credentials from this file.")},
        {u"netrc-optional"_s, W::tr("Take credentials from ~/.netrc unless the URL has some.")},
        {u"insecure"_s, W::tr("Accept every certificate of the server.")},
        {u"cacert"_s, W::tr("Trust the authorities in this file.")},
        {u"cert"_s, W::tr("Show this client certificate.")},
        {u"key"_s, W::tr("The private key of the client certificate.")},
        {u"pinnedpubkey"_s, W::tr("Accept this public key only: a file, or sha256//...")},
        {u"tlsv1.0"_s, W::tr("Use TLS 1.0 or newer.")},
        {u"tlsv1.1"_s, W::tr("Use TLS 1.1 or newer.")},
        {u"tlsv1.2"_s, W::tr("Use TLS 1.2 or newer.")},
        {u"tlsv1.3"_s, W::tr("Use TLS 1.3 or newer.")},
        {u"tls-max"_s, W::tr("Use no newer TLS than this.")},
        {u"ipv4"_s, W::tr("Connect by IPv4 only.")},
        {u"ipv6"_s, W::tr("Connect by IPv6 only.")},
        {u"resolve"_s, W::tr("Take this address for a host and port: host:port:address.")},
        {u"connect-to"_s, W::tr("Connect to another host: host:port:other-host:port.")},
        {u"unix-socket"_s, W::tr("Connect to this socket of the file system.")},
        {u"proxy"_s, W::tr("Send through this proxy.")},
        {u"noproxy"_s, W::tr("Hosts that are asked without the proxy.")},
        {u"variable"_s, W::tr("Set a variable for this request and those behind it: name=value.")},
        {u"delay"_s, W::tr("In a test run: wait before it is sent.")},
        {u"repeat"_s, W::tr("In a test run: send it so many times.")},
        {u"retry"_s, W::tr("In a test run: try again when it fails; -1 is until it passes.")},
        {u"retry-interval"_s, W::tr("In a test run: wait between two tries.")},
        {u"skip"_s, W::tr("In a test run: do not send it.")},
        {u"output"_s, W::tr("In a test run: write the body of the answer to this file.")},
        {u"verbose"_s, W::tr("Of the hurl tool: say more. The console has a log of each request.")},
        {u"very-verbose"_s,
         W::tr("Of the hurl tool: say most. The console has a log of each request.")},
    };
}

QString takenBy(requests::OptionKind kind)
{
    using enum requests::OptionKind;
    using W = OptionWords;
    switch (kind) {
    case Flag:
        return W::tr("true or false");
    case Text:
        return W::tr("a text");
    case File:
        return W::tr("the path of a file");
    case Duration:
        return W::tr("a duration such as 500ms or 3s");
    case Number:
        return W::tr("a number");
    case Rounds:
        return W::tr("a number above 0");
    case Bytes:
        return W::tr("a number of bytes");
    case Rate:
        return W::tr("bytes a second, such as 500k");
    case HeaderLine:
        return W::tr("a header such as Name: value");
    case Url:
        return W::tr("a URL");
    case Hosts:
        return W::tr("hosts with commas between, or *");
    case Addresses:
        return W::tr("host:port:address");
    case OtherHost:
        return W::tr("host:port:other-host:port");
    case User:
        return W::tr("name:password");
    case TlsLimit:
        return W::tr("1.0, 1.1, 1.2, 1.3 or default");
    case Variable:
        return W::tr("name=value");
    }
    return {};
}

} // namespace

QList<OptionGroup> optionGroups()
{
    using W = OptionWords;
    return {
        {W::tr("&Redirects"),
         {u"location"_s, u"location-trusted"_s, u"max-redirs"_s, u"post301"_s, u"post302"_s,
          u"post303"_s}},
        {W::tr("&Time and size"),
         {u"connect-timeout"_s, u"max-time"_s, u"limit-rate"_s, u"max-filesize"_s}},
        {W::tr("&Version of HTTP"),
         {u"http1.0"_s, u"http1.1"_s, u"http2"_s, u"http2-prior-knowledge"_s, u"http3"_s},
         true},
        {W::tr("&What is sent"), {u"compressed"_s, u"header"_s, u"path-as-is"_s, u"variable"_s}},
        {W::tr("&Credentials"),
         {u"user"_s, u"anyauth"_s, u"digest"_s, u"ntlm"_s, u"negotiate"_s, u"aws-sigv4"_s,
          u"netrc"_s, u"netrc-file"_s, u"netrc-optional"_s}},
        {W::tr("TLS: &certificates"),
         {u"insecure"_s, u"cacert"_s, u"cert"_s, u"key"_s, u"pinnedpubkey"_s}},
        {W::tr("TLS: &oldest version"),
         {u"tlsv1.0"_s, u"tlsv1.1"_s, u"tlsv1.2"_s, u"tlsv1.3"_s},
         true},
        {W::tr("TLS: &newest version"), {u"tls-max"_s}},
        {W::tr("Co&nnection"),
         {u"ipv4"_s, u"ipv6"_s, u"resolve"_s, u"connect-to"_s, u"unix-socket"_s, u"proxy"_s,
          u"noproxy"_s}},
        {W::tr("T&est runs"),
         {u"delay"_s, u"repeat"_s, u"retry"_s, u"retry-interval"_s, u"skip"_s, u"output"_s,
          u"verbose"_s, u"very-verbose"_s}},
    };
}

QString sentenceOf(const QString &option)
{
    return sentences().value(option);
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
        {u"delay"_s, u"500ms"_s},
        {u"repeat"_s, u"2"_s},
        {u"retry"_s, u"3"_s},
        {u"retry-interval"_s, u"1s"_s},
    };
    return kindOf(option) == requests::OptionKind::Flag ? u"true"_s : kValues.value(option);
}

bool isRepeatable(const QString &option)
{
    return QStringList{u"header"_s, u"resolve"_s, u"connect-to"_s, u"variable"_s}.contains(option);
}

QStringList choicesOf(const QString &option)
{
    const auto kind = kindOf(option);
    if (kind == requests::OptionKind::Flag) {
        return {u"true"_s, u"false"_s};
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

} // namespace gw::pages
