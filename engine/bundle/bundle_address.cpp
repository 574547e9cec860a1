// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/bundle_address.h"

#include "bundle/entry_name.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

namespace gw::bundle {

namespace {

bool isPlainName(std::string_view name)
{
    std::size_t begin = 0;
    while (begin <= name.size()) {
        const std::size_t slash = std::min(name.find('/', begin), name.size());
        const std::string_view part = name.substr(begin, slash - begin);
        if (part.empty() || part == "." || part == "..") {
            return false;
        }
        begin = slash + 1;
    }
    return name.find_first_of("\\\x7f") == std::string_view::npos &&
           std::none_of(name.begin(), name.end(),
                        [](char c) { return static_cast<unsigned char>(c) < ' '; });
}

} // namespace

Expected<BundleAddress> bundleAddress(std::string_view baseUrl, std::string_view name)
{
    if (baseUrl.empty()) {
        return failure("No bundle base URL set, skipping bundle", "bundle_base_url",
                       "Give the address of the folder that the bundles are in");
    }
    if (!isPlainName(name)) {
        return failure("The bundle's name leads elsewhere", shownName(name),
                       "Name a file at or below bundle_base_url");
    }
    const QUrl base(QString::fromUtf8(baseUrl.data(), static_cast<qsizetype>(baseUrl.size())),
                    QUrl::StrictMode);
    const std::string scheme = base.scheme().toLower().toStdString();
    if (!base.isValid() || (scheme != "http" && scheme != "https" && scheme != "file")) {
        return failure("Unknown URL scheme", "bundle_base_url", "Use http, https or file");
    }
    QString path = base.path(QUrl::FullyDecoded);
    while (path.endsWith(u'/')) {
        path.chop(1);
    }
    path += u'/' + QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    QUrl whole = base;
    whole.setPath(path, QUrl::DecodedMode);
    whole.setFragment({});
    BundleAddress address;
    address.scheme = scheme;
    address.isLocal = base.host() == QLatin1StringView("localhost") ||
                      QHostAddress(base.host()).isLoopback() || scheme == "file";
    address.url = whole.toEncoded(QUrl::FullyEncoded).toStdString();
    address.shown = whole.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::FullyEncoded)
                        .toStdString();
    if (scheme == "file") {
        address.filePath = path.toStdString();
    } else if (base.host().isEmpty()) {
        return failure("The URL has no host", "bundle_base_url");
    }
    return address;
}

} // namespace gw::bundle
