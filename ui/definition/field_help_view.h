// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/definition_schema.h"

#include <QLabel>

#include <string>

namespace gw::definition {

// The schema's words for the place of the caret. Thread: GUI.
class FieldHelpView final : public QLabel {
    Q_OBJECT

public:
    explicit FieldHelpView(spec::DefinitionSchema schema, QWidget *parent = nullptr);

    void setPointer(const std::string &pointer);

protected:
    void changeEvent(QEvent *event) override;

private:
    void render();

    spec::DefinitionSchema m_schema;
    std::string m_pointer;
};

} // namespace gw::definition
