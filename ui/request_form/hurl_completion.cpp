// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/hurl_completion.h"

#include "editing/hurl_tokens.h"
#include "requests/expression.h"
#include "requests/hurl_file.h"

#include <algorithm>
#include <optional>
#include <span>

namespace gw::request_form {

namespace {

using editing::Candidate;
using editing::HurlState;
using editing::HurlToken;
using Section = editing::HurlState::Section;

constexpr char kCaretMark = '|';

bool isWordPart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool isSpelledOut(const Candidate &candidate, std::string_view text)
{
    return text.substr(candidate.edit.begin, candidate.edit.end - candidate.edit.begin) ==
           candidate.edit.text;
}

// Replaces what stands between begin and end by those that begin like what is typed of it.
class Offer final {
public:
    Offer(std::string_view text, std::size_t begin, std::size_t caret, std::size_t end)
        : m_text(text)
        , m_typed(text.substr(begin, caret - begin))
        , m_begin(begin)
        , m_end(std::max(caret, end))
    {
    }

    // The mark in the spelling says where the caret comes to stand; else it is its end.
    void add(std::string_view label, std::string spelling)
    {
        if (!label.starts_with(m_typed)) {
            return;
        }
        const std::size_t mark = std::min(spelling.find(kCaretMark), spelling.size());
        if (mark < spelling.size()) {
            spelling.erase(mark, 1);
        }
        m_found.push_back({std::string(label), {}, {m_begin, m_end, spelling}, m_begin + mark});
    }

    // Return ends the line where there is nothing left to complete.
    std::vector<Candidate> take()
    {
        const bool isComplete = std::ranges::any_of(m_found, [this](const Candidate &candidate) {
            return isSpelledOut(candidate, m_text) || candidate.label == m_typed;
        });
        return isComplete ? std::vector<Candidate>() : std::move(m_found);
    }

private:
    std::string_view m_text;
    std::string_view m_typed;
    std::size_t m_begin;
    std::size_t m_end;
    std::vector<Candidate> m_found;
};

struct Place {
    std::string_view text;
    std::size_t caret;
    std::size_t line; // its beginning
    std::size_t word; // the beginning of what is typed
    HurlState state;  // before the line

