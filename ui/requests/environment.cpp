// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/environment.h"

#include "base/ascii.h"
#include "base/atomic_file.h"
#include "requests/environment_text.h"
#include "requests/text_cursor.h"
#include "requests/words.h"
#include "spec/regular_file.h"

#include <algorithm>
#include <filesystem>

namespace gw::requests {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{4} << 20;
constexpr std::string_view kSuffix = ".env";

// Replaces the last line that sets the variable (the one that counts), or adds one at the end.
void setLine(std::string &text, const std::string &name, const std::string &value)
{
    std::size_t foundAt = std::string::npos;
    std::size_t foundEnd = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = std::string_view(text).substr(at, end - at);
        if (trimmed(line.substr(0, line.find('=')), kWhitespace) == name) {
            foundAt = at;
            foundEnd = end;
        }
        at = end + 1;
    }
    const std::string line = spelledAssignment(name, value);
    if (foundAt != std::string::npos) {
        text.replace(foundAt, foundEnd - foundAt, line);
        return;
    }
    if (!text.empty() && text.back() != '\n') {
        text += '\n';
    }
    text += line + "\n";
}

} // namespace

Expected<std::pair<std::string, Value>> parseAssignment(std::string_view text)
{
    const std::size_t equals = text.find('=');
    const std::string_view name = trimmed(text.substr(0, equals), kWhitespace);
    if (equals == std::string_view::npos || name.empty()) {
        return failure(said(Words::tr("No variable: %1"), {text}), {},
                       said(Words::tr("Write name=value")));
    }
    return std::pair(std::string(name), valueOfWord(trimmed(text.substr(equals + 1), kWhitespace)));
}

Expected<Variables> parseEnvironment(std::string_view text, const std::string &name)
{
    Variables variables;
    TextCursor cursor(text, name);
    while (!cursor.isAtEnd()) {
        const std::string_view line = trimmed(cursor.restOfLine(), kWhitespace);
        if (!line.empty() && line.front() != '#') {
            auto assignment = parseAssignment(line);
            if (!assignment) {
                return cursor.fail(assignment.error().what, assignment.error().remedy);
            }
            variables.insert_or_assign(std::move(assignment->first), std::move(assignment->second));
        }
        cursor.takeWhile([](char letter) { return letter != '\n'; });
        cursor.take();
    }
    return variables;
}

Expected<Variables> readEnvironmentFile(const std::string &path)
{
    const auto text = spec::readRegularFile(path, kMaxFileBytes);
    if (!text) {
        return tl::unexpected(text.error());
    }
    return parseEnvironment(*text, path);
}

Expected<void>
addToEnvironmentFile(const std::string &path,
                     const std::vector<std::pair<std::string, std::string>> &variables)
{
    std::error_code error;
    std::string text;
    if (fs::exists(path, error)) {
        auto read = spec::readRegularFile(path, kMaxFileBytes);
        if (!read) {
            return tl::unexpected(read.error());
        }
        text = *std::move(read);
    }
    for (const auto &[name, value] : variables) {
        if (!canHold(name, value)) {
            return failure(said(Words::tr("This cannot stand in an environment: %1"), {name}), path,
                           said(Words::tr("A variable and its value stand on one line")));
        }
        setLine(text, name, value);
    }
    fs::create_directories(fs::path(path).parent_path(), error);
    if (error) {
        return failure(said(Words::tr("Cannot make the folder: %1"), {error.message()}), path);
    }
    return writeFileAtomically(path, text);
}

std::string environmentFile(const std::string &workspace, const std::string &name)
{
    return (fs::path(workspace) / "environments" / name).string() + std::string(kSuffix);
}

std::vector<std::string> environmentsOf(const std::string &workspace)
{
    std::vector<std::string> names;
    std::error_code error; // no folder: no environments
    for (fs::directory_iterator entry(fs::path(workspace) / "environments", error), end;
         !error && entry != end; entry.increment(error)) {
        if (entry->path().extension() == kSuffix) {
            names.push_back(entry->path().stem().string());
        }
    }
    std::ranges::sort(names);
    return names;
}

std::string workspaceAbove(const std::string &file)
{
    std::error_code ignored;
    const fs::path start = fs::absolute(file, ignored);
    const fs::path own = fs::is_directory(start, ignored) ? start : start.parent_path();
    for (fs::path folder = own; folder.has_relative_path(); folder = folder.parent_path()) {
        for (const char *mark : {"environments", "apps", "gatewright.conf"}) {
            if (fs::exists(folder / mark, ignored)) {
                return folder.string();
            }
        }
    }
    return own.string();
}

} // namespace gw::requests
