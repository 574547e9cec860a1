// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "upstream/http_client.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace gw::test {

// Writes down what a call reports. The hooks run inside the reports.
class Recorder final : public upstream::ResponseListener {
public:
    struct Head {
        int status = 0;
        std::string reason;
        std::vector<std::pair<std::string, std::string>> fields;
        std::optional<std::uint64_t> bodyLength;
    };

    void onInformational(const upstream::IncomingHead &given) override
    {
        events += 'i';
        informational.push_back(copy(given));
        run(informationalHook);
    }

    void onHead(const upstream::IncomingHead &given) override
    {
        events += 'h';
        head = copy(given);
        run(headHook);
    }

    void onBody(std::string_view bytes) override
    {
        if (!events.ends_with('b')) {
            events += 'b';
        }
        bodySize += bytes.size();
        if (keepsBody) {
            body += bytes;
        }
        run(bodyHook);
    }

    void onEnd(const http::FieldList &given) override
    {
        events += 'e';
        for (const http::Field &field : given) {
            trailers.emplace_back(field.name, field.value);
        }
        run(endHook);
    }

    void onFailure(const upstream::Failure &given) override
    {
        events += 'f';
        failure = given;
        run(endHook);
    }

    void onWritable() override
    {
        ++writable;
        run(writableHook);
    }

    [[nodiscard]] bool isOver() const { return events.ends_with('e') || events.ends_with('f'); }
    [[nodiscard]] bool hasEnded() const { return events.ends_with('e'); }
    [[nodiscard]] std::string field(std::string_view name) const
    {
        for (const auto &[each, value] : head.fields) {
            if (http::equalsIgnoreCase(each, name)) {
                return value;
            }
        }
        return {};
    }

    std::string events; // i, h, b (a run of pieces), e, f
    Head head;
    std::vector<Head> informational;
    std::string body;
    std::size_t bodySize = 0;
    bool keepsBody = true;
    std::vector<std::pair<std::string, std::string>> trailers;
    std::optional<upstream::Failure> failure;
    int writable = 0;
    std::function<void()> informationalHook;
    std::function<void()> headHook;
    std::function<void()> bodyHook;
    std::function<void()> endHook;
    std::function<void()> writableHook;

private:
    static void run(const std::function<void()> &hook)
    {
        if (hook) {
            hook();
        }
    }

    static Head copy(const upstream::IncomingHead &given)
    {
        Head result{given.status, std::string(given.reason), {}, given.bodyLength};
        for (const http::Field &field : *given.fields) {
            result.fields.emplace_back(field.name, field.value);
        }
        return result;
    }
};

} // namespace gw::test
