// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/yaml_document.h"

#include "editing/words.h"
#include "spec/json_pointer.h"

#include <QRegularExpression>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <vector>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace gw::editing {

namespace {

constexpr std::size_t kMostDepth = 200;
constexpr std::size_t kMostBytes = std::size_t(64) << 20;

std::string said(const QString &words)
{
    return words.toStdString();
}

// As JSON spells it: no plus, no zeros in front, a digit on both sides of the dot.
std::string jsonNumber(std::string text)
{
    const bool isNegative = text.starts_with('-');
    text.erase(0, isNegative || text.starts_with('+') ? 1 : 0);
    const std::size_t ink = text.find_first_not_of('0');
    text.erase(0, ink == std::string::npos ? text.size() : ink);
    if (text.empty() || text.front() < '0' || text.front() > '9') {
        text.insert(text.begin(), '0');
    }
    const std::size_t dot = text.find('.');
    if (dot != std::string::npos && (dot + 1 == text.size() || text[dot + 1] > '9')) {
        text.erase(dot, 1); // "1." and "1.e5"
    }
    return (isNegative ? "-" : "") + text;
}

// The core schema of YAML 1.2; empty: a text. What JSON has no number for (.inf, .nan) is a text.
std::string plainJson(const std::string &text)
{
    static const QRegularExpression decimal(QRegularExpression::anchoredPattern(
        QStringLiteral(R"([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)")));
    static const QRegularExpression based(
        QRegularExpression::anchoredPattern(QStringLiteral("0o[0-7]{1,20}|0x[0-9a-fA-F]{1,15}")));
    constexpr std::size_t kLongestNumber = 400;
    if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL") {
        return "null";
    }
    if (text == "true" || text == "True" || text == "TRUE") {
        return "true";
    }
    if (text == "false" || text == "False" || text == "FALSE") {
        return "false";
    }
    if (text.size() > kLongestNumber) {
        return {};
    }
    const QString number = QString::fromStdString(text);
    if (based.match(number).hasMatch()) {
        return std::to_string(std::stoull(text.substr(2), nullptr, text[1] == 'o' ? 8 : 16));
    }
    return decimal.match(number).hasMatch() ? jsonNumber(text) : std::string();
}

// Writes JSON as the parser tells what it finds. It throws what the parser throws, which is caught
// where the parser is called.
class JsonOfEvents final : public YAML::EventHandler {
public:
    explicit JsonOfEvents(const std::stop_token &stop)
        : m_stop(stop)
    {
    }

    [[nodiscard]] std::string take() { return std::move(m_json); }

    void OnDocumentStart(const YAML::Mark &) override {}
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        scalar(mark, anchor, "null", "null");
    }

    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        const bool isText = tag == "!" || tag == "tag:yaml.org,2002:str";
        const std::string json = isText ? std::string() : plainJson(value);
        scalar(mark, anchor, value, json.empty() ? spec::quotedJson(value) : json);
    }

    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const auto named = m_anchors.find(anchor);
        if (named == m_anchors.end()) {
            throw YAML::ParserException(mark,
                                        said(Words::tr("an alias refers to what it is part of")));
        }
        const Anchored copy = named->second;
        scalar(mark, YAML::NullAnchor, copy.key, copy.json);
    }

    void OnSequenceStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(mark, anchor, '[');
    }
    void OnSequenceEnd() override { close(']'); }
    void OnMapStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open(mark, anchor, '{');
    }
    void OnMapEnd() override { close('}'); }

