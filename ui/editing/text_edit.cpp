// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/text_edit.h"

#include <algorithm>

namespace gw::editing {

namespace {

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

} // namespace

std::string applied(std::string_view text, const TextEdit &edit)
{
    std::string result(text.substr(0, edit.begin));
    result += edit.text;
    result += text.substr(edit.end);
    return result;
}

TextEdit difference(std::string_view before, std::string_view after)
{
    const std::size_t shorter = std::min(before.size(), after.size());
    std::size_t head = 0;
    while (head < shorter && before[head] == after[head]) {
        ++head;
    }
    while (head > 0 && ((head < before.size() && isContinuation(before[head])) ||
                        (head < after.size() && isContinuation(after[head])))) {
        --head;
    }
    std::size_t tail = 0;
    while (tail < shorter - head &&
           before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
        ++tail;
    }
    while (tail > 0 && isContinuation(before[before.size() - tail])) {
        --tail;
    }
    return {head, before.size() - tail,
            std::string(after.substr(head, after.size() - tail - head))};
}

std::size_t moved(std::size_t offset, const TextEdit &edit)
{
    if (offset < edit.begin) {
        return offset;
    }
    if (offset < edit.end) {
        return edit.begin + edit.text.size();
    }
    return offset - (edit.end - edit.begin) + edit.text.size();
}

} // namespace gw::editing
