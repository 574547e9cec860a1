// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/json_tree.h"

#include "requests/exact_json.h"
#include "requests/words.h"

#include <jsoncons/json.hpp>

#include <algorithm>

namespace gw::requests {

namespace {

using TreeJson = jsoncons::ojson;

constexpr std::size_t kMaxNodes = 200'000;

// Adds a value and what is in it; level by level, so that no depth is too deep.
class TreeBuilder final {
public:
    explicit TreeBuilder(const TreeJson &root) { add({}, root, -1); }

    JsonTree build()
    {
        for (std::size_t at = 0; at < m_values.size(); ++at) {
            const TreeJson &value = *m_values[at];
            if (value.is_object()) {
                for (const auto &member : value.object_range()) {
                    add(std::string(member.key()), member.value(), static_cast<int>(at));
                }
            } else if (value.is_array()) {
                std::size_t index = 0;
                for (const TreeJson &element : value.array_range()) {
                    add("[" + std::to_string(index++) + "]", element, static_cast<int>(at));
                }
            }
        }
        return std::move(m_tree);
    }

private:
    void add(std::string name, const TreeJson &value, int parent)
    {
        if (m_tree.nodes.size() >= kMaxNodes) {
            m_tree.isCut = true;
            return;
        }
        JsonTree::Node node;
        node.name = std::move(name);
        node.parent = parent;
        node.isContainer = value.is_object() || value.is_array();
        if (node.isContainer) {
            const std::string count = std::to_string(value.size());
            node.text = value.is_object() ? "{" + count + "}" : "[" + count + "]";
        } else {
            value.dump(node.text, asSpelled());
        }
        const auto index = static_cast<int>(m_tree.nodes.size());
        if (parent >= 0) {
            auto &siblings = m_tree.nodes[static_cast<std::size_t>(parent)].children;
            node.row = static_cast<int>(siblings.size());
            siblings.push_back(index);
        }
        m_tree.nodes.push_back(std::move(node));
        m_values.push_back(&value);
    }

    JsonTree m_tree;
    std::vector<const TreeJson *> m_values; // of the nodes
};

bool isPlainName(const std::string &name)
{
    return !name.empty() && std::ranges::all_of(name, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '_';
    });
}

} // namespace

std::string JsonTree::pathOf(int node) const
{
    std::string path;
    while (node > 0) {
        const Node &current = nodes[static_cast<std::size_t>(node)];
        const bool isElement =
            nodes[static_cast<std::size_t>(current.parent)].text.starts_with('[');
        if (isElement) {
            path.insert(0, current.name);
        } else if (isPlainName(current.name)) {
            path.insert(0, "." + current.name);
        } else {
            std::string name = current.name;
            for (std::size_t at = name.find_first_of("'\\"); at != std::string::npos;
                 at = name.find_first_of("'\\", at + 2)) {
                name.insert(at, 1, '\\');
            }
            path.insert(0, "['" + name + "']");
        }
        node = current.parent;
    }
    return "$" + path;
}

Expected<JsonTree> jsonTreeOf(const ResponseBody &body, std::uint64_t maxBytes)
{
    if (body.size() > maxBytes) {
        return failure(said(Words::tr("The body is too large for a tree")), {},
                       said(Words::tr("Filter it with a JSONPath, or save it")));
    }
    const auto bytes = body.readAll();
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    try {
        const TreeJson json = TreeJson::parse(*bytes, asSpelled());
        return TreeBuilder(json).build();
    } catch (const jsoncons::ser_error &error) {
        return failure(said(Words::tr("Not valid JSON: %1"), {error.what()}));
    }
}

} // namespace gw::requests
