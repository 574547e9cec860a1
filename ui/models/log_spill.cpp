// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/log_spill.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryFile>

#include <algorithm>
#include <utility>
#include <vector>

namespace gw::models {

namespace {

struct SpillWords {
    Q_DECLARE_TR_FUNCTIONS(SpillWords)
};

constexpr qsizetype kBuffer = qsizetype{64} << 10;
constexpr std::uint64_t kReadPart = std::uint64_t{1} << 20;
constexpr std::uint64_t kReadMemory = std::uint64_t{8} << 20;
constexpr std::size_t kParts = 2;

} // namespace

LogSpill::LogSpill(std::uint64_t maxBytes)
    : m_partBytes(maxBytes / kParts)
{
}

LogSpill::~LogSpill() = default;

void LogSpill::add(const QString &line)
{
    m_buffer += line.toUtf8();
    m_buffer += '\n';
    ++m_bufferLines;
    if (m_buffer.size() >= kBuffer) {
        flush();
    }
}

std::uint64_t LogSpill::lineCount() const
{
    std::uint64_t lines = m_bufferLines;
    for (const Part &part : m_parts) {
        lines += part.lines;
    }
    return lines;
}

std::uint64_t LogSpill::byteCount() const
{
    auto bytes = static_cast<std::uint64_t>(m_buffer.size());
    for (const Part &part : m_parts) {
        bytes += part.bytes;
    }
    return bytes;
}

void LogSpill::clear()
{
    m_parts.clear();
    m_buffer.clear();
    m_bufferLines = 0;
    m_lost = 0;
}

void LogSpill::swap(LogSpill &other)
{
    std::swap(m_parts, other.m_parts);
    std::swap(m_buffer, other.m_buffer);
    std::swap(m_bufferLines, other.m_bufferLines);
    std::swap(m_lost, other.m_lost);
}

bool LogSpill::startPart()
{
    Part part;
    part.file = std::make_shared<QTemporaryFile>(QDir::tempPath() +
                                                 QStringLiteral("/gatewright-log-XXXXXX"));
    if (!part.file->open()) {
        return false;
    }
    if (m_parts.size() == kParts) {
        m_lost += m_parts.front().lines;
        m_parts.pop_front();
    }
    m_parts.push_back(std::move(part));
    return true;
}

void LogSpill::flush()
{
    const QByteArray bytes = std::exchange(m_buffer, {});
    const std::uint64_t lines = std::exchange(m_bufferLines, 0);
    if (bytes.isEmpty()) {
        return;
    }
    const bool isFull = m_parts.empty() || m_parts.back().bytes >= m_partBytes;
    Part *part = isFull && !startPart() ? nullptr : &m_parts.back();
    // A line that is cut would be taken for another one: what failed is not counted as there.
    if (part == nullptr || part->file->write(bytes) != bytes.size() || !part->file->flush()) {
        m_lost += lines;
        return;
    }
    part->bytes += static_cast<std::uint64_t>(bytes.size());
    part->lines += lines;
}

LogSpill::Reader LogSpill::reader()
{
    flush();
    const std::vector<Part> parts(m_parts.begin(), m_parts.end()); // keeps the files
    return [parts](requests::WorkState &state) -> Expected<Text> {
        auto text = std::make_shared<requests::ResponseBody>(kReadMemory);
        for (const Part &part : parts) {
            QFile file(part.file->fileName());
            if (!file.open(QIODevice::ReadOnly)) {
                return failure(file.errorString().toStdString(), file.fileName().toStdString());
            }
            for (std::uint64_t left = part.bytes; left > 0 && !state.isStopped;) {
                const QByteArray bytes = file.read(static_cast<qint64>(std::min(left, kReadPart)));
                if (bytes.isEmpty()) {
                    return failure(SpillWords::tr("The older lines cannot be read").toStdString(),
                                   file.fileName().toStdString());
                }
                if (auto kept =
                        text->append({bytes.data(), static_cast<std::size_t>(bytes.size())});
                    !kept) {
                    return tl::unexpected(kept.error());
                }
                left -= static_cast<std::uint64_t>(bytes.size());
                state.done += static_cast<std::uint64_t>(bytes.size());
            }
        }
        if (auto kept = text->finish(); !kept) {
            return tl::unexpected(kept.error());
        }
        return text;
    };
}

} // namespace gw::models
