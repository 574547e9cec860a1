// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/hook_patches.h"

#include "editing/plugin_checks.h"
#include "spec/json_document.h"
#include "spec/json_pointer.h"

#include <filesystem>

namespace gw::editing {

namespace {

constexpr std::string_view kMiddleware = "/custom_middleware";
constexpr std::string_view kOnlyOne = "auth_check";

std::filesystem::path wholePath(const std::string &workspace, const std::string &path)
{
    return (std::filesystem::path(workspace) / path).lexically_normal();
}

std::string hookJson(const std::string &path, const std::string &symbol)
{
    return "{\n  \"name\": " + spec::quotedJson(symbol) +
           ",\n  \"path\": " + spec::quotedJson(path) + "\n}";
}

// The edit, and a driver where none is named.
Expected<TextEdit> withDriver(std::string_view text, const Expected<TextEdit> &edit)
{
    if (!edit) {
        return edit;
    }
    const std::string after = applied(text, *edit);
    const auto document = spec::JsonDocument::parse(after);
    const auto driver = document ? document->valueAt("/custom_middleware/driver") : std::nullopt;
    if (!document || (driver && !driver->string().empty())) {
        return edit;
    }
    const Expected<TextEdit> more = setValue(after, "/custom_middleware/driver", "\"goplugin\"");
    return more ? difference(text, applied(after, *more)) : edit;
}

} // namespace

Patch addHook(const std::string &slot, const std::string &path, const std::string &symbol,
              std::size_t index)
{
    return [place = spec::childPointer(std::string(kMiddleware), slot), isOne = slot == kOnlyOne,
            json = hookJson(path, symbol), index](std::string_view text) {
        return withDriver(text, isOne ? setValue(text, place, json)
                                      : insertElement(text, place, index, json));
    };
}

Patch removeHooksOf(const std::string &library, const std::string &workspace)
{
    return [file = wholePath(workspace, library),
            workspace](std::string_view text) -> Expected<TextEdit> {
        auto document = spec::JsonDocument::parse(std::string(text));
        if (!document) {
            return tl::unexpected(document.error());
        }
        std::string now(text);
        const std::vector<NamedHook> hooks = hooksOf(*document);
        // From the back: the places before stay what they are.
        for (auto hook = hooks.rbegin(); hook != hooks.rend(); ++hook) {
            if (hook->path.empty() || wholePath(workspace, hook->path) != file) {
                continue;
            }
            const Expected<TextEdit> edit = hook->slot == kOnlyOne
                                                ? setValue(now, hook->pointer, "{}")
                                                : removeValue(now, hook->pointer);
            if (!edit) {
                return edit;
            }
            now = applied(now, *edit);
        }
        return difference(text, now);
    };
}

} // namespace gw::editing
