// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/response_body.h"

#include "requests/disk_write.h"
#include "requests/words.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryFile>

#include <algorithm>

namespace gw::requests {

namespace {

constexpr std::uint64_t kMaxWhole = std::uint64_t{256} << 20;

} // namespace

ResponseBody::ResponseBody(std::uint64_t memoryLimit)
    : m_memoryLimit(memoryLimit)
{
}

ResponseBody::~ResponseBody() = default;

Expected<void> ResponseBody::fail()
{
    const std::string path = filePath();
    m_error = Error{
        said(Words::tr("The response cannot be kept: %1"), {writeError(*m_file).toStdString()}),
        path.empty() ? QDir::tempPath().toStdString() : path,
        said(Words::tr("Make room on that disk, or set TMPDIR to a folder on another"))};
    const auto kept = static_cast<std::uint64_t>(QFileInfo(m_file->fileName()).size());
    m_size = std::min(m_size, kept);
    return tl::unexpected(*m_error);
}

Expected<void> ResponseBody::append(std::string_view bytes)
{
    if (m_error) {
        return tl::unexpected(*m_error);
    }
    if (m_file == nullptr && m_size + bytes.size() > m_memoryLimit) {
        m_file = std::make_unique<QTemporaryFile>(QDir::tempPath() +
                                                  QStringLiteral("/gatewright-response-XXXXXX"));
        if (!m_file->open() || !writeWhole(*m_file, m_memory)) {
            return fail();
        }
        m_memory = {};
    }
    if (m_file == nullptr) {
        m_memory.append(bytes);
    } else if (!writeWhole(*m_file, bytes)) {
        return fail();
    }
    m_size += bytes.size();
    return {};
}

Expected<void> ResponseBody::finish()
{
    if (m_error) {
        return tl::unexpected(*m_error);
    }
    return m_file == nullptr || m_file->flush() ? Expected<void>() : fail();
}

std::string ResponseBody::filePath() const
{
    return m_file == nullptr ? std::string() : m_file->fileName().toStdString();
}

Expected<std::string> ResponseBody::read(std::uint64_t offset, std::uint64_t length) const
{
    if (m_file == nullptr) {
        return offset >= m_memory.size() ? std::string() : m_memory.substr(offset, length);
    }
    // A handle of its own: readers in several threads do not share a position.
    QFile file(m_file->fileName());
    if (!file.open(QIODevice::ReadOnly) || !file.seek(static_cast<qint64>(offset))) {
        return failure(file.errorString().toStdString(), filePath());
    }
    const std::uint64_t expected = offset < m_size ? std::min(length, m_size - offset) : 0;
    std::string bytes = file.read(static_cast<qint64>(expected)).toStdString();
    if (bytes.size() < expected) {
        return failure(said(Words::tr("The response is not whole any more: %1"),
                            {file.errorString().toStdString()}),
                       filePath());
    }
    return bytes;
}

Expected<std::string> ResponseBody::readAll() const
{
    if (m_size > kMaxWhole) {
        return failure(
            said(Words::tr("The response has %1 MiB; more than %2 are not looked at as a whole"),
                 {std::to_string(m_size >> 20), std::to_string(kMaxWhole >> 20)}),
            {}, said(Words::tr("Save the body, and filter the file: jq '.path' FILE")));
    }
    return read(0, m_size);
}

} // namespace gw::requests
