// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/definition_patch.h"

#include "editing/words.h"
#include "spec/definition_diff.h"
#include "spec/json_document.h"
#include "spec/json_pointer.h"

namespace gw::editing {

namespace {

using spec::JsonDocument;
using spec::JsonValue;

Expected<TextEdit> editTo(std::string_view text, const Expected<JsonDocument> &after)
{
    if (!after) {
        return tl::unexpected(after.error());
    }
    return difference(text, after->text());
}

Expected<JsonDocument> parsed(std::string_view text)
{
    return JsonDocument::parse(std::string(text));
}

} // namespace

Expected<TextEdit> setValue(std::string_view text, std::string_view pointer, std::string_view json)
{
    const Expected<JsonDocument> document = parsed(text);
    const Expected<JsonDocument> value = parsed(json);
    if (!document || !value) {
        return tl::unexpected(document ? value.error() : document.error());
    }
    const std::optional<JsonValue> current = document->valueAt(pointer);
    if (current && spec::sameMeaning(*current, value->root())) {
        return TextEdit{};
    }
    return editTo(text, document->withValue(pointer, json));
}

Expected<TextEdit> removeValue(std::string_view text, std::string_view pointer)
{
    const Expected<JsonDocument> document = parsed(text);
    return document ? editTo(text, document->withRemoved(pointer))
                    : tl::unexpected(document.error());
}

Expected<TextEdit> insertElement(std::string_view text, std::string_view arrayPointer,
                                 std::size_t index, std::string_view json)
{
    const Expected<JsonDocument> document = parsed(text);
    if (!document) {
        return tl::unexpected(document.error());
    }
    const std::optional<JsonValue> array = document->valueAt(arrayPointer);
    if (!array || array->isNull()) {
        const Expected<JsonDocument> made = document->withValue(arrayPointer, "[]");
        return made ? editTo(text, made->withInserted(std::string(arrayPointer) + "/-", json))
                    : tl::unexpected(made.error());
    }
    const std::string place = index < array->size() ? spec::childPointer(arrayPointer, index)
                                                    : std::string(arrayPointer) + "/-";
    return editTo(text, document->withInserted(place, json));
}

// Only the elements' own texts change places, so that what is between them stays.
Expected<TextEdit> moveElement(std::string_view text, std::string_view arrayPointer,
                               std::size_t from, std::size_t to)
{
    const Expected<JsonDocument> document = parsed(text);
    if (!document) {
        return tl::unexpected(document.error());
    }
    const std::optional<JsonValue> array = document->valueAt(arrayPointer);
    if (!array || !array->isArray() || from >= array->size() || to >= array->size()) {
        return refusal(Words::tr("There is no such element"), std::string(arrayPointer));
    }
    std::vector<JsonValue> order;
    for (const JsonValue element : array->children()) {
        order.push_back(element);
    }
    const std::vector<JsonValue> places = order;
    const JsonValue taken = order[from];
    order.erase(order.begin() + static_cast<std::ptrdiff_t>(from));
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(to), taken);
    std::string result(text.substr(0, places.front().begin()));
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::size_t end = i + 1 < places.size() ? places[i + 1].begin() : text.size();
        result += order[i].text();
        result += text.substr(places[i].end(), end - places[i].end());
    }
    return difference(text, result);
}

Expected<TextEdit> carryElement(std::string_view text, std::string_view elementPointer,
                                std::string_view arrayPointer, std::size_t index)
{
    const Expected<JsonDocument> document = parsed(text);
    const std::optional<JsonValue> element =
        document ? document->valueAt(elementPointer) : std::nullopt;
    if (!element) {
        return document
                   ? refusal(Words::tr("There is no such element"), std::string(elementPointer))
                   : tl::unexpected(document.error());
    }
    const std::string json(element->text());
    const Expected<TextEdit> removal = removeValue(text, elementPointer);
    if (!removal) {
        return removal;
    }
    const std::string without = applied(text, *removal);
    const Expected<TextEdit> insertion = insertElement(without, arrayPointer, index, json);
    if (!insertion) {
        return insertion;
    }
    return difference(text, applied(without, *insertion));
}

Expected<TextEdit> renameKey(std::string_view text, std::string_view pointer,
                             std::string_view newKey)
{
    const Expected<JsonDocument> document = parsed(text);
    if (!document) {
        return tl::unexpected(document.error());
    }
    const std::optional<JsonValue> member = document->valueAt(pointer);
    if (!member || member->keyText().empty()) {
        return refusal(Words::tr("There is no such member"), std::string(pointer));
    }
    const std::optional<JsonValue> object =
        document->valueAt(pointer.substr(0, pointer.rfind('/')));
    if (object->find(newKey)) {
        return refusal(
            Words::tr("There is a member \"%1\" already")
                .arg(QString::fromUtf8(newKey.data(), static_cast<qsizetype>(newKey.size()))),
            std::string(pointer));
    }
    return TextEdit{member->memberBegin(), member->keyEnd(), spec::quotedJson(newKey)};
}

} // namespace gw::editing
