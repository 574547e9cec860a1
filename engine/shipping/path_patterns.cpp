// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/path_patterns.h"

#include <re2/re2.h>

namespace gw::shipping {

struct PathPatterns::Rule {
    std::unique_ptr<re2::RE2> expression;
    const char *placeholder;
};

PathPatterns::PathPatterns() = default;
PathPatterns::~PathPatterns() = default;

Expected<std::unique_ptr<PathPatterns>> PathPatterns::make(const Options &options)
{
    struct Wanted {
        std::string expression;
        const char *placeholder;
    };
    std::vector<Wanted> wanted;
    if (options.uuids) {
        wanted.push_back({"[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?"
                          "[0-9a-fA-F]{12}",
                          "{uuid}"});
    }
    if (options.ulids) {
        wanted.push_back({"(?i)[0-7][0-9A-HJKMNP-TV-Z]{25}", "{ulid}"});
    }
    if (options.numbers) {
        wanted.push_back({"/\\d+", "/{id}"});
    }
    for (const std::string &expression : options.custom) {
        wanted.push_back({expression, "{var}"});
    }
    re2::RE2::Options quiet;
    quiet.set_log_errors(false);
    std::unique_ptr<PathPatterns> patterns(new PathPatterns);
    for (const Wanted &one : wanted) {
        auto expression = std::make_unique<re2::RE2>(one.expression, quiet);
        if (!expression->ok()) {
            return failure("Not a regular expression: " + expression->error(), one.expression,
                           "Mend analytics_config.normalise_urls.custom_patterns");
        }
        patterns->m_rules.push_back({std::move(expression), one.placeholder});
    }
    return patterns;
}

void PathPatterns::normalise(std::string &path) const
{
    for (const Rule &rule : m_rules) {
        re2::RE2::GlobalReplace(&path, *rule.expression, rule.placeholder);
    }
}

} // namespace gw::shipping
