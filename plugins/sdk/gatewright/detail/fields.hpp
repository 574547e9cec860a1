// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/status.hpp>

#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

namespace gw {

// One of the lists of header fields of a request. Names compare without case; order and spelling
// are kept. Reading copies nothing: the views are valid until the hook returns. Setters throw
// Failure for a name that is no token or a value with control characters.
class Headers final {
public:
    Headers(const gw_host *host, gw_call *call, gw_headers list)
        : m_host(host)
        , m_call(call)
        , m_list(list)
    {
    }

    // The first value of that name; get() is empty and find() nothing when there is none.
    [[nodiscard]] std::string_view get(std::string_view name) const
    {
        return find(name).value_or(std::string_view());
    }
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const
    {
        gw_string value = {};
        if (m_host->header_find(m_call, m_list, detail::pass(name), &value) != GW_OK) {
            return std::nullopt;
        }
        return detail::view(value);
    }
    [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }

    // Calls visit(value) for every field of that name, in order.
    template <typename Visit>
    void forEach(std::string_view name, Visit visit) const
    {
        gw_string value = {};
        for (std::uint64_t i = 0;
             m_host->header_next(m_call, m_list, detail::pass(name), &i, &value) == GW_OK; ++i) {
            visit(detail::view(value));
        }
    }

    // add appends; set replaces all of that name by one; remove says whether there was one.
    void add(std::string_view name, std::string_view value)
    {
        detail::check(m_host->header_add(m_call, m_list, detail::pass(name), detail::pass(value)),
                      "headers.add", name);
    }
    void set(std::string_view name, std::string_view value)
    {
        detail::check(m_host->header_set(m_call, m_list, detail::pass(name), detail::pass(value)),
                      "headers.set", name);
    }
    bool remove(std::string_view name)
    {
        const gw_status status = m_host->header_remove(m_call, m_list, detail::pass(name));
        return status != GW_NOT_FOUND && detail::check(status, "headers.remove", name);
    }

    using Field = std::pair<std::string_view, std::string_view>;
    [[nodiscard]] std::size_t size() const { return m_host->header_count(m_call, m_list); }
    [[nodiscard]] Field at(std::size_t index) const
    {
        gw_string name = {};
        gw_string value = {};
        detail::check(m_host->header_at(m_call, m_list, index, &name, &value), "headers.at");
        return {detail::view(name), detail::view(value)};
    }

    // for (const auto [name, value] : r.headers()). The list must not change meanwhile.
    class Iterator final {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = Field;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = Field;

        Iterator(const Headers *headers, std::size_t index)
            : m_headers(headers)
            , m_index(index)
        {
        }
        Field operator*() const { return m_headers->at(m_index); }
        Iterator &operator++()
        {
            ++m_index;
            return *this;
        }
        bool operator!=(const Iterator &other) const { return m_index != other.m_index; }
        bool operator==(const Iterator &other) const { return m_index == other.m_index; }

    private:
        const Headers *m_headers;
        std::size_t m_index;
    };
    [[nodiscard]] Iterator begin() const { return Iterator(this, 0); }
    [[nodiscard]] Iterator end() const { return Iterator(this, size()); }

private:
    const gw_host *m_host;
    gw_call *m_call;
    gw_headers m_list;
};

// The parameters behind '?', decoded.
class Query final {
public:
    Query(const gw_host *host, gw_call *call)
        : m_host(host)
        , m_call(call)
    {
    }

    [[nodiscard]] std::string_view get(std::string_view name) const
    {
        return find(name).value_or(std::string_view());
    }
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const
    {
        gw_string value = {};
        if (m_host->query_find(m_call, detail::pass(name), &value) != GW_OK) {
            return std::nullopt;
        }
        return detail::view(value);
    }
    [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }

    // Calls visit(name, value) for every parameter, in order.
    template <typename Visit>
    void forEach(Visit visit) const
    {
        gw_string name = {};
        gw_string value = {};
        for (std::uint64_t i = 0; m_host->query_at(m_call, i, &name, &value) == GW_OK; ++i) {
            visit(detail::view(name), detail::view(value));
        }
    }

    void add(std::string_view name, std::string_view value)
    {
        detail::check(m_host->query_add(m_call, detail::pass(name), detail::pass(value)),
                      "query.add", name);
    }
    void set(std::string_view name, std::string_view value)
    {
        detail::check(m_host->query_set(m_call, detail::pass(name), detail::pass(value)),
                      "query.set", name);
    }
    bool remove(std::string_view name)
    {
        const gw_status status = m_host->query_remove(m_call, detail::pass(name));
        return status != GW_NOT_FOUND && detail::check(status, "query.remove", name);
    }

private:
    const gw_host *m_host;
    gw_call *m_call;
};

} // namespace gw
