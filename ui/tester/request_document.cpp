// SPDX-License-Identifier: GPL-3.0-or-later
#include "tester/request_document.h"

#include "base/atomic_file.h"
#include "requests/hurl_reader.h"
#include "requests/hurl_writer.h"
#include "session/free_path.h"
#include "spec/regular_file.h"
#include "tester/request_state.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace gw::tester {

namespace {

constexpr std::size_t kMaxBytes = std::size_t{64} << 20;

} // namespace

RequestDocument::RequestDocument()
{
    m_file.entries.emplace_back();
}

Expected<std::string> RequestDocument::textOf(const QString &path)
{
    return spec::readRegularFile(path.toStdString(), kMaxBytes);
}

Expected<RequestDocument> RequestDocument::open(const QString &path)
{
    auto text = textOf(path);
    if (!text) {
        return tl::unexpected(text.error());
    }
    RequestDocument document;
    if (auto set = document.setText(*text); !set) {
        Error error = set.error();
        error.where = path.toStdString() + ":" + error.where;
        return tl::unexpected(std::move(error));
    }
    document.m_path = path;
    document.m_saved = *std::move(text);
    return document;
}

QString RequestDocument::folder() const
{
    return m_path.isEmpty() ? QString() : QFileInfo(m_path).absolutePath();
}

bool RequestDocument::isModified() const
{
    if (!m_path.isEmpty()) {
        return text() != m_saved;
    }
    // A new request is worth keeping as soon as something stands in it.
    const requests::Entry &only = entry();
    return entryCount() > 1 || !only.request.url.empty() || !only.request.headers.empty() ||
           !only.request.sections.empty() || only.request.body || only.response;
}

void RequestDocument::setEntryIndex(int index)
{
    m_entry = std::clamp(index, 0, std::max(0, entryCount() - 1));
}

requests::Entry &RequestDocument::entry()
{
    return m_file.entries[static_cast<std::size_t>(m_entry)];
}

const requests::Entry &RequestDocument::entry() const
{
    return m_file.entries[static_cast<std::size_t>(m_entry)];
}

void RequestDocument::insertBehind(std::vector<requests::Request> requests)
{
    auto at = m_file.entries.begin() + m_entry + 1;
    for (requests::Request &request : requests) {
        at = std::next(m_file.entries.insert(at, {std::move(request), std::nullopt}));
    }
}

std::string RequestDocument::text() const
{
    return requests::writeHurl(m_file);
}

Expected<void> RequestDocument::setText(std::string_view text)
{
    auto file = requests::readHurl(text);
    if (!file) {
        return tl::unexpected(file.error());
    }
    setFile(*std::move(file));
    return {};
}

void RequestDocument::setFile(requests::HurlFile file)
{
    m_file = std::move(file);
    if (m_file.entries.empty()) {
        m_file.entries.emplace_back();
    }
    setEntryIndex(m_entry);
}

Expected<void> RequestDocument::checkText() const
{
    return checkReadsBack(m_file, text());
}

Expected<void> RequestDocument::save()
{
    const auto onDisk = textOf(m_path);
    if (onDisk && *onDisk != m_saved) {
        return failure(tr("The file has changed on the disk").toStdString(), m_path.toStdString(),
                       tr("Save under another name, or close and open it again").toStdString());
    }
    return saveAs(m_path);
}

Expected<void> RequestDocument::saveAs(const QString &path)
{
    const std::string content = text();
    if (auto check = checkReadsBack(m_file, content); !check) {
        return check;
    }
    if (auto written = writeFileAtomically(path.toStdString(), content); !written) {
        return written;
    }
    m_path = path;
    m_saved = content;
    return {};
}

QString copyPath(const QString &path)
{
    const QString name = QCoreApplication::translate("gw::tester::RequestActions", "%1 copy")
                             .arg(QFileInfo(path).completeBaseName());
    return session::freePath(QFileInfo(path).path(), name, QStringLiteral(".hurl"));
}

} // namespace gw::tester
