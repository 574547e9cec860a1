// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace gw::request_form {

// The parameters that stand in a URL, as a person reads them: without their percent signs and
// pluses, {{variables}} as they are. What is written changes its own part of the URL only.
class UrlQuery final {
public:
    UrlQuery() = default;
    explicit UrlQuery(const QString &url);

    [[nodiscard]] const QString &url() const { return m_url; }
    [[nodiscard]] int count() const { return static_cast<int>(m_parts.size()); }
    // at: below count(), also in what follows.
    [[nodiscard]] QString name(int at) const;
    [[nodiscard]] QString value(int at) const; // empty without one
    [[nodiscard]] QString part(int at) const;  // as it is spelled
    // False for another encoding and broken percent signs, which are shown as they are spelled.
    [[nodiscard]] bool isText(int at) const;
    void setName(int at, const QString &name);
    void setValue(int at, const QString &value);
    [[nodiscard]] static QString spelled(const QString &name, const QString &value);
    // part: as it is spelled. It stands before that one; at may be count().
    void insert(int at, const QString &part);
    // With its & or, the only one, its question mark.
    void remove(int at);

private:
    struct Part {
        qsizetype from = 0;
        qsizetype length = 0;
    };

    void read();
    void replace(int at, const QString &text);

    QString m_url;
    qsizetype m_mark = -1; // where its question mark is; -1: it has none
    qsizetype m_end = 0;   // where its fragment begins, or its end
    QList<Part> m_parts;   // none is empty
};

} // namespace gw::request_form
