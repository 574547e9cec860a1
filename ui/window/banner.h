// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QPointer>
#include <QWidget>

#include <functional>

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
    // A button on the line; set after show(), which takes away the last one's.
    void offer(const QString &text, const std::function<void()> &run);
    void hide(const QString &topic);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_button;
    QString m_topic;
    Tone m_tone = Tone::Info;
    std::function<void()> m_run;
};

// What failed, where, and the way out, for people.
[[nodiscard]] QString wordsOf(const Error &problem);

} // namespace gw::window
