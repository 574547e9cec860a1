// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/hurl_file.h"

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
    // Leaves everything as it is unless the user changed something here.
    void applyTo(requests::Request &request) const;
    [[nodiscard]] QString summary() const; // empty for none

Q_SIGNALS:
    void edited();

private:
    enum class Kind { None, Basic, Bearer, ApiKey, Digest, Ntlm, AwsSigV4 };

    [[nodiscard]] Kind kind() const;
    void showFields();
    // What curl's own schemes stand in: an option of the scheme, and "user".
    [[nodiscard]] Kind readOptions(const requests::Request &request);
    void writeOptions(requests::Request &request) const;
    void markEdited();

    QComboBox *m_kind;
    QLabel *m_firstLabel;
    QLineEdit *m_first;
    QLabel *m_secondLabel;
    QLineEdit *m_second;
    QLabel *m_thirdLabel;
    QLineEdit *m_third;
    bool m_isEdited = false;
    bool m_showsHeader = false; // the request came with an Authorization header
};

} // namespace gw::request_form
