// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/log.h"
#include "engine/http/wire_client.h"
#include "engine/upstream/lying_origin.h"
#include "net/address.h"
#include "runtime/engine.h"
#include "spec/gateway_config.h"

#include <QTemporaryDir>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace gw::runtime::test {

// A definition of a keyless API; `more` is added to it. Apostrophes stand for quotes.
struct Definition {
    std::string id;
    std::string listenPath;
    std::string target = "http://127.0.0.1:9/";
    std::string more = {};
    std::string versionMore = {};

    [[nodiscard]] std::string text() const
    {
        std::string json = "{'name':'Name " + id + "','api_id':'" + id +
                           "','org_id':'default','use_keyless':true,'proxy':{'listen_path':'" +
                           listenPath + "','target_url':'" + target +
                           "','strip_listen_path':true},'version_data':{'not_versioned':true,"
                           "'versions':{'Default':{'name':'Default'" +
                           versionMore + "}}}" + more + "}";
        std::replace(json.begin(), json.end(), '\'', '"');
        return json;
    }
};

// An engine with one worker on a workspace of its own, on port 0.
class EngineUnderTest final {
public:
    std::shared_ptr<spec::GatewayConfig> config = std::make_shared<spec::GatewayConfig>();

    EngineUnderTest()
    {
        config->appPath = "apps";
        std::filesystem::create_directories(apps());
    }

    [[nodiscard]] std::filesystem::path apps() const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / "apps";
    }
    void write(const std::string &file, const std::string &text) const
    {
        std::ofstream(apps() / file, std::ios::binary | std::ios::trunc) << text;
    }
    void write(const Definition &definition) const
    {
        write(definition.id + ".json", definition.text());
    }
    [[nodiscard]] std::string read(const std::string &file) const
    {
        std::ifstream stream(apps() / file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    void remove(const std::string &file) const { std::filesystem::remove(apps() / file); }

    // Why it did not start; empty: it did.
    [[nodiscard]] std::string start()
    {
        EngineOptions options;
        options.workspaceFolder = m_folder.path().toStdString();
        options.stateFolder = options.workspaceFolder + "/state";
        options.listen = {"127.0.0.1:0"};
        options.workers = 1;
        m_engine = std::make_unique<Engine>(std::move(options), config, m_log);
        const auto started = m_engine->start();
        return started ? std::string() : started.error().text();
    }
    [[nodiscard]] Engine &engine() { return *m_engine; }
    [[nodiscard]] Log &log() { return m_log; }
    [[nodiscard]] std::uint16_t port() const
    {
        return net::Address::parse(m_engine->addresses().front())->port();
    }

    // The answer to a GET, on a connection of its own.
    [[nodiscard]] std::string get(const std::string &target, const std::string &host = "h") const
    {
        http::test::WireClient client(port());
        client.send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        return client.readResponse();
    }
    // "loaded", "kept_old", ... of a file in the last report; "-": no row.
    [[nodiscard]] std::string state(const std::string &file) const
    {
        for (const ApiReport &row : m_engine->lastReport().apis) {
            if (row.file == file) {
                return std::string(toString(row.state));
            }
        }
        return "-";
    }
    [[nodiscard]] std::string problems(const std::string &file) const
    {
        std::string text;
        for (const ApiReport &row : m_engine->lastReport().apis) {
            for (const std::string &problem : row.problems) {
                text += row.file == file ? problem + '\n' : std::string();
            }
        }
        return text;
    }

private:
    QTemporaryDir m_folder;
    Log m_log{{LogLevel::Off, LogFormat::Text}};
    std::unique_ptr<Engine> m_engine;
};

// An origin that answers every request with a name.
inline gw::test::LyingOrigin::Script named(const std::string &name)
{
    return gw::test::answering("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(name.size()) +
                               "\r\n\r\n" + name);
}

inline std::string originUrl(const gw::test::LyingOrigin &origin)
{
    return "http://127.0.0.1:" + std::to_string(origin.port()) + "/";
}

} // namespace gw::runtime::test
