// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>

#include <string>
#include <utility>
#include <vector>

namespace gw::control::testing {

// One event of a stream.
struct Event {
    std::string id;
    std::string type;
    QJsonDocument json;
};

// Reads a stream as a browser does; comments and "retry" give no event.
inline std::vector<Event> eventsOf(const std::string &text)
{
    std::vector<Event> events;
    Event event;
    std::size_t start = 0;
    while (start < text.size()) {
        const std::size_t end = text.find('\n', start);
        const std::string line = text.substr(start, end - start);
        start = end + 1;
        if (line.starts_with("id: ")) {
            event.id = line.substr(4);
        } else if (line.starts_with("event: ")) {
            event.type = line.substr(7);
        } else if (line.starts_with("data: ")) {
            event.json = QJsonDocument::fromJson(QByteArray::fromStdString(line.substr(6)));
        } else if (line.empty() && !event.type.empty()) {
            events.push_back(std::exchange(event, {}));
        }
    }
    return events;
}

} // namespace gw::control::testing
