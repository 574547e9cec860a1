// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/definition_folder.h"

#include "base/atomic_file.h"
#include "spec/json_pointer.h"
#include "spec/regular_file.h"

#include <QCryptographicHash>

#include <algorithm>
#include <filesystem>

namespace gw::spec {

namespace {

namespace fs = std::filesystem;

bool isAlphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Most files are told apart without parsing them; an id never needs escapes, but may have some.
bool mayBeOf(const std::string &fileName, const std::string &text, std::string_view apiId)
{
    return bearsId(fileName, apiId) || text.find(apiId) != std::string::npos ||
           text.find('\\') != std::string::npos;
}

StoredDefinition stored(const std::string &path, const SecretSources &secrets,
                        const DefinitionSchema *schema)
{
    Expected<std::string> text = readRegularFile(path, JsonDocument::kMaxBytes);
    if (!text) {
        return {path, {}, {}, tl::unexpected(text.error())};
    }
    Expected<ApiDefinition> definition = readDefinition(*text, path, secrets, schema);
    std::string hash = contentHash(*text);
    return {path, std::move(*text), std::move(hash), std::move(definition)};
}

} // namespace

bool isDefinitionName(std::string_view name)
{
    return name.ends_with(".json") && !name.starts_with('.') && !name.ends_with("-oas.json") &&
           !name.ends_with("-mcp.json");
}

DefinitionFolder::DefinitionFolder(std::string path, SecretSources secrets,
                                   std::shared_ptr<const DefinitionSchema> schema)
    : m_path(std::move(path))
    , m_secrets(std::move(secrets))
    , m_schema(std::move(schema))
{
}

Expected<std::vector<std::string>> DefinitionFolder::list() const
{
    std::vector<std::string> names;
    std::error_code error;
    fs::directory_iterator entry(m_path, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        std::string name = entry->path().filename().string();
        std::error_code ignored;
        if (isAtomicWriteLeftover(name) && !entry->is_symlink(ignored)) {
            fs::remove(entry->path(), ignored);
        }
        if (isDefinitionName(name) && entry->is_regular_file(ignored) &&
            entry->file_size(ignored) <= JsonDocument::kMaxBytes) {
            names.push_back(std::move(name));
        }
    }
    if (error) {
        return failure("The folder of definitions cannot be read: " + error.message(), m_path);
    }
    std::ranges::sort(names);
    return names;
}

Expected<std::vector<StoredDefinition>> DefinitionFolder::readAll() const
{
    const Expected<std::vector<std::string>> names = list();
    if (!names) {
        return tl::unexpected(names.error());
    }
    std::vector<StoredDefinition> definitions;
    definitions.reserve(names->size());
    for (const std::string &name : *names) {
        definitions.push_back(stored(m_path + '/' + name, m_secrets, m_schema.get()));
    }
    return definitions;
}

Expected<StoredDefinition> DefinitionFolder::read(std::string_view apiId) const
{
    const std::vector<std::string> files = filesOf(apiId);
    if (files.empty()) {
        return failure("There is no API \"" + std::string(apiId) + '"', m_path);
    }
    return stored(files.front(), m_secrets, m_schema.get());
}

std::vector<StoredDefinition> DefinitionFolder::readAllOf(std::string_view apiId) const
{
    std::vector<StoredDefinition> definitions;
    for (const std::string &path : filesOf(apiId)) {
        definitions.push_back(stored(path, m_secrets, m_schema.get()));
    }
    return definitions;
}

std::vector<std::string> DefinitionFolder::filesOf(std::string_view apiId) const
{
    std::vector<std::string> files;
    for (const std::string &name : list().value_or(std::vector<std::string>())) {
        const std::string path = m_path + '/' + name;
        const Expected<std::string> text = readRegularFile(path, JsonDocument::kMaxBytes);
        if (text && mayBeOf(name, *text, apiId) && apiIdOf(name, *text) == apiId) {
            files.insert(bearsId(name, apiId) ? files.begin() : files.end(), path);
        }
    }
    return files;
}

Expected<std::string> DefinitionFolder::writeDefinition(std::string_view apiId,
                                                        std::string_view text,
                                                        const std::string &path) const
{
    if (!isValidApiId(apiId)) {
        return failure("The API id cannot name a file", std::string(apiId),
                       "Use letters, digits, \"_\", \".\" and \"-\", starting with a letter or "
                       "digit, at most 128");
    }
    const std::string own = m_path + '/' + std::string(apiId) + ".json";
    const Expected<ApiDefinition> definition = readDefinition(text, "new definition", m_secrets);
    if (!definition) {
        return tl::unexpected(definition.error());
    }
    if (definition->apiId != apiId) {
        return failure("The definition has another api_id: \"" + definition->apiId + '"', own);
    }
    const std::vector<std::string> files = filesOf(apiId);
    std::error_code ignored;
    if (files.empty() && !isDefinitionName(std::string(apiId) + ".json")) {
        return failure("A file of this name is not read as a definition", own,
                       "Choose an API id with another ending");
    }
    if (files.empty() && fs::exists(fs::symlink_status(own, ignored))) {
        return failure("A file of this name holds something else", own,
                       "Rename that file, or choose another API id");
    }
    const bool isOneOfThem = std::ranges::find(files, path) != files.end();
    const std::string target = isOneOfThem ? path : files.empty() ? own : files.front();
    if (fs::create_directories(m_path, ignored); ignored) { // the first API of a workspace
        return failure("The folder cannot be made: " + ignored.message(), m_path);
    }
    if (Expected<void> written = writeFileAtomically(target, text); !written) {
        return tl::unexpected(written.error());
    }
    return target;
}

Expected<void> DefinitionFolder::removeDefinition(std::string_view apiId) const
{
    const std::vector<std::string> files = filesOf(apiId);
    if (files.empty()) {
        return failure("There is no API \"" + std::string(apiId) + '"', m_path);
    }
    for (const std::string &path : files) {
        if (Expected<void> removed = removeFileDurably(path); !removed) {
            return removed;
        }
    }
    return {};
}

std::string apiIdOf(const std::string &fileName, const std::string &text)
{
    const Expected<JsonDocument> document = JsonDocument::parse(text);
    if (document && document->root().isObject()) {
        const std::optional<JsonValue> id = document->root().findIgnoringCase("api_id");
        if (id && !id->string().empty()) {
            return std::string(id->string());
        }
    }
    return fileName.substr(0, fileName.rfind(".json"));
}

bool bearsId(std::string_view fileName, std::string_view apiId)
{
    return fileName.starts_with(apiId) && fileName.substr(apiId.size()) == ".json";
}

bool isValidApiId(std::string_view id)
{
    constexpr std::size_t kLongest = 128;
    return !id.empty() && id.size() <= kLongest && isAlphanumeric(id.front()) &&
           std::ranges::all_of(
               id, [](char c) { return isAlphanumeric(c) || c == '_' || c == '.' || c == '-'; });
}

std::string contentHash(std::string_view text)
{
    const QByteArray hash =
        QCryptographicHash::hash(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())),
                                 QCryptographicHash::Sha256);
    return hash.toHex().toStdString();
}

} // namespace gw::spec
