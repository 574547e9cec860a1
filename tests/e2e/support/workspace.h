// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QTemporaryDir>

namespace gw::e2e {

// Where a hook stands in an API definition.
enum class HookPlace { Pre, AuthCheck, PostKeyAuth, Post, Response };

// An API definition in the making: keyless, stripping its listen path, until told otherwise.
class ApiDefinition final {
public:
    ApiDefinition(const QString &apiId, const QString &targetUrl);

    // Listen path; "/<api id>/" without this.
    ApiDefinition &listen(const QString &path);
    // `file` as the definition shall spell it: absolute, or relative to the workspace.
    ApiDefinition &hook(HookPlace place, const QString &file, const QString &symbol);
    // Any other top-level field.
    ApiDefinition &with(const QString &key, const QJsonValue &value);

    [[nodiscard]] QString apiId() const;
    [[nodiscard]] QJsonObject json() const;

private:
    QJsonObject m_json;
    QJsonObject m_middleware;
};

// A workspace folder that is removed at the end: gatewright.conf and apps/.
class Workspace final {
public:
    Workspace();

    [[nodiscard]] QString path() const;
    [[nodiscard]] QString filePath(const QString &name) const;

    // Writes gatewright.conf; without a call it holds the fixed secret only.
    void writeConfig(QJsonObject config);
    void writeApi(const ApiDefinition &definition);
    // Writes apps/<name>, valid or not.
    void writeApiText(const QString &name, const QByteArray &text);
    void removeApi(const QString &apiId);
    // Writes any file of the workspace, as a whole.
    void writeFile(const QString &name, const QByteArray &bytes);
    // Copies a library that the build made (tests/e2e/plugins, plugins/examples) to the workspace.
    void installPlugin(const QString &library, const QString &as);

    // cert.pem and key.pem for localhost, with openssl. False when that fails.
    [[nodiscard]] bool makeCertificate() const;

    // The control API's secret in every workspace of the tests.
    static constexpr auto kSecret = "end-to-end-secret-0123456789abcdef";

private:
    QTemporaryDir m_folder;
};

} // namespace gw::e2e
