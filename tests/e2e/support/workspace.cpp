// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/support/workspace.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

QString keyOf(HookPlace place)
{
    switch (place) {
    case HookPlace::Pre:
        return u"pre"_s;
    case HookPlace::AuthCheck:
        return u"auth_check"_s;
    case HookPlace::PostKeyAuth:
        return u"post_key_auth"_s;
    case HookPlace::Post:
        return u"post"_s;
    case HookPlace::Response:
        return u"response"_s;
    }
    return {};
}

void replaceFile(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        qFatal("cannot write %s: %s", qPrintable(path), qPrintable(file.errorString()));
    }
}

} // namespace

ApiDefinition::ApiDefinition(const QString &apiId, const QString &targetUrl)
{
    const QJsonObject version{{u"name"_s, u"Default"_s}, {u"use_extended_paths"_s, true}};
    m_json = QJsonObject{
        {u"name"_s, apiId},
        {u"api_id"_s, apiId},
        {u"org_id"_s, u"default"_s},
        {u"active"_s, true},
        {u"use_keyless"_s, true},
        {u"version_data"_s, QJsonObject{{u"not_versioned"_s, true},
                                        {u"versions"_s, QJsonObject{{u"Default"_s, version}}}}},
        {u"proxy"_s, QJsonObject{{u"listen_path"_s, u"/%1/"_s.arg(apiId)},
                                 {u"target_url"_s, targetUrl},
                                 {u"strip_listen_path"_s, true}}},
    };
}

ApiDefinition &ApiDefinition::listen(const QString &path)
{
    QJsonObject proxy = m_json[u"proxy"_s].toObject();
    proxy[u"listen_path"_s] = path;
    m_json[u"proxy"_s] = proxy;
    return *this;
}

ApiDefinition &ApiDefinition::hook(HookPlace place, const QString &file, const QString &symbol)
{
    const QJsonObject entry{{u"name"_s, symbol}, {u"path"_s, file}};
    m_middleware[u"driver"_s] = u"goplugin"_s;
    if (place == HookPlace::AuthCheck) {
        m_middleware[keyOf(place)] = entry;
        m_json[u"use_keyless"_s] = false;
        m_json[u"use_go_plugin_auth"_s] = true;
        return *this;
    }
    QJsonArray entries = m_middleware[keyOf(place)].toArray();
    entries.append(entry);
    m_middleware[keyOf(place)] = entries;
    return *this;
}

ApiDefinition &ApiDefinition::with(const QString &key, const QJsonValue &value)
{
    m_json[key] = value;
    return *this;
}

QString ApiDefinition::apiId() const
{
    return m_json[u"api_id"_s].toString();
}

QJsonObject ApiDefinition::json() const
{
    QJsonObject whole = m_json;
    if (!m_middleware.isEmpty()) {
        whole[u"custom_middleware"_s] = m_middleware;
    }
    return whole;
}

Workspace::Workspace()
{
    if (!m_folder.isValid() || !QDir(path()).mkpath(u"apps"_s) ||
        !QDir(path()).mkpath(u"plugins"_s)) {
        qFatal("cannot make a workspace: %s", qPrintable(m_folder.errorString()));
    }
    writeConfig({});
}

QString Workspace::path() const
{
    return m_folder.path();
}

QString Workspace::filePath(const QString &name) const
{
    return m_folder.filePath(name);
}

void Workspace::writeConfig(QJsonObject config)
{
    config[u"secret"_s] = QLatin1StringView(kSecret);
    config[u"app_path"_s] = u"apps"_s;
    replaceFile(filePath(u"gatewright.conf"_s), QJsonDocument(config).toJson());
}

void Workspace::writeApi(const ApiDefinition &definition)
{
    writeApiText(definition.apiId() + u".json"_s, QJsonDocument(definition.json()).toJson());
}

void Workspace::writeApiText(const QString &name, const QByteArray &text)
{
    replaceFile(filePath(u"apps/"_s + name), text);
}

void Workspace::writeFile(const QString &name, const QByteArray &bytes)
{
    replaceFile(filePath(name), bytes);
}

void Workspace::removeApi(const QString &apiId)
{
    QFile::remove(filePath(u"apps/%1.json"_s.arg(apiId)));
}

void Workspace::installPlugin(const QString &library, const QString &as)
{
    QFile source(QStringLiteral(GATEWRIGHT_PLUGINS) + u"/"_s + library);
    if (!source.open(QIODevice::ReadOnly)) {
        qFatal("no such plugin: %s", qPrintable(source.fileName()));
    }
    replaceFile(filePath(as), source.readAll());
}

bool Workspace::makeCertificate() const
{
    return QProcess::execute(u"openssl"_s,
                             {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                              u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-days"_s, u"2"_s,
                              u"-subj"_s, u"/CN=localhost"_s, u"-addext"_s,
                              u"subjectAltName=DNS:localhost,IP:127.0.0.1"_s, u"-keyout"_s,
                              filePath(u"key.pem"_s), u"-out"_s, filePath(u"cert.pem"_s)}) == 0;
}

} // namespace gw::e2e
