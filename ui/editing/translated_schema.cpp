// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/translated_schema.h"

#include "editing/words.h"

#include <QFile>

#include <algorithm>

namespace gw::editing {

namespace {

using spec::DefinitionSchema;
using spec::JsonDocument;
using spec::JsonValue;

// A description in the schema's text, and what stands there instead.
struct NewDescription {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view json;
};

DefinitionSchema inOwnLanguage(DefinitionSchema schema, const QString &name)
{
    //: The language of these translations, as in resources/schema/api_definition.de.json
    const QString language = Words::tr("en");
    QFile file(QStringLiteral(":/gatewright/schema/%1.%2.json").arg(name, language));
    if (!file.open(QIODevice::ReadOnly)) {
        return schema; // English, which the schema speaks itself
    }
    const Expected<JsonDocument> texts =
        JsonDocument::parse(file.readAll().toStdString(), file.fileName().toStdString());
    Q_ASSERT(texts); // lint_field_help
    return texts ? withDescriptions(schema, *texts) : schema;
}

} // namespace

DefinitionSchema apiDefinitionSchema()
{
    return inOwnLanguage(DefinitionSchema::ofApiDefinitions(), QStringLiteral("api_definition"));
}

DefinitionSchema gatewayConfigSchema()
{
    return inOwnLanguage(DefinitionSchema::ofGatewayConfig(), QStringLiteral("gateway_config"));
}

DefinitionSchema withDescriptions(const DefinitionSchema &schema, const JsonDocument &texts)
{
    const Expected<JsonDocument> document = JsonDocument::parse(schema.text());
    Q_ASSERT(document); // it was parsed before
    std::vector<NewDescription> changes;
    for (const JsonValue text : texts.root().children()) {
        const std::optional<JsonValue> owner = document->valueAt(text.key());
        const std::optional<JsonValue> old = owner ? owner->find("description") : std::nullopt;
        if (old && old->isString() && text.isString()) {
            changes.push_back({old->begin(), old->end(), text.text()});
        }
    }
    std::ranges::sort(changes, {}, &NewDescription::begin);
    std::string result;
    std::size_t done = 0;
    for (const NewDescription &change : changes) {
        result.append(document->text(), done, change.begin - done).append(change.json);
        done = change.end;
    }
    Expected<DefinitionSchema> changed =
        DefinitionSchema::parse(result.append(document->text(), done));
    Q_ASSERT(changed); // strings took the place of strings
    return std::move(*changed);
}

} // namespace gw::editing
