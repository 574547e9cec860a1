// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractHttpServer>

#include <filesystem>

namespace gw::bundle {

// Offers the bundles of a folder over HTTP, for work on one machine: GET and HEAD of "*.zip" at or
// below the folder, with an ETag of the content. Everything else is 404. It is fed through
// http::ServiceBridge, never by a socket. Thread: one; blocks on the disk.
class BundleShelf final : public QAbstractHttpServer {
    Q_OBJECT

public:
    // Fails later, with 404, when there is no such folder.
    explicit BundleShelf(const std::filesystem::path &folder);

protected:
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request,
                        QHttpServerResponder &responder) override;

private:
    // The bundle's file; empty when the path leads to none inside the folder.
    [[nodiscard]] std::filesystem::path fileFor(const std::string &path) const;

    std::filesystem::path m_folder; // without links
};

} // namespace gw::bundle