private:
    struct Anchored {
        std::optional<std::string> key; // what it is as a member's name; none: it cannot be one
        std::string json;
    };
    struct Container {
        YAML::Mark mark;
        YAML::anchor_t anchor = YAML::NullAnchor;
        std::size_t begin = 0;
        bool isMap = false;
        bool wantsKey = false;
        bool isEmpty = true;
        std::set<std::string> keys;
    };

    void scalar(const YAML::Mark &mark, YAML::anchor_t anchor,
                const std::optional<std::string> &key, const std::string &json)
    {
        if (m_stop.stop_requested()) {
            throw YAML::ParserException(mark, said(Words::tr("reading was cancelled")));
        }
        if (m_json.size() + json.size() > kMostBytes) {
            throw YAML::ParserException(mark,
                                        said(Words::tr("what its aliases stand for is too large")));
        }
        keep(mark, anchor, {key, json});
        if (!m_open.empty() && m_open.back().wantsKey) {
            name(mark, key);
            return;
        }
        beginValue();
        m_json += json;
        endValue();
    }

    void keep(const YAML::Mark &mark, YAML::anchor_t anchor, Anchored what)
    {
        if (anchor == YAML::NullAnchor) {
            return;
        }
        m_anchoredBytes += what.json.size();
        if (m_anchoredBytes > kMostBytes) {
            throw YAML::ParserException(mark,
                                        said(Words::tr("what its anchors name is too large")));
        }
        m_anchors[anchor] = std::move(what);
    }

    void name(const YAML::Mark &mark, const std::optional<std::string> &key)
    {
        Container &map = m_open.back();
        if (!key) {
            throw YAML::ParserException(mark, said(Words::tr("a list or a map cannot be a name")));
        }
        if (!map.keys.insert(*key).second) {
            throw YAML::ParserException(mark, said(Words::tr("the name \"%1\" stands here twice")
                                                       .arg(QString::fromStdString(*key))));
        }
        m_json += map.isEmpty ? "" : ",";
        m_json += spec::quotedJson(*key) + ':';
        map.isEmpty = false;
        map.wantsKey = false;
    }

    void beginValue()
    {
        if (!m_open.empty() && !m_open.back().isMap) {
            m_json += m_open.back().isEmpty ? "" : ",";
            m_open.back().isEmpty = false;
        }
    }

    void endValue()
    {
        if (!m_open.empty()) {
            m_open.back().wantsKey = m_open.back().isMap;
        }
    }

    void open(const YAML::Mark &mark, YAML::anchor_t anchor, char bracket)
    {
        if (!m_open.empty() && m_open.back().wantsKey) {
            name(mark, std::nullopt);
        }
        if (m_open.size() == kMostDepth) {
            throw YAML::ParserException(mark, said(Words::tr("it is nested too deep")));
        }
        beginValue();
        const bool isMap = bracket == '{';
        m_open.push_back({mark, anchor, m_json.size(), isMap, isMap, true, {}});
        m_json += bracket;
    }

    void close(char bracket)
    {
        m_json += bracket;
        const Container &closed = m_open.back();
        if (closed.anchor != YAML::NullAnchor) {
            keep(closed.mark, closed.anchor, {std::nullopt, m_json.substr(closed.begin)});
        }
        m_open.pop_back();
        endValue();
    }

    const std::stop_token &m_stop;
    std::string m_json;
    std::size_t m_anchoredBytes = 0;
    std::vector<Container> m_open;
    std::map<YAML::anchor_t, Anchored> m_anchors;
};

std::string placeOf(const YAML::Mark &mark)
{
    return mark.is_null()
               ? std::string()
               : "line " + std::to_string(mark.line + 1) + ':' + std::to_string(mark.column + 1);
}

} // namespace

Expected<std::string> jsonOfYaml(std::string_view yaml, const std::stop_token &stop)
{
    std::istringstream input{std::string(yaml)};
    JsonOfEvents events(stop);
    try {
        YAML::Parser parser(input);
        if (!parser.HandleNextDocument(events)) {
            return refusal(Words::tr("The document is empty"));
        }
        std::string json = events.take();
        JsonOfEvents others(stop);
        if (parser.HandleNextDocument(others)) {
            return refusal(Words::tr("The file holds more than one YAML document"), {},
                           Words::tr("Put the one that is meant into a file of its own"));
        }
        return json;
    } catch (const YAML::Exception &problem) {
        return refusal(Words::tr("Not valid YAML: %1").arg(QString::fromStdString(problem.msg)),
                       placeOf(problem.mark));
    }
}

} // namespace gw::editing
