// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/definition_patch.h"
#include "spec/json_document.h"

#include <QWidget>

#include <memory>
#include <string>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace gw::form {

// Which version of a definition the form shows; adds a copy of it under a name that is typed here,
// and removes it. Thread: GUI.
class VersionBar final : public QWidget {
    Q_OBJECT

public:
    explicit VersionBar(QWidget *parent = nullptr);

    // Never null. The version that was chosen stays as long as the document has it; one that was
    // added here is chosen when it comes.
    void setDocument(const std::shared_ptr<const spec::JsonDocument> &document);
    [[nodiscard]] std::string current() const;
    void choose(const std::string &version); // does nothing where there is no such version

Q_SIGNALS:
    void chosen(); // by the user, or by choose()
    void patchWanted(const gw::editing::Patch &patch);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void buildNaming();
    void openNaming();
    void closeNaming();
    void judgeName();
    void add();
    [[nodiscard]] QString freeName() const;

    QComboBox *m_versions;
    QPushButton *m_new;
    QToolButton *m_remove;
    QWidget *m_naming;
    QLineEdit *m_name;
    QPushButton *m_add;
    QLabel *m_problem;
    QString m_added; // to be chosen when it comes
};

} // namespace gw::form
