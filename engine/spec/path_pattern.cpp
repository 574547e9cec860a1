// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/path_pattern.h"

#include "spec/go_text.h"
#include "spec/quiet_regex.h"

namespace gw::spec {

namespace {

bool isLiteral(std::string_view expression)
{
    return expression.find_first_of("\\.+*?()|[]{}^$") == std::string_view::npos;
}

void replaceAll(std::string &text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

std::string withVariablesReplaced(std::string_view path)
{
    std::string expression;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const std::size_t close = path[i] == '{' ? path.find('}', i) : std::string_view::npos;
        if (close == std::string_view::npos) {
            expression += path[i];
            continue;
        }
        expression += "([^/]+)";
        i = close;
    }
    return expression;
}

} // namespace

struct PathPattern::Compiled {
    std::string expression;
    // A literal is looked for without RE2, which is several times faster.
    std::string literal;
    bool isAnchored = false;
    bool isToEnd = false;
    std::unique_ptr<re2::RE2> regex;
};

PathPattern::PathPattern(std::shared_ptr<const Compiled> compiled)
    : m_compiled(std::move(compiled))
{
}

std::string PathPattern::expressionFor(std::string_view path, Options options)
{
    std::string expression = withVariablesReplaced(path);
    replaceAll(expression, "/*/", "/[^/]+/");
    replaceAll(expression, "/*", "/.*");
    if (options.prefixMatch && expression.starts_with('/')) {
        expression.insert(0, 1, '^');
    }
    if (options.suffixMatch && !expression.ends_with('$')) {
        expression += '$';
    }
    return expression;
}

Expected<PathPattern> PathPattern::compile(std::string_view path, Options options)
{
    auto compiled = std::make_shared<Compiled>();
    compiled->expression = expressionFor(path, options);
    std::string_view core = compiled->expression;
    if (core.starts_with('^')) {
        core.remove_prefix(1);
        compiled->isAnchored = true;
    }
    if (core.ends_with('$')) {
        core.remove_suffix(1);
        compiled->isToEnd = true;
    }
    if (!options.ignoreCase && isLiteral(core)) {
        compiled->literal = core;
        return PathPattern(std::move(compiled));
    }
    Expected<std::unique_ptr<re2::RE2>> regex =
        quietRegex((options.ignoreCase ? "(?i)" : "") + compiled->expression);
    if (!regex) {
        return tl::unexpected(regex.error());
    }
    compiled->regex = std::move(*regex);
    return PathPattern(std::move(compiled));
}

bool PathPattern::matches(std::string_view path) const
{
    const Compiled &c = *m_compiled;
    if (c.regex) {
        const GoText read(path);
        return re2::RE2::PartialMatch(absl::string_view(read.text().data(), read.text().size()),
                                      *c.regex);
    }
    if (c.isAnchored && c.isToEnd) {
        return path == c.literal;
    }
    if (c.isAnchored) {
        return path.starts_with(c.literal);
    }
    return c.isToEnd ? path.ends_with(c.literal) : path.find(c.literal) != std::string_view::npos;
}

const std::string &PathPattern::expression() const
{
    return m_compiled->expression;
}

std::string regexProblem(std::string_view expression)
{
    const Expected<std::unique_ptr<re2::RE2>> regex = quietRegex(expression);
    return regex ? std::string() : regex.error().what;
}

} // namespace gw::spec
