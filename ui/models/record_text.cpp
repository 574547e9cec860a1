// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/record_text.h"

#include "models/raw_message.h"
#include "models/traffic_model.h"
#include "requests/pretty_body.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace gw::models {

namespace {

using client::TraceChange;
using client::TrafficRecord;

struct RecordText {
    Q_DECLARE_TR_FUNCTIONS(RecordText)
};

void addFact(QString &text, const QString &name, const QString &value)
{
    if (!value.isEmpty()) {
        text += name + u": "_s + value + u'\n';
    }
}

QString changeText(const TraceChange &change)
{
    const QString what =
        change.name.isEmpty() ? change.subject : change.subject + u' ' + change.name;
    switch (change.kind) {
    case TraceChange::Kind::Added:
        return RecordText::tr("%1 added: %2").arg(what, change.after);
    case TraceChange::Kind::Removed:
        return RecordText::tr("%1 removed: %2").arg(what, change.before);
    case TraceChange::Kind::Changed:
        break;
    }
    return RecordText::tr("%1 changed: %2 -> %3").arg(what, change.before, change.after);
}

void addSteps(QString &text, const TrafficRecord &record)
{
    text += u'\n' + RecordText::tr("Steps") + u'\n';
    if (record.trace.isEmpty()) {
        text += RecordText::tr("(not traced)") + u'\n';
    }
    for (const client::TraceStep &step : record.trace) {
        text += step.phase + u"  "_s + step.shortName() + u"  "_s + step.outcome;
        text += (step.note.isEmpty() ? QString() : u"  "_s + step.note) + u'\n';
        for (const TraceChange &change : step.changes) {
            text += u"    "_s + changeText(change) + u'\n';
        }
    }
}

void addMessage(QString &text, const QString &title, const QByteArray &raw)
{
    text += u'\n' + title + u'\n';
    if (raw.isEmpty()) {
        text += RecordText::tr("(headers and body were not recorded)") + u'\n';
        return;
    }
    const RawMessage message = RawMessage::of(raw);
    text += message.startLine + u'\n';
    for (const auto &[name, value] : message.headers) {
        addFact(text, name, value);
    }
    const auto json = requests::indentedJson(
        std::string_view(message.body.constData(), static_cast<std::size_t>(message.body.size())));
    text +=
        u'\n' + (json ? QString::fromStdString(*json) : QString::fromUtf8(message.body)) + u'\n';
}

} // namespace

std::string recordText(const TrafficRecord &record)
{
    QString text = record.method + u' ' + TrafficModel::text(record, TrafficModel::Path) + u'\n';
    addFact(text, RecordText::tr("Status"), TrafficModel::text(record, TrafficModel::Status));
    addFact(text, RecordText::tr("Host"), record.host);
    addFact(text, RecordText::tr("API"), TrafficModel::text(record, TrafficModel::Api));
    addFact(text, RecordText::tr("Version"), record.apiVersion);
    addFact(text, RecordText::tr("Path of the API"), record.path);
    addFact(text, RecordText::tr("Client"), record.clientAddress);
    addFact(text, RecordText::tr("User agent"), record.userAgent);
    addFact(text, RecordText::tr("Key"), record.apiKey);
    addFact(text, RecordText::tr("Upstream"), record.upstreamAddress);
    addFact(text, RecordText::tr("Tags"), record.tags.join(u", "_s));
    addFact(text, RecordText::tr("Error"), record.error);
    addSteps(text, record);
    addMessage(text, RecordText::tr("Request"), record.rawRequest);
    addMessage(text, RecordText::tr("Answer"), record.rawResponse);
    return text.toStdString();
}

} // namespace gw::models
