// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/definition_reader.h"

#include <memory>
#include <string>
#include <vector>

namespace gw::spec {

// One file of a folder of definitions, good or bad.
struct StoredDefinition {
    std::string path;
    std::string text; // as stored, references to secrets not replaced; empty when unreadable
    std::string hash; // SHA-256 of the text in lower-case hex; the entity tag
    Expected<ApiDefinition> definition;
};

// The folder of API definitions (tyk.conf's app_path): one "*.json" a definition. "*-oas.json" and
// "*-mcp.json", hidden files, files over 4 MiB and whatever is no regular file are passed over.
// Thread: one at a time; blocks on the disk.
class DefinitionFolder final {
public:
    // schema: of definitions; null: misspelt keys are not noted.
    explicit DefinitionFolder(std::string path, SecretSources secrets = {},
                              std::shared_ptr<const DefinitionSchema> schema = nullptr);

    [[nodiscard]] const std::string &path() const { return m_path; }

    // File names in order. Removes what interrupted writes left behind.
    [[nodiscard]] Expected<std::vector<std::string>> list() const;

    // Every definition; a broken file is an entry with its error. Fails only when the folder does.
    [[nodiscard]] Expected<std::vector<StoredDefinition>> readAll() const;

    // The file that goes first of those that hold this API, also a broken one (apiIdOf()). Fails
    // when there is none.
    [[nodiscard]] Expected<StoredDefinition> read(std::string_view apiId) const;
    // All of them, in the order in which they go.
    [[nodiscard]] std::vector<StoredDefinition> readAllOf(std::string_view apiId) const;

    // Stores the text under the id: at the path, where a file there holds this API; else in the one
    // that goes first, whatever its name; else in a new "<id>.json". The text must be a valid
    // definition with that api_id. Durable on success. Returns the file's path.
    [[nodiscard]] Expected<std::string> writeDefinition(std::string_view apiId,
                                                        std::string_view text,
                                                        const std::string &path = {}) const;

    // Removes every file that holds this API. Fails when there is none.
    [[nodiscard]] Expected<void> removeDefinition(std::string_view apiId) const;

private:
    [[nodiscard]] std::vector<std::string> filesOf(std::string_view apiId) const;

    std::string m_path;
    SecretSources m_secrets;
    std::shared_ptr<const DefinitionSchema> m_schema;
};

// The API that a file of the folder is of: the one that its text names; where a text is so broken
// that it names none, the one that has the file's name. Of several files of one API the one that
// bearsId() goes first, the others follow by name. It is served from the first; while that is
// broken an engine goes on with the one that it served from before.
[[nodiscard]] std::string apiIdOf(const std::string &fileName, const std::string &text);
[[nodiscard]] bool bearsId(std::string_view fileName, std::string_view apiId);

// Whether the id may name a file: ^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$
[[nodiscard]] bool isValidApiId(std::string_view id);

// Whether a file of the folder is taken for a definition.
[[nodiscard]] bool isDefinitionName(std::string_view name);

// SHA-256 in lower-case hex.
[[nodiscard]] std::string contentHash(std::string_view text);

} // namespace gw::spec