    [[nodiscard]] std::string_view typed() const { return text.substr(line, caret - line); }
    [[nodiscard]] Offer wordOffer() const { return {text, word, caret, caret}; }
};

Place placeIn(std::string_view text, std::size_t caret)
{
    const std::size_t before = caret == 0 ? std::string_view::npos : text.rfind('\n', caret - 1);
    const std::size_t line = before == std::string_view::npos ? 0 : before + 1;
    std::size_t word = caret;
    while (word > line && isWordPart(text[word - 1])) {
        --word;
    }
    if (word == caret) {
        while (word > line && std::string_view("=!<>").find(text[word - 1]) != std::string::npos) {
            --word;
        }
    }
    return {text, caret, line, word, editing::hurlStateAt(text, caret)};
}

// Whether the caret stands in a token of that kind.
bool isWithin(std::span<const HurlToken> tokens, std::string_view typed, HurlToken::Kind kind)
{
    if (tokens.empty() || tokens.back().kind != kind || tokens.back().end != typed.size()) {
        return false;
    }
    const std::string_view last = typed.substr(tokens.back().begin);
    const char mark = last.front();
    const bool isEnded = last.size() > 1 && last.back() == mark && (mark == '"' || mark == '/');
    return kind == HurlToken::Kind::Comment || !isEnded;
}

std::vector<Candidate> sections(const Place &place)
{
    const std::size_t begin = place.line + place.typed().find('[');
    const bool isClosed = place.text.substr(place.caret).starts_with(']');
    Offer offer(place.text, begin, place.caret, place.caret + (isClosed ? 1 : 0));
    for (const requests::SectionKind kind :
         {requests::SectionKind::Asserts, requests::SectionKind::Captures}) {
        const std::string_view title = requests::titleOf(kind);
        if (place.text.find(title) == std::string_view::npos) {
            offer.add(title, std::string(title));
        }
    }
    return offer.take();
}

std::vector<Candidate> gatewayFacts(const Place &place)
{
    Offer offer(place.text, place.line + place.typed().find('#'), place.caret, place.caret);
    for (const std::string_view fact :
         {"# gatewright: plugin | ran", "# gatewright: plugin | did not run",
          "# gatewright: upstream was asked", "# gatewright: upstream was not asked",
          "# gatewright: header | reached upstream",
          "# gatewright: header | did not reach upstream",
          "# gatewright: header | was added by "}) {
        std::string label(fact);
        if (const std::size_t mark = label.find(kCaretMark); mark != std::string::npos) {
            label.replace(mark, 1, "...");
        }
        offer.add(label, std::string(fact));
    }
    return offer.take();
}

std::vector<Candidate> heads(const Place &place)
{
    Offer offer = place.wordOffer();
    offer.add("HTTP 200", "HTTP 200");
    offer.add("HTTP *", "HTTP *");
    return offer.take();
}

void addQueries(Offer &offer)
{
    for (const std::string_view name : requests::queryNames()) {
        const std::string word(name);
        offer.add(name, requests::captureOf(word) ? word : word + " \"|\"");
    }
}

void addFilters(Offer &offer)
{
    for (const std::string_view name : requests::filterNames()) {
        const std::string word(name);
        const bool isAlone = requests::captureOf("body " + word).has_value();
        const bool takesText =
            name != "nth" && requests::captureOf("body " + word + " \"a\"").has_value();
        offer.add(name, isAlone ? word : takesText ? word + " \"|\"" : word + ' ');
    }
}

void addPredicates(Offer &offer)
{
    for (const std::string_view name : requests::predicateNames()) {
        const std::string word(name);
        offer.add(name, requests::assertionOf("body " + word) ? word : word + ' ');
    }
}

bool isPredicate(std::string_view word)
{
    const std::vector<std::string_view> &names = requests::predicateNames();
    return std::ranges::find(names, word) != names.end();
}

// In a line of assertions or captures.
std::vector<Candidate> expressionWords(const Place &place, std::span<const HurlToken> tokens)
{
    const auto wordOf = [&place](const HurlToken &token) {
        return place.typed().substr(token.begin, token.end - token.begin);
    };
    const std::size_t begin = place.word - place.line;
    while (!tokens.empty() && tokens.back().end > begin) {
        tokens = tokens.first(tokens.size() - 1); // what is typed
    }
    const auto is = [](HurlToken::Kind kind) {
        return [kind](const HurlToken &token) {
            return token.kind == kind;
        };
    };
    const bool isCapture = place.state.section == Section::Captures;
    Offer offer = place.wordOffer();
    if (std::ranges::none_of(tokens, is(HurlToken::Kind::Query))) {
        const bool hasName = std::ranges::any_of(tokens, is(HurlToken::Kind::Name));
        if (isCapture ? hasName : tokens.empty()) {
            addQueries(offer);
        }
        return offer.take();
    }
    const bool hasPredicate = std::ranges::any_of(tokens, [&wordOf](const HurlToken &token) {
        return token.kind == HurlToken::Kind::Word && isPredicate(wordOf(token));
    });
    if (hasPredicate) {
        return {};
    }
    if (isCapture) {
        offer.add("redact", "redact");
    } else {
        const bool isNegated = wordOf(tokens.back()) == "not";
        addPredicates(offer);
        if (isNegated) {
            return offer.take();
        }
        offer.add("not", "not ");
    }
    addFilters(offer);
    return offer.take();
}

} // namespace

std::vector<Candidate> variableCandidates(std::string_view text, std::size_t caret,
                                          const VariableNames &variables)
{
    std::size_t begin = caret;
    while (begin > 0 && (isWordPart(text[begin - 1]) || text[begin - 1] == '-')) {
        --begin;
    }
    if (!text.substr(0, begin).ends_with("{{")) {
        return {};
    }
    std::size_t end = caret;
    while (end < text.size() && (isWordPart(text[end]) || text[end] == '-')) {
        ++end;
    }
    const std::string_view behind = text.substr(end);
    end += behind.starts_with("}}") ? 2 : 0;
    Offer offer(text, begin, caret, end);
    for (const std::string &name : variables()) {
        offer.add(name, name + "}}");
    }
    return offer.take();
}

std::vector<Candidate> hurlCandidates(std::string_view text, std::size_t caret,
                                      const VariableNames &variables)
{
    std::vector<Candidate> found = variableCandidates(text, caret, variables);
    const Place place = placeIn(text, caret);
    const std::size_t ink = place.typed().find_first_not_of(" \t");
    const char first = ink == std::string_view::npos ? '\0' : place.typed()[ink];
    if (!found.empty() || place.state.isFenced) {
        return found;
    }
    if (first == '[') {
        return sections(place);
    }
    if (first == '#') {
        return gatewayFacts(place);
    }
    HurlState state = place.state;
    const std::vector<HurlToken> tokens = editing::hurlTokens(place.typed(), state);
    if (state.isFenced || isWithin(tokens, place.typed(), HurlToken::Kind::String) ||
        isWithin(tokens, place.typed(), HurlToken::Kind::Regex) ||
        isWithin(tokens, place.typed(), HurlToken::Kind::Comment)) {
        return {};
    }
    if (place.state.section == Section::Asserts || place.state.section == Section::Captures) {
        return expressionWords(place, tokens);
    }
    const bool isAtBegin = place.typed().substr(0, place.word - place.line).empty();
    return isAtBegin && text.substr(0, place.line).find("HTTP") == std::string_view::npos
               ? heads(place)
               : std::vector<Candidate>();
}

} // namespace gw::request_form
