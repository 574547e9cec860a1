// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gw::requests {

// The text of an environment's file with its variables, for editing: what is left alone stays as it
// is written, comments and order included. A variable is secret by its name, or by the comment
// `# gatewright: secret` in the line above it, which hurl passes over like any other.
class EnvironmentText final {
public:
    struct Variable {
        std::string name;
        std::string value; // without the quotes that keep it text
        bool isMarked = false;
    };

    EnvironmentText() = default;
    explicit EnvironmentText(std::string_view text);

    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::vector<Variable> variables() const;
    [[nodiscard]] std::size_t count() const { return m_variables.size(); }
    [[nodiscard]] Variable at(std::size_t index) const;

    // The name and the value must be such as a file can hold: see canHold().
    void set(std::size_t index, const std::string &name, const std::string &value);
    void append(const std::string &name, const std::string &value);
    void setMarked(std::size_t index, bool isMarked);
    void remove(std::size_t index); // with its mark

private:
    void findVariables();

    std::vector<std::string> m_lines;     // without their ends
    std::vector<std::size_t> m_variables; // the lines that set one
    bool m_endsWithLine = true;
};

// One line without an end; a name of at least one letter, no '=' and no '#' in it.
[[nodiscard]] bool canHold(std::string_view name, std::string_view value);
// "name=value", quoted where it would be read as something else.
[[nodiscard]] std::string spelledAssignment(const std::string &name, const std::string &value);

} // namespace gw::requests
