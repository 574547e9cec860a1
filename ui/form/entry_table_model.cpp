// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/entry_table_model.h"

#include "form/form_field.h"
#include "spec/json_pointer.h"

#include <algorithm>

namespace gw::form {

namespace {

using spec::JsonType;
using spec::JsonValue;
using spec::SchemaField;

QString shown(JsonValue value)
{
    const std::string_view text = value.isString() ? value.string() : value.text();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// What the user typed, as JSON of the column's type. A text that is no number stays a text, so that
// nothing is lost; the checks then say what is wrong.
std::string jsonOf(const QString &typed, JsonType type)
{
    const std::string text = typed.trimmed().toStdString();
    const bool isNumber = type == JsonType::Number && spec::JsonDocument::parse(text) &&
                          spec::JsonDocument::parse(text)->root().type() == JsonType::Number;
    return isNumber ? text : spec::quotedJson(typed.toStdString());
}

} // namespace

QString humanName(std::string_view key)
{
    QString name = QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()));
    name.replace(u'_', u' ');
    if (!name.isEmpty()) {
        name[0] = name[0].toUpper();
    }
    return name;
}

EntryTableModel::EntryTableModel(spec::DefinitionSchema schema, QObject *parent)
    : QAbstractTableModel(parent)
    , m_schema(std::move(schema))
{
}

void EntryTableModel::setPointer(const std::string &pointer)
{
    beginResetModel();
    m_pointer = pointer;
    m_rows.clear();
    readColumns();
    endResetModel();
}

void EntryTableModel::readColumns()
{
    m_columns.clear();
    const std::optional<SchemaField> field = m_schema.at(m_pointer);
    if (!field) {
        return;
    }
    const std::optional<SchemaField> items = field->items();
    if (items && !items->keys().empty()) {
        m_shape = Shape::Objects;
        for (const std::string_view key : items->keys()) {
            const SchemaField member = *items->child(key);
            if (!FormField::isLarge(member)) {
                const std::string_view help = member.description();
                m_columns.push_back(
                    {std::string(key), key == "disabled" ? tr("Off") : humanName(key),
                     QString::fromUtf8(help.data(), static_cast<qsizetype>(help.size())),
                     member.types().front()});
            }
        }
        return;
    }
    if (field->allows(JsonType::Array)) {
        m_shape = Shape::Texts;
        const JsonType type =
            items && !items->types().empty() ? items->types().front() : JsonType::String;
        m_columns.push_back({{}, tr("Value"), {}, type});
        return;
    }
    m_shape = Shape::Map;
    m_columns.push_back({{}, tr("Name"), {}, JsonType::String});
    m_columns.push_back({{}, tr("Value"), {}, JsonType::String});
}

void EntryTableModel::setDocument(std::shared_ptr<const spec::JsonDocument> document)
{
    std::vector<JsonValue> rows;
    if (document != nullptr) {
        const std::optional<JsonValue> container = document->valueAt(m_pointer);
        if (container && (container->isArray() || container->isObject())) {
            for (const JsonValue child : container->children()) {
                rows.push_back(child);
            }
        }
    }
    // Rows keep their places where they can, so that selection and editors survive.
    const auto isEqual = [](JsonValue a, JsonValue b) {
        return a.text() == b.text() && a.key() == b.key();
    };
    const std::size_t before = m_rows.size();
    const std::size_t after = rows.size();
    const auto head =
        static_cast<std::size_t>(std::ranges::mismatch(m_rows, rows, isEqual).in1 - m_rows.begin());
    const std::size_t moved = before > after ? before - after : after - before;
    const auto &longer = before > after ? m_rows : rows;
    const auto &shorter = before > after ? rows : m_rows;
    const bool isOneBlock =
        moved > 0 && std::equal(shorter.begin() + static_cast<std::ptrdiff_t>(head), shorter.end(),
                                longer.begin() + static_cast<std::ptrdiff_t>(head + moved),
                                longer.end(), isEqual);
    const auto first = static_cast<int>(head);
    const int last = first + static_cast<int>(moved) - 1;
    const auto take = [this, &document, &rows] {
        m_rows = std::move(rows);
        m_document = std::move(document);
    };
    if (moved == 0) {
        take();
        if (after > 0 && !m_columns.empty()) {
            Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(after) - 1, columnCount() - 1));
        }
    } else if (!isOneBlock) {
        beginResetModel();
        take();
        endResetModel();
    } else if (after > before) {
        beginInsertRows({}, first, last);
        take();
        endInsertRows();
    } else {
        beginRemoveRows({}, first, last);
        take();
        endRemoveRows();
    }
}

int EntryTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EntryTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

std::optional<JsonValue> EntryTableModel::cell(const QModelIndex &index) const
{
    const JsonValue row = m_rows[static_cast<std::size_t>(index.row())];
    if (m_shape == Shape::Objects) {
        return row.find(m_columns[static_cast<std::size_t>(index.column())].key);
    }
    return row;
}

