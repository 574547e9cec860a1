// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_values.h"
#include "spec/json_document.h"

#include <QList>
#include <QString>

namespace gw::libraries {

// The pipeline of a definition to read, as HTML in the colours of the scheme: place by place its
// hooks in their order, each a link by its library, with its times or why it does not run.
// known: the hooks that the engine runs for this API.
[[nodiscard]] QString pipelineText(const spec::JsonDocument &definition,
                                   const QList<client::PluginHook> &known);

} // namespace gw::libraries
