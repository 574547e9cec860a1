// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/hurl_lexer.h"

#include <Qsci/qsciscintilla.h>

#include <algorithm>
#include <string_view>

namespace gw::widgets {

namespace {

using editing::HurlState;

constexpr int kFencedBit = 1 << 8;

// A line keeps what it leaves to the next one.
int packed(const HurlState &state)
{
    return static_cast<int>(state.section) | (state.isFenced ? kFencedBit : 0);
}

HurlState unpacked(int packed)
{
    return {static_cast<HurlState::Section>(packed & ~kFencedBit), (packed & kFencedBit) != 0};
}

} // namespace

const char *HurlLexer::language() const
{
    return "Hurl";
}

QString HurlLexer::description(int style) const
{
    return style <= styleOf(editing::HurlToken::Kind::Variable) ? QString::number(style)
                                                                : QString();
}

void HurlLexer::styleText(int start, int end)
{
    using Base = QsciScintillaBase;
    QsciScintilla &area = *editor();
    const auto ask = [&area](unsigned message, long argument) {
        return area.SendScintilla(message, static_cast<unsigned long>(argument));
    };
    const std::string_view text(
        static_cast<const char *>(area.SendScintillaPtrResult(Base::SCI_GETCHARACTERPOINTER)),
        static_cast<std::size_t>(ask(Base::SCI_GETLENGTH, 0)));
    long line = ask(Base::SCI_LINEFROMPOSITION, start);
    HurlState state =
        line == 0 ? HurlState() : unpacked(static_cast<int>(ask(Base::SCI_GETLINESTATE, line - 1)));
    startStyling(start);
    auto at = static_cast<std::size_t>(start);
    while (at < static_cast<std::size_t>(end)) {
        const std::size_t stop = std::min(text.find('\n', at), text.size());
        const std::size_t next = std::min(stop + 1, text.size());
        std::size_t styled = 0; // of the line
        for (const editing::HurlToken &token :
             editing::hurlTokens(text.substr(at, stop - at), state)) {
            setStyling(static_cast<int>(token.begin - styled), 0);
            setStyling(static_cast<int>(token.end - token.begin), styleOf(token.kind));
            styled = token.end;
        }
        setStyling(static_cast<int>(next - at - styled), 0);
        area.SendScintilla(Base::SCI_SETLINESTATE, static_cast<unsigned long>(line++),
                           static_cast<long>(packed(state)));
        at = next;
    }
}

} // namespace gw::widgets