std::string EntryTableModel::cellPointer(const QModelIndex &index) const
{
    const JsonValue row = m_rows[static_cast<std::size_t>(index.row())];
    const std::string pointer =
        m_shape == Shape::Map
            ? spec::childPointer(m_pointer, row.key())
            : spec::childPointer(m_pointer, static_cast<std::size_t>(index.row()));
    const Column &column = m_columns[static_cast<std::size_t>(index.column())];
    return m_shape == Shape::Objects ? spec::childPointer(pointer, column.key) : pointer;
}

QVariant EntryTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Column &column = m_columns[static_cast<std::size_t>(index.column())];
    if (role == Qt::ToolTipRole) {
        return column.help;
    }
    if (m_shape == Shape::Map && index.column() == 0) {
        const std::string_view key = m_rows[static_cast<std::size_t>(index.row())].key();
        return role == Qt::DisplayRole || role == Qt::EditRole
                   ? QVariant(QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())))
                   : QVariant();
    }
    const std::optional<JsonValue> value = cell(index);
    if (column.type == JsonType::Bool) {
        const bool isOn = value && value->boolean();
        return role == Qt::CheckStateRole ? QVariant(isOn ? Qt::Checked : Qt::Unchecked)
                                          : QVariant();
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole) {
        return {};
    }
    return value && !value->isNull() ? shown(*value) : QString();
}

QVariant EntryTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    const Column &column = m_columns[static_cast<std::size_t>(section)];
    return role == Qt::DisplayRole   ? QVariant(column.title)
           : role == Qt::ToolTipRole ? QVariant(column.help)
                                     : QVariant();
}

Qt::ItemFlags EntryTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    const bool isSwitch =
        m_columns[static_cast<std::size_t>(index.column())].type == JsonType::Bool;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable |
           (isSwitch ? Qt::ItemIsUserCheckable : Qt::ItemIsEditable);
}

bool EntryTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid()) {
        return false;
    }
    const Column &column = m_columns[static_cast<std::size_t>(index.column())];
    if (role == Qt::CheckStateRole && column.type == JsonType::Bool) {
        set(cellPointer(index), value.toInt() == Qt::Checked ? "true" : "false");
        return true;
    }
    if (role != Qt::EditRole || value.toString() == data(index, Qt::EditRole).toString()) {
        return false;
    }
    if (m_shape == Shape::Map && index.column() == 0) {
        Q_EMIT patchWanted([pointer = cellPointer(index),
                            name = value.toString().toStdString()](std::string_view text) {
            return editing::renameKey(text, pointer, name);
        });
        return true;
    }
    set(cellPointer(index), jsonOf(value.toString(), column.type));
    return true;
}

void EntryTableModel::set(const std::string &pointer, const std::string &json)
{
    Q_EMIT patchWanted(
        [pointer, json](std::string_view text) { return editing::setValue(text, pointer, json); });
}

std::string EntryTableModel::freeKey() const
{
    std::string key = "X-Name";
    for (int i = 2; std::ranges::any_of(m_rows, [&key](JsonValue row) { return row.key() == key; });
         ++i) {
        key = "X-Name-" + std::to_string(i);
    }
    return key;
}

void EntryTableModel::appendRow()
{
    if (m_shape == Shape::Map) {
        set(spec::childPointer(m_pointer, freeKey()), "\"\"");
        return;
    }
    std::string json = m_columns.front().type == JsonType::Number ? "200" : "\"\"";
    if (m_shape == Shape::Objects) {
        json = "{\n  \"path\": \"^/new-path$\",\n  \"method\": \"GET\"\n}";
    }
    Q_EMIT patchWanted([pointer = m_pointer, json, end = m_rows.size()](std::string_view text) {
        return editing::insertElement(text, pointer, end, json);
    });
}

int EntryTableModel::firstColumn() const
{
    const auto path = std::ranges::find(m_columns, "path", &Column::key);
    return path == m_columns.end() ? 0 : static_cast<int>(path - m_columns.begin());
}

void EntryTableModel::removeRowsAt(const QList<int> &rows)
{
    std::vector<std::string> pointers;
    for (const int row : rows) {
        const auto index = static_cast<std::size_t>(row);
        pointers.push_back(m_shape == Shape::Map
                               ? spec::childPointer(m_pointer, m_rows[index].key())
                               : spec::childPointer(m_pointer, index));
    }
    Q_EMIT patchWanted([pointers](std::string_view text) -> Expected<editing::TextEdit> {
        std::string rest(text);
        for (const std::string &pointer : pointers) {
            const Expected<editing::TextEdit> edit = editing::removeValue(rest, pointer);
            if (!edit) {
                return edit;
            }
            rest = editing::applied(rest, *edit);
        }
        return editing::difference(text, rest);
    });
}

void EntryTableModel::moveRow(int from, int to)
{
    if (m_shape == Shape::Map || to < 0 || to >= rowCount()) {
        return;
    }
    Q_EMIT patchWanted([pointer = m_pointer, from, to](std::string_view text) {
        return editing::moveElement(text, pointer, static_cast<std::size_t>(from),
                                    static_cast<std::size_t>(to));
    });
}

} // namespace gw::form
