// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway.h"

#include "control/control_service.h"
#include "control/event_hub.h"
#include "control/runtime_engine_port.h"
#include "control/secret_file.h"
#include "control/worker_services.h"

namespace gw::app {

namespace {

control::ControlOptions controlOptions(const spec::GatewayConfig &config, const std::string &secret,
                                       const runtime::EngineOptions &engine)
{
    control::ControlOptions options;
    options.version = GATEWRIGHT_VERSION;
    options.healthName = config.healthCheckEndpointName;
    options.readinessName = config.readinessCheckEndpointName;
    options.secrets = {secret};
    options.boundAddresses = engine.listen;
    if (!engine.control.empty()) {
        options.boundAddresses.push_back(engine.control);
    }
    options.allowedHosts = config.gatewright.allowedHosts;
    return options;
}

} // namespace

Gateway::Gateway(ServeSettings settings)
    : m_settings(std::move(settings))
    , m_log(m_settings.log)
{
}

Gateway::~Gateway()
{
    if (m_engine != nullptr) {
        (void)m_engine->endWorkers(); // before the control API, which they use
    }
}

Expected<void> Gateway::start()
{
    for (const std::string &warning : m_settings.warnings) {
        m_log.warning(warning, {{"prefix", "main"}});
    }
    auto secret =
        control::controlSecret(m_settings.config->secret, m_settings.engine.stateFolder, m_log);
    if (!secret) {
        return tl::unexpected(secret.error());
    }
    m_secret = std::move(*secret);
    m_engine = std::make_unique<runtime::Engine>(m_settings.engine, m_settings.config, m_log);
    m_port = control::makeEnginePort(*m_engine);
    m_control = std::make_unique<control::ControlService>(
        *m_port, m_log, controlOptions(*m_settings.config, m_secret, m_settings.engine));
    m_events = std::make_unique<control::EventHub>(*m_control);
    m_engine->setServices(
        [this](int) { return std::make_unique<control::WorkerServices>(*m_control, *m_events); });
    auto started = m_engine->start();
    if (!started) {
        m_log.flush();
    }
    return started;
}

bool Gateway::end()
{
    const bool hasEnded = m_engine->endWorkers();
    m_log.flush();
    return hasEnded;
}

} // namespace gw::app
