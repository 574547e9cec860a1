// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/definition_files.h"

#include "editing/words.h"
#include "spec/definition_folder.h"
#include "spec/json_document.h"
#include "spec/regular_file.h"

#include <QCoreApplication>

namespace gw::definition {

// What this says to people.
class DefinitionFileWords final {
    Q_DECLARE_TR_FUNCTIONS(gw::definition::DefinitionFileWords)
};

Expected<std::string> readDefinitionFile(const QString &path)
{
    return spec::readRegularFile(path.toStdString(), spec::JsonDocument::kMaxBytes);
}

Expected<AddedDefinition> addDefinition(const QString &folder, const std::string &text)
{
    const Expected<spec::ApiDefinition> definition =
        spec::readDefinition(text, folder.toStdString());
    if (!definition) {
        return tl::unexpected(definition.error());
    }
    const std::string &id = definition->apiId;
    const spec::DefinitionFolder files(folder.toStdString());
    if (const auto taken = files.read(id)) {
        return editing::refusal(DefinitionFileWords::tr("Another file has this API id"),
                                taken->path, DefinitionFileWords::tr("Choose another api_id"));
    }
    const Expected<std::string> path = files.writeDefinition(id, text);
    if (!path) {
        return tl::unexpected(path.error());
    }
    return AddedDefinition{QString::fromStdString(id), QString::fromStdString(*path)};
}

} // namespace gw::definition
