// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/gateway_config.h"

#include <optional>
#include <set>
#include <type_traits>

namespace gw::spec {

// Overrides struct members from variables: prefix, then the key without underscores in upper case;
// members of a struct behind "_". Takes part in `describe(reader, value)` like ObjectReader.
class EnvironmentReader final {
public:
    EnvironmentReader(const Environment &environment, std::string prefix)
        : m_environment(environment)
        , m_prefix(std::move(prefix))
    {
    }

    template <typename T>
    void field(std::string_view key, T &target)
    {
        const std::string name = m_prefix + variablePart(key);
        if constexpr (requires { assign(name, target); }) {
            assign(name, target);
        } else if constexpr (std::is_class_v<T> && requires { describe(*this, target); }) {
            EnvironmentReader inner(m_environment, name + '_');
            describe(inner, target);
            m_used.merge(inner.m_used);
            if (!m_error) {
                m_error = std::move(inner.m_error);
            }
        }
    }

    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    // Variables that were there and had a meaning.
    [[nodiscard]] const std::set<std::string> &used() const { return m_used; }

private:
    [[nodiscard]] static std::string variablePart(std::string_view key);
    [[nodiscard]] const std::string *find(const std::string &name);
    void fail(const std::string &name, const std::string &expected);

    void assign(const std::string &name, std::string &target);
    void assign(const std::string &name, bool &target);
    void assign(const std::string &name, int &target);
    void assign(const std::string &name, std::int64_t &target);
    void assign(const std::string &name, double &target);
    void assign(const std::string &name, std::vector<std::string> &target);
    void assign(const std::string &name, std::map<std::string, std::string> &target);
    template <typename Rep, typename Period>
    void assign(const std::string &name, std::chrono::duration<Rep, Period> &target)
    {
        std::conditional_t<std::is_floating_point_v<Rep>, double, std::int64_t> count =
            target.count();
        assign(name, count);
        target = std::chrono::duration<Rep, Period>(count);
    }

    const Environment &m_environment;
    std::string m_prefix;
    std::set<std::string> m_used;
    std::optional<Error> m_error;
};

} // namespace gw::spec
