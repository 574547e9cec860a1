// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QList>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace gw::window {

// A line above the centre that says what happened and what to do, instead of a dialog. The latest
// message replaces the one before. Thread: GUI.
class Banner final : public QWidget {
    Q_OBJECT

public:
    enum class Tone : std::uint8_t { Info, Warn, Bad };

    explicit Banner(QWidget *parent = nullptr);

    // topic: hide(topic) takes back only a message of the same topic.
    void show(Tone tone, const QString &topic, const QString &text);
    void showProblem(const QString &topic, const Error &problem);
    // A button at the end of the line; after show(), which takes away those of the last message.
    void offer(const QString &text, const std::function<void()> &run);
    void hide(const QString &topic);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void drawIcon();

    QLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_buttonLine;
    QList<QPushButton *> m_buttons;
    QString m_topic;
    Tone m_tone = Tone::Info;
};

// What failed, where, and the way out, for people.
[[nodiscard]] QString wordsOf(const Error &problem);

} // namespace gw::window
