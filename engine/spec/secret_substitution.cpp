// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/secret_substitution.h"

#include "spec/json_pointer.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

namespace gw::spec {

namespace {

constexpr std::uintmax_t kMaxSecretBytes = 65536;

std::optional<std::string> lookUp(const SecretSources::Lookup &lookup, std::string_view name)
{
    return lookup && !name.empty() ? lookup(name) : std::nullopt;
}

bool isPartOfWord(std::string_view text, std::size_t offset)
{
    if (offset == 0) {
        return false;
    }
    const char before = text[offset - 1];
    return (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z') ||
           (before >= '0' && before <= '9');
}

} // namespace

SubstitutedText substituteSecrets(std::string_view json, const SecretSources &sources)
{
    struct Scheme {
        std::string_view prefix;
        const SecretSources::Lookup &lookup;
    };
    static const SecretSources::Lookup kNone; // named, so that they are told
    const std::array<Scheme, 5> schemes{{{"env://", sources.environment},
                                         {"secrets://", sources.configured},
                                         {"file://", sources.file},
                                         {"consul://", kNone},
                                         {"vault://", kNone}}};
    SubstitutedText result;
    result.text.reserve(json.size());
    std::size_t done = 0;
    for (std::size_t mark = json.find("://"); mark != std::string_view::npos;
         mark = json.find("://", mark + 3)) {
        const std::string_view head = json.substr(done, mark + 3 - done);
        const auto *scheme = std::ranges::find_if(schemes, [&](const Scheme &candidate) {
            return head.ends_with(candidate.prefix) &&
                   !isPartOfWord(json, mark + 3 - candidate.prefix.size());
        });
        if (scheme == schemes.end()) {
            continue;
        }
        const std::size_t begin = mark + 3 - scheme->prefix.size();
        const std::size_t end = std::min(json.find('"', mark), json.size());
        const std::string_view name = json.substr(mark + 3, end - mark - 3);
        if (const std::optional<std::string> value = lookUp(scheme->lookup, name)) {
            result.text += json.substr(done, begin - done);
            result.text += escapedJson(*value);
            done = end;
            mark = end - 3;
            continue;
        }
        std::string reference(json.substr(begin, end - begin));
        if (std::ranges::find(result.unresolved, reference) == result.unresolved.end()) {
            result.unresolved.push_back(std::move(reference));
        }
    }
    result.text += json.substr(done);
    return result;
}

SecretSources::Lookup filesBelow(std::string folder)
{
    return [folder = std::move(folder)](std::string_view name) -> std::optional<std::string> {
        namespace fs = std::filesystem;
        std::error_code error;
        const fs::path root = fs::canonical(folder, error);
        if (error) {
            return std::nullopt;
        }
        const fs::path path = fs::canonical(root / fs::path(name), error);
        const bool isInside =
            !error &&
            std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end();
        if (!isInside || !fs::is_regular_file(path, error) ||
            fs::file_size(path, error) > kMaxSecretBytes || error) {
            return std::nullopt;
        }
        std::ifstream stream(path, std::ios::binary);
        std::string content((std::istreambuf_iterator<char>(stream)), {});
        while (content.ends_with('\n') || content.ends_with('\r')) {
            content.pop_back();
        }
        return stream.bad() ? std::nullopt : std::optional(std::move(content));
    };
}

} // namespace gw::spec
