// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QTextEdit>

namespace gw::panes {

// Names and values, one a line, to be read and copied; long values are broken rather than cut. As
// high as its text. Thread: GUI.
class FactList final : public QTextEdit {
    Q_OBJECT

public:
    struct Fact {
        QString name;
        QString value;
    };

    explicit FactList(QWidget *parent = nullptr);

    // Facts without a value are left out.
    void setFacts(const QList<Fact> &facts);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void render();
    void fitHeight();

    QList<Fact> m_facts;
};

} // namespace gw::panes
