// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/base64.h"

#include <QByteArray>

namespace gw::spec {

std::optional<std::string> decodedBase64(std::string_view text)
{
    const QByteArray encoded(text.data(), static_cast<qsizetype>(text.size()));
    const QByteArray::FromBase64Result result = QByteArray::fromBase64Encoding(
        encoded, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!result || text.size() % 4 != 0) {
        return std::nullopt;
    }
    return result.decoded.toStdString();
}

} // namespace gw::spec
