// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/form_field.h"

class QLabel;
class QPlainTextEdit;

namespace gw::form {

// A value that wants several lines: a long text, or the JSON of a list or an object that is more
// than a table shows. Leaving it writes it; what is no JSON is written as a text, so that nothing
// is lost, and the checks say what is wrong. An emptied JSON takes the member away. Thread: GUI.
class AreaField final : public FormField {
    Q_OBJECT

public:
    enum class Kind : std::uint8_t { Text, Json };

    AreaField(std::string pointer, Kind kind, QWidget *parent);

    void setPointer(const std::string &pointer) override;
    [[nodiscard]] QWidget *widget() const override { return m_widget; }
    void show(const std::shared_ptr<const spec::JsonDocument> &document) override;

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void commit();
    void fitHeight();

    Kind m_kind;
    QWidget *m_widget;
    QPlainTextEdit *m_edit;
    QLabel *m_problem;
    std::optional<QString> m_shown; // none: the next document fills it
};

} // namespace gw::form
