// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/header_values.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace gw::request_form {

QStringList headerValues(const QString &name)
{
    static const QStringList kTypes = {u"application/json"_s,
                                       u"application/x-www-form-urlencoded"_s,
                                       u"application/xml"_s,
                                       u"application/octet-stream"_s,
                                       u"application/problem+json"_s,
                                       u"multipart/form-data"_s,
                                       u"text/html"_s,
                                       u"text/plain; charset=utf-8"_s,
                                       u"text/xml"_s};
    static const QHash<QString, QStringList> kValues = {
        {u"accept"_s, QStringList{u"*/*"_s} + kTypes + QStringList{u"text/event-stream"_s}},
        {u"accept-encoding"_s,
         {u"gzip"_s, u"br"_s, u"deflate"_s, u"identity"_s, u"gzip, deflate, br"_s}},
        {u"accept-language"_s, {u"en"_s, u"de"_s, u"en-US,en;q=0.9"_s}},
        {u"authorization"_s, {u"Bearer {{token}}"_s, u"Basic {{credentials}}"_s, u"{{api_key}}"_s}},
        {u"cache-control"_s,
         {u"no-cache"_s, u"no-store"_s, u"max-age=0"_s, u"only-if-cached"_s, u"no-transform"_s}},
        {u"connection"_s, {u"keep-alive"_s, u"close"_s, u"Upgrade"_s}},
        {u"content-encoding"_s, {u"gzip"_s, u"br"_s, u"deflate"_s}},
        {u"content-type"_s, kTypes},
        {u"expect"_s, {u"100-continue"_s}},
        {u"if-match"_s, {u"*"_s}},
        {u"if-none-match"_s, {u"*"_s}},
        {u"range"_s, {u"bytes=0-1023"_s}},
        {u"te"_s, {u"trailers"_s}},
        {u"upgrade"_s, {u"websocket"_s, u"h2c"_s}},
    };
    return kValues.value(name.toLower());
}

} // namespace gw::request_form
