// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include <string>

namespace gw::widgets {

// The path of the caret: "version_data > versions > Default"; each part leads to its place.
// Thread: GUI.
class Breadcrumb final : public QLabel {
    Q_OBJECT

public:
    explicit Breadcrumb(QWidget *parent = nullptr);

    // What the whole text is called; "definition" unless this is set.
    void setRoot(const QString &name);
    void setPointer(const std::string &pointer);
    [[nodiscard]] const std::string &pointer() const { return m_pointer; }

Q_SIGNALS:
    void chosen(const std::string &pointer);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Part {
        QString text;
        QString pointer;
    };

    void render();
    [[nodiscard]] qsizetype firstThatFits(const QList<Part> &parts) const;

    QString m_root = tr("definition");
    std::string m_pointer;
};

} // namespace gw::widgets
