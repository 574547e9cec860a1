// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/editable_rows.h"
#include "request_form/url_query.h"
#include "requests/hurl_file.h"

#include <functional>
#include <map>
#include <utility>

namespace gw::request_form {

// The lines of a part of a request: headers, parameters, form fields, options. A box says whether a
// line is sent; an empty row at the end takes new ones. Names and values are shown without Hurl's
// escapes and written back with them. Thread: GUI.
class LineTableModel final : public models::EditableRows {
    Q_OBJECT

public:
    // The last two are of parts only: text or file, and the type of a file's content.
    enum Column { NameColumn, ValueColumn, KindColumn, TypeColumn };
    static constexpr int kPlaceColumn =
        KindColumn; // of parameters: says of some that the URL has them
    enum class Rows : std::uint8_t { Lines, Parts, Parameters };

    explicit LineTableModel(QObject *parent = nullptr, Rows rows = Rows::Lines);

    // Says why a line will not be taken; empty: it will. Lines that are off are not asked about.
    void setCheck(std::function<QString(const requests::Line &line)> check);
    [[nodiscard]] QString problemOf(int row) const;

    void setLines(std::vector<requests::Line> lines);
    [[nodiscard]] const std::vector<requests::Line> &lines() const { return m_lines; }
    // The parameters that stand in the URL come first. Editing one changes its part of the URL; one
    // that is turned off leaves the URL and becomes a line, which goes back there as it was spelled
    // when it is turned on. One that is no text stays: no line could hold it.
    void setUrl(const QString &url);
    [[nodiscard]] const QString &url() const { return m_url.url(); }
    [[nodiscard]] int urlCount() const { return m_url.count(); }
    // How many are sent.
    [[nodiscard]] int activeCount() const;

    // "name: value" on each line; one that is off begins with "# ". A line break of a value is \n,
    // a colon of a name \:, a backslash \\.
    [[nodiscard]] QString bulkText() const;
    // Takes such a text. Lines that stay as they were keep their place and comments.
    void setBulkText(const QString &text);
    void removeRowsAt(const QList<int> &rows);
    // Makes the row a file part; the empty row at the end becomes a new one.
    void setFile(int row, const QString &path);
    // Of a [Multipart]'s line: it names a file, whose path stands in the value's column.
    [[nodiscard]] bool isFile(int row) const;

    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

protected:
    [[nodiscard]] int count() const override
    {
        return m_url.count() + static_cast<int>(m_lines.size());
    }
    [[nodiscard]] QStringList titles() const override;
    [[nodiscard]] QString hint(int column) const override;
    // In the kind's column EditRole is whether it is a file.
    [[nodiscard]] QVariant cell(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QVariant problemCell(int row, int role) const;
    [[nodiscard]] QVariant partCell(const requests::Line &line, int column) const;
    void setCell(requests::Line &line, int column, const QString &text) const;
    [[nodiscard]] requests::Line lineAt(int row) const;
    bool setUrlCell(const QModelIndex &index, const QVariant &value, int role);
    void takeFromUrl(int row);
    // False for a line that did not come from there.
    bool putIntoUrl(std::size_t line);
    void rememberPart(int at);
    [[nodiscard]] QString partOf(const requests::Line &line) const;
    void takeRows(std::vector<requests::Line> rows);
    void takeUrlRows(const std::vector<requests::Line> &rows);
    [[nodiscard]] int urlShare(const std::vector<requests::Line> &active) const;

    Rows m_rows;
    std::function<QString(const requests::Line &line)> m_check;
    UrlQuery m_url;
    std::vector<requests::Line> m_lines; // whose rows follow those of the URL
    // What left the URL, by name and value, as it was spelled there.
    std::map<std::pair<QString, QString>, QString> m_left;
};

} // namespace gw::request_form
