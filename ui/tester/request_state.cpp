// SPDX-License-Identifier: GPL-3.0-or-later
#include "tester/request_state.h"

#include "base/ascii.h"
#include "requests/hurl_reader.h"
#include "tester/request_page.h"

#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::tester {

namespace {

using requests::Body;
using requests::BodyKind;
using requests::Entry;
using requests::Line;
using requests::Section;
using requests::SectionKind;
using requests::Surround;

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

std::string stringOf(const QJsonValue &value)
{
    return value.toString().toStdString();
}

void put(QJsonObject &object, const Surround &around)
{
    object.insert("before"_L1, textOf(around.before));
    object.insert("indent"_L1, textOf(around.indent));
    object.insert("after"_L1, textOf(around.after));
}

Surround aroundOf(const QJsonObject &object)
{
    return {.before = stringOf(object["before"_L1]),
            .indent = stringOf(object["indent"_L1]),
            .after = stringOf(object["after"_L1])};
}

QJsonArray arrayOf(const std::vector<Line> &lines)
{
    QJsonArray array;
    for (const Line &line : lines) {
        QJsonObject object{{u"state"_s, static_cast<int>(line.state)},
                           {u"name"_s, textOf(line.name)},
                           {u"separator"_s, textOf(line.separator)},
                           {u"value"_s, textOf(line.value)}};
        put(object, line.around);
        array.append(object);
    }
    return array;
}

std::vector<Line> readLines(const QJsonValue &value)
{
    std::vector<Line> lines;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array) {
        const QJsonObject object = item.toObject();
        lines.push_back(
            {.around = aroundOf(object),
             .state = static_cast<Line::State>(std::clamp(object["state"_L1].toInt(), 0, 2)),
             .name = stringOf(object["name"_L1]),
             .separator = stringOf(object["separator"_L1]),
             .value = stringOf(object["value"_L1])});
    }
    return lines;
}

// A request or a response.
template <typename Part>
void putParts(QJsonObject &object, const Part &part)
{
    put(object, part.around);
    object.insert("gap"_L1, textOf(part.gap));
    object.insert("headers"_L1, arrayOf(part.headers));
    QJsonArray sections;
    for (const Section &section : part.sections) {
        QJsonObject one{{u"kind"_s, static_cast<int>(section.kind)},
                        {u"title"_s, textOf(section.title)},
                        {u"lines"_s, arrayOf(section.lines)}};
        put(one, section.around);
        sections.append(one);
    }
    object.insert("sections"_L1, sections);
    if (part.body) {
        QJsonObject body{{u"kind"_s, static_cast<int>(part.body->kind)},
                         {u"text"_s, textOf(part.body->text)}};
        put(body, part.body->around);
        object.insert("body"_L1, body);
    }
}

template <typename Part>
void readParts(const QJsonObject &object, Part &part)
{
    part.around = aroundOf(object);
    part.gap = stringOf(object["gap"_L1]);
    part.headers = readLines(object["headers"_L1]);
    const QJsonArray sections = object["sections"_L1].toArray();
    for (const QJsonValue &item : sections) {
        const QJsonObject one = item.toObject();
        const int kind =
            std::clamp(one["kind"_L1].toInt(), 0, static_cast<int>(SectionKind::Asserts));
        part.sections.push_back({aroundOf(one), static_cast<SectionKind>(kind),
                                 stringOf(one["title"_L1]), readLines(one["lines"_L1])});
    }
    if (object.contains("body"_L1)) {
        const QJsonObject body = object["body"_L1].toObject();
        const int kind = std::clamp(body["kind"_L1].toInt(), 0, static_cast<int>(BodyKind::File));
        part.body = Body{aroundOf(body), static_cast<BodyKind>(kind), stringOf(body["text"_L1])};
    }
}

bool areSame(const std::vector<Line> &ours, const std::vector<Line> &read)
{
    return std::ranges::equal(ours, read, [](const Line &one, const Line &other) {
        return one.name == other.name &&
               trimmed(one.value, kWhitespace) == trimmed(other.value, kWhitespace) &&
               one.state == other.state;
    });
}

template <typename Part>
bool areSame(const Part &ours, const Part &read)
{
    const auto isSameSection = [](const Section &one, const Section &other) {
        return one.kind == other.kind && areSame(one.lines, other.lines);
    };
    // What kind of body a text is, the reader may see better.
    const auto bodyOf = [](const Part &part) {
        return part.body ? trimmed(part.body->text, kWhitespace) : std::string_view();
    };
    return areSame(ours.headers, read.headers) &&
           std::ranges::equal(ours.sections, read.sections, isSameSection) &&
           bodyOf(ours) == bodyOf(read);
}

bool isSame(const Entry &ours, const Entry &read)
{
    return ours.request.method == read.request.method && ours.request.url == read.request.url &&
           areSame(ours.request, read.request) &&
           ours.response.has_value() == read.response.has_value() &&
           (!ours.response || areSame(*ours.response, *read.response));
}

} // namespace

QJsonArray fieldsOf(const requests::HurlFile &file)
{
    QJsonArray fields;
    for (const Entry &entry : file.entries) {
        QJsonObject request{{u"method"_s, textOf(entry.request.method)},
                            {u"url"_s, textOf(entry.request.url)}};
        putParts(request, entry.request);
        QJsonObject both{{u"request"_s, request}};
        if (entry.response) {
            QJsonObject response{{u"version"_s, textOf(entry.response->version)},
                                 {u"status"_s, textOf(entry.response->status)}};
            putParts(response, *entry.response);
            both.insert("response"_L1, response);
        }
        fields.append(both);
    }
    fields.append(textOf(file.tail));
    return fields;
}

requests::HurlFile fileOfFields(const QJsonArray &fields)
{
    requests::HurlFile file;
    for (const QJsonValue &item : fields) {
        if (item.isString()) {
            file.tail = stringOf(item);
            continue;
        }
        const QJsonObject both = item.toObject();
        const QJsonObject request = both["request"_L1].toObject();
        Entry &entry = file.entries.emplace_back();
        entry.request.method = stringOf(request["method"_L1]);
        entry.request.url = stringOf(request["url"_L1]);
        readParts(request, entry.request);
        if (both.contains("response"_L1)) {
            const QJsonObject response = both["response"_L1].toObject();
            entry.response.emplace();
            entry.response->version = stringOf(response["version"_L1]);
            entry.response->status = stringOf(response["status"_L1]);
            readParts(response, *entry.response);
        }
    }
    return file;
}

Expected<void> checkReadsBack(const requests::HurlFile &file, std::string_view text)
{
    for (const requests::Entry &entry : file.entries) {
        if (!requests::isHurlMethod(entry.request.method)) {
            return failure(
                RequestPage::tr("The method \"%1\" can be sent, but not be kept in a file: there "
                                "methods are in capital letters")
                    .arg(textOf(entry.request.method))
                    .toStdString(),
                {},
                RequestPage::tr("Choose another method; until then the request stays in its tab")
                    .toStdString());
        }
    }
    const auto read = requests::readHurl(text);
    if (!read) {
        return tl::unexpected(read.error());
    }
    if (!std::ranges::equal(file.entries, read->entries, isSame)) {
        return failure(
            RequestPage::tr("Read again, this would be another request: its body or a field looks "
                            "like a line of the file")
                .toStdString(),
            {},
            RequestPage::tr("Choose Text as the kind of the body, or mend the field")
                .toStdString());
    }
    return {};
}

} // namespace gw::tester
