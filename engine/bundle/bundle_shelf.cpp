// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/bundle_shelf.h"

#include "bundle/archive.h"
#include "bundle/entry_name.h"
#include "spec/regular_file.h"

#include <QHttpHeaders>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QUrl>

namespace gw::bundle {

namespace {

namespace fs = std::filesystem;

using Status = QHttpServerResponder::StatusCode;

void sendText(QHttpServerResponder &responder, Status status, const char *text)
{
    responder.write(QByteArray(text), "text/plain", status);
}

} // namespace

BundleShelf::BundleShelf(const fs::path &folder)
{
    std::error_code error;
    m_folder = fs::canonical(folder, error);
}

fs::path BundleShelf::fileFor(const std::string &path) const
{
    const std::string name = path.substr(std::min<std::size_t>(path.size(), 1));
    if (m_folder.empty() || !name.ends_with(".zip") || !checkEntryName(name, {})) {
        return {};
    }
    std::error_code error;
    fs::path file = fs::canonical(m_folder / name, error); // a link may lead out
    const std::string inside = m_folder.string() + '/';
    return !error && file.string().starts_with(inside) ? file : fs::path();
}

bool BundleShelf::handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder)
{
    using Method = QHttpServerRequest::Method;
    if (request.method() != Method::Get && request.method() != Method::Head) {
        sendText(responder, Status::MethodNotAllowed, "Only GET and HEAD\n");
        return true;
    }
    const fs::path file = fileFor(request.url().path(QUrl::FullyDecoded).toStdString());
    const auto content = spec::readRegularFile(file.string(), Limits().archiveBytes);
    if (!content) {
        sendText(responder, Status::NotFound, "There is no such bundle\n");
        return true;
    }
    const QByteArray etag = '"' + QByteArray::fromStdString(sha256Hex(*content)) + '"';
    QHttpHeaders headers;
    headers.append(QHttpHeaders::WellKnownHeader::ETag, etag);
    headers.append(QHttpHeaders::WellKnownHeader::CacheControl, "no-cache");
    if (request.headers().combinedValue(QHttpHeaders::WellKnownHeader::IfNoneMatch) == etag) {
        responder.write(headers, Status::NotModified);
        return true;
    }
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, "application/zip");
    responder.write(QByteArray::fromStdString(*content), headers, Status::Ok);
    return true;
}

void BundleShelf::missingHandler(const QHttpServerRequest &, QHttpServerResponder &responder)
{
    sendText(responder, Status::NotFound, "There is no such bundle\n");
}

} // namespace gw::bundle
