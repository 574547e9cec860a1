// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/text_places.h"

#include "look/icons.h"
#include "spec/json_document.h"

#include <QCoreApplication>

#include <algorithm>

namespace gw::definition {

namespace {

constexpr qsizetype kMostPointers = 100;
constexpr qsizetype kShownValue = 40; // letters

struct FoundPointers {
    QString wanted;
    QList<std::pair<QString, QString>> first; // pointer and value: these begin with it
    QList<std::pair<QString, QString>> others;

    [[nodiscard]] bool isFull() const { return first.size() >= kMostPointers; }
};

QString shownValue(spec::JsonValue value)
{
    if (value.isObject() || value.isArray()) {
        return QString::fromUtf8(spec::toString(value.type()));
    }
    const QString text = QString::fromUtf8(value.text());
    return text.size() <= kShownValue ? text : text.first(kShownValue) + QChar(0x2026);
}

void findPointers(FoundPointers &found, spec::JsonValue around)
{
    for (const spec::JsonValue value : around.children()) {
        if (found.isFull()) {
            return;
        }
        const QString pointer = QString::fromStdString(value.pointer());
        if (pointer.startsWith(found.wanted, Qt::CaseInsensitive)) {
            found.first.append({pointer, shownValue(value)});
        } else if (found.others.size() < kMostPointers &&
                   pointer.contains(found.wanted, Qt::CaseInsensitive)) {
            found.others.append({pointer, shownValue(value)});
        }
        findPointers(found, value);
    }
}

} // namespace

QList<window::QuickEntry> linePlaces(const QString &typed, int lines,
                                     const std::function<void(int line)> &go)
{
    bool isNumber = false;
    const int wanted = typed.startsWith(u':') ? typed.sliced(1).toInt(&isNumber) : 0;
    if (!isNumber || wanted < 1) {
        return {};
    }
    const int line = std::min(wanted, std::max(lines, 1));
    return {{.text = QCoreApplication::translate("gw::definition", "Line %1").arg(line),
             .detail = QCoreApplication::translate("gw::definition", "in this tab"),
             .icon = look::icon(QStringLiteral("go-jump")),
             .run = [go, line] {
                 go(line);
             }}};
}

QList<window::QuickEntry> pointerPlaces(const QString &typed, const std::string &text,
                                        const std::function<void(const std::string &pointer)> &go)
{
    if (!typed.startsWith(u'/')) {
        return {};
    }
    const auto document = spec::JsonDocument::parse(text);
    if (!document) {
        return {};
    }
    FoundPointers found{.wanted = typed, .first = {}, .others = {}};
    findPointers(found, document->root());
    const QIcon icon = look::icon(QStringLiteral("go-jump"));
    QList<window::QuickEntry> places;
    for (const auto &[pointer, value] : found.first + found.others) {
        places.append({.text = pointer,
                       .detail = value,
                       .icon = icon,
                       .run = [go, target = pointer.toStdString()] {
                           go(target);
                       }});
    }
    return places;
}

} // namespace gw::definition
