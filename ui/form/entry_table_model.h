// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/definition_patch.h"
#include "spec/definition_schema.h"
#include "spec/json_document.h"

#include <QAbstractTableModel>

#include <memory>
#include <string>
#include <vector>

namespace gw::form {

// A list of texts, a map of texts or a list of objects inside a definition, as a table. The
// document is the truth: an edit becomes a patch, the table changes when the new document comes.
// Thread: GUI.
class EntryTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    // Columns come from the schema: one for texts, two for maps, one for each member of objects
    // that a cell can hold; EntryDetail has the others.
    EntryTableModel(spec::DefinitionSchema schema, QObject *parent = nullptr);

    // The place that is shown; the next document fills it.
    void setPointer(const std::string &pointer);
    [[nodiscard]] const std::string &pointer() const { return m_pointer; }
    // Null: nothing is shown.
    void setDocument(std::shared_ptr<const spec::JsonDocument> document);

    void appendRow(); // of an endpoint: one that nobody calls until its path is typed
    // What a new row is to be given first.
    [[nodiscard]] int firstColumn() const;
    void removeRowsAt(const QList<int> &rows); // the last comes first; one step
    void moveRow(int from, int to);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void patchWanted(const gw::editing::Patch &patch);

private:
    enum class Shape : std::uint8_t { Texts, Map, Objects };
    struct Column {
        std::string key;
        QString title;
        QString help;
        spec::JsonType type = spec::JsonType::String;
    };

    void readColumns();
    void set(const std::string &pointer, const std::string &json);
    [[nodiscard]] std::optional<spec::JsonValue> cell(const QModelIndex &index) const;
    [[nodiscard]] std::string cellPointer(const QModelIndex &index) const;
    [[nodiscard]] std::string freeKey() const;

    spec::DefinitionSchema m_schema;
    std::string m_pointer;
    Shape m_shape = Shape::Texts;
    std::vector<Column> m_columns;
    std::shared_ptr<const spec::JsonDocument> m_document;
    std::vector<spec::JsonValue> m_rows;
};

// "return_to_service_after" as "Return to service after".
[[nodiscard]] QString humanName(std::string_view key);

} // namespace gw::form
