// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/hurl_writer.h"

namespace gw::requests {

namespace {

void write(const Surround &around, std::string_view item, std::string &out)
{
    if (!out.empty() && out.back() != '\n') {
        out += '\n'; // the item before was the last one of its file
    }
    out.append(around.before).append(around.indent).append(item).append(around.after);
}

std::string lineText(const Line &line)
{
    const std::string item =
        line.name.empty() ? line.value : line.name + line.separator + line.value;
    switch (line.state) {
    case Line::State::Off:
        return std::string(kGatewayMark).append(" off ").append(item);
    case Line::State::GatewayFact:
        return std::string(kGatewayMark).append(" ").append(item);
    case Line::State::Active:
        break;
    }
    return item;
}

template <typename Part>
void writeParts(const Part &part, std::string &out)
{
    for (const Line &line : part.headers) {
        write(line.around, lineText(line), out);
    }
    for (const Section &section : part.sections) {
        write(section.around, section.title, out);
        for (const Line &line : section.lines) {
            write(line.around, lineText(line), out);
        }
    }
    if (part.body) {
        write(part.body->around, part.body->text, out);
    }
}

} // namespace

std::string writeHurl(const HurlFile &file)
{
    std::string out;
    for (const Entry &entry : file.entries) {
        const Request &request = entry.request;
        write(request.around, request.method + request.gap + request.url, out);
        writeParts(request, out);
        if (entry.response) {
            const Response &response = *entry.response;
            write(response.around, response.version + response.gap + response.status, out);
            writeParts(response, out);
        }
    }
    return out.append(file.tail);
}

} // namespace gw::requests
