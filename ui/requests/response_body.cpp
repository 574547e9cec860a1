// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/response_body.h"

#include <QDir>
#include <QTemporaryFile>

namespace gw::requests {

namespace {

constexpr std::uint64_t kMaxWhole = std::uint64_t{256} << 20;

} // namespace

ResponseBody::ResponseBody(std::uint64_t memoryLimit)
    : m_memoryLimit(memoryLimit)
{
}

ResponseBody::~ResponseBody() = default;

Expected<void> ResponseBody::append(std::string_view bytes)
{
    if (m_file == nullptr && m_size + bytes.size() > m_memoryLimit) {
        m_file = std::make_unique<QTemporaryFile>(QDir::tempPath() +
                                                  QStringLiteral("/gatewright-response-XXXXXX"));
        if (!m_file->open() ||
            m_file->write(m_memory.data(), static_cast<qint64>(m_memory.size())) < 0) {
            return failure("The response cannot be kept: " + m_file->errorString().toStdString(),
                           QDir::tempPath().toStdString());
        }
        m_memory = {};
    }
    if (m_file == nullptr) {
        m_memory.append(bytes);
    } else if (m_file->write(bytes.data(), static_cast<qint64>(bytes.size())) < 0) {
        return failure("The response cannot be kept: " + m_file->errorString().toStdString(),
                       filePath());
    }
    m_size += bytes.size();
    return {};
}

void ResponseBody::finish()
{
    if (m_file != nullptr) {
        m_file->flush();
    }
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
    return file.read(static_cast<qint64>(length)).toStdString();
}

Expected<std::string> ResponseBody::readAll() const
{
    if (m_size > kMaxWhole) {
        return failure("The response has " + std::to_string(m_size >> 20) + " MiB; more than " +
                           std::to_string(kMaxWhole >> 20) + " are not looked at as a whole",
                       {}, "Save the body, and filter the file: jq '.path' FILE");
    }
    return read(0, m_size);
}

} // namespace gw::requests
