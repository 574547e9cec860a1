// SPDX-License-Identifier: GPL-3.0-or-later
// The reports for other programs.
#include "requests/run_report.h"

#include <QXmlStreamWriter>

#include <jsoncons/json.hpp>

namespace gw::requests {

namespace {

using jsoncons::ojson;

// XML has no way to write control characters, and Qt drops them; a body may have them.
QString text(const std::string &utf8)
{
    QString text = QString::fromStdString(utf8);
    for (QChar &letter : text) {
        const char16_t code = letter.unicode();
        const bool isControl = code < 0x20 && code != u'\t' && code != u'\n' && code != u'\r';
        if (isControl || code == 0xFFFE || code == 0xFFFF) {
            letter = QChar::ReplacementCharacter;
        }
    }
    return text;
}

QString seconds(std::chrono::microseconds duration)
{
    return QString::number(static_cast<double>(duration.count()) / 1e6, 'f', 6);
}

void writeCase(QXmlStreamWriter &xml, const FileResult &file, const EntryResult &entry)
{
    xml.writeStartElement(QStringLiteral("testcase"));
    xml.writeAttribute(QStringLiteral("classname"), text(file.path));
    xml.writeAttribute(QStringLiteral("name"), text(entry.method + " " + entry.url + " (line " +
                                                    std::to_string(entry.line) + ")"));
    xml.writeAttribute(QStringLiteral("time"), seconds(entry.transfer.timings.total));
    if (entry.isSkipped) {
        xml.writeEmptyElement(QStringLiteral("skipped"));
    }
    if (entry.error) {
        xml.writeStartElement(QStringLiteral("error"));
        xml.writeAttribute(QStringLiteral("message"), text(entry.error->text()));
        xml.writeEndElement();
    }
    for (const Check &check : entry.checks) {
        if (check.state == Check::State::Failed) {
            xml.writeStartElement(QStringLiteral("failure"));
            xml.writeAttribute(QStringLiteral("message"), text(check.text));
            xml.writeCharacters(text("line " + std::to_string(check.line) + ": " + check.reason));
            xml.writeEndElement();
        }
    }
    xml.writeEndElement();
}

void writeSuite(QXmlStreamWriter &xml, const FileResult &file)
{
    const auto count = [&file](auto accepts) {
        return QString::number(std::ranges::count_if(file.entries, accepts));
    };
    xml.writeStartElement(QStringLiteral("testsuite"));
    xml.writeAttribute(QStringLiteral("name"), text(file.path));
    xml.writeAttribute(QStringLiteral("tests"), QString::number(file.entries.size()));
    xml.writeAttribute(QStringLiteral("failures"), count([](const EntryResult &entry) {
                           return !entry.error && !entry.isPassed();
                       }));
    xml.writeAttribute(QStringLiteral("errors"),
                       file.error ? QStringLiteral("1") : count([](const EntryResult &entry) {
                           return entry.error.has_value();
                       }));
    xml.writeAttribute(QStringLiteral("time"), seconds(file.duration));
    if (file.error) {
        xml.writeStartElement(QStringLiteral("testcase"));
        xml.writeAttribute(QStringLiteral("classname"), text(file.path));
        xml.writeAttribute(QStringLiteral("name"), QStringLiteral("read the file"));
        xml.writeTextElement(QStringLiteral("error"), text(file.error->text()));
        xml.writeEndElement();
    }
    for (const EntryResult &entry : file.entries) {
        writeCase(xml, file, entry);
    }
    xml.writeEndElement();
}

std::string_view stateName(Check::State state)
{
    switch (state) {
    case Check::State::Passed:
        return "passed";
    case Check::State::Failed:
        return "failed";
    case Check::State::NotChecked:
        break;
    }
    return "not checked";
}

ojson timingsJson(const Timings &timings)
{
    ojson json;
    const std::pair<const char *, Timings::Duration> phases[] = {
        {"queue", timings.queue}, {"redirects", timings.redirects},
        {"dns", timings.dns},     {"connect", timings.connect},
        {"tls", timings.tls},     {"send", timings.send},
        {"wait", timings.wait},   {"download", timings.download},
        {"total", timings.total}};
    for (const auto &[name, duration] : phases) {
        json.insert_or_assign(name, duration.count());
    }
    return json;
}

ojson stepsJson(const TrafficRecord &record)
{
    ojson steps(jsoncons::json_array_arg);
    for (const TraceStep &step : record.steps) {
        ojson json;
        json.insert_or_assign("name", step.name);
        json.insert_or_assign("phase", step.phase);
        json.insert_or_assign("outcome", step.outcome);
        json.insert_or_assign("duration_ns", step.durationNs);
        steps.push_back(std::move(json));
    }
    return steps;
}

ojson entryJson(const EntryResult &entry)
{
    ojson json;
    json.insert_or_assign("method", entry.method);
    json.insert_or_assign("url", entry.url);
    json.insert_or_assign("line", entry.line);
    json.insert_or_assign("passed", entry.isPassed());
    json.insert_or_assign("skipped", entry.isSkipped);
    json.insert_or_assign("status", entry.transfer.status());
    json.insert_or_assign("attempts", entry.attempts);
    if (entry.error) {
        json.insert_or_assign("error", entry.error->text());
    }
    json.insert_or_assign("timings_us", timingsJson(entry.transfer.timings));
    ojson checks(jsoncons::json_array_arg);
    for (const Check &check : entry.checks) {
        ojson row;
        row.insert_or_assign("text", check.text);
        row.insert_or_assign("line", check.line);
        row.insert_or_assign("state", stateName(check.state));
        if (!check.reason.empty()) {
            row.insert_or_assign("reason", check.reason);
        }
        checks.push_back(std::move(row));
    }
    json.insert_or_assign("checks", std::move(checks));
    if (entry.record) {
        json.insert_or_assign("steps", stepsJson(*entry.record));
    }
    return json;
}

} // namespace

std::string junitReport(const std::vector<FileResult> &files)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("testsuites"));
    for (const FileResult &file : files) {
        writeSuite(xml, file);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes.toStdString();
}

std::string jsonReport(const std::vector<FileResult> &files)
{
    ojson json(jsoncons::json_array_arg);
    for (const FileResult &file : files) {
        ojson row;
        row.insert_or_assign("file", file.path);
        row.insert_or_assign("passed", file.isPassed());
        row.insert_or_assign("duration_us", file.duration.count());
        if (file.error) {
            row.insert_or_assign("error", file.error->text());
        }
        ojson entries(jsoncons::json_array_arg);
        for (const EntryResult &entry : file.entries) {
            entries.push_back(entryJson(entry));
        }
        row.insert_or_assign("requests", std::move(entries));
        json.push_back(std::move(row));
    }
    std::string text;
    json.dump_pretty(text);
    return text + "\n";
}

} // namespace gw::requests
