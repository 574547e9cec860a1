// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request_form/credentials.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace gw::request_form {

// Helpers for credentials: they write [BasicAuth], [Options] or a header. Thread: GUI.
class AuthEditor final : public QWidget {
    Q_OBJECT

public:
    explicit AuthEditor(QWidget *parent = nullptr);

    void setRequest(const requests::Request &request);
    // Those of the header, [Query] and [Options] lines, which the user has edited.
    void takeLines(const requests::Request &request);
    // Leaves everything as it is unless the user changed something here.
    void applyTo(requests::Request &request) const;
    // The same, and from now on its line is the one that an edit here changes.
    void moveTo(requests::Request &request);
    [[nodiscard]] QString summary() const; // empty for none

Q_SIGNALS:
    void edited();

private:
    [[nodiscard]] Credentials::Kind kind() const;
    // What the fields hold when they are those of that kind.
    [[nodiscard]] Credentials credentials(Credentials::Kind kind) const;
    void show(const Credentials &credentials); // in the fields
    void readRequest(const requests::Request &request);
    void takeKind();
    void showFields();
    void markEdited();

    QComboBox *m_kind;
    QLabel *m_placeLabel;
    QComboBox *m_place;
    QLabel *m_firstLabel;
    QLineEdit *m_first;
    QLabel *m_secondLabel;
    QLineEdit *m_second;
    QLabel *m_thirdLabel;
    QLineEdit *m_third;
    Credentials::Kind m_fieldsOf = Credentials::Kind::None; // whose words stand in them
    std::optional<KeyLine> m_line;                          // of the request, that they stand in
    bool m_isEdited = false;
};

} // namespace gw::request_form
