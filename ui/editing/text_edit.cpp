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

std::string outdented(std::string_view text)
{
    const auto nextLine = [text](std::size_t from) {
        const std::size_t newline = text.find('\n', from);
        return newline == std::string_view::npos ? text.size() : newline + 1;
    };
    std::size_t common = text.size();
    for (std::size_t line = nextLine(0); line < text.size(); line = nextLine(line)) {
        const std::size_t ink = std::min(text.find_first_not_of(" \t\r\n", line), text.size());
        common = ink < nextLine(line) ? std::min(common, ink - line) : common;
    }
    std::string result(text.substr(0, nextLine(0)));
    for (std::size_t line = nextLine(0); line < text.size(); line = nextLine(line)) {
        const std::string_view whole = text.substr(line, nextLine(line) - line);
        result +=
            whole.substr(std::min(common, std::min(whole.find_first_not_of(" \t"), whole.size())));
    }
    return result;
}

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
