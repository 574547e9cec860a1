// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QList>
#include <QWidget>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace gw::window {

// A line above the centre that says what happened and what to do, instead of a dialog. The latest
// message stands in front; those before it wait behind it until they are closed or taken back.
// Thread: GUI.
class Banner final : public QWidget {
    Q_OBJECT

public:
    enum class Tone : std::uint8_t { Info, Warn, Bad };

    explicit Banner(QWidget *parent = nullptr);

    // More than these are not kept: the oldest one that offers nothing goes first.
    static constexpr std::size_t kMostMessages = 8;

    // A message replaces the one of the same topic; hide(topic) takes it back.
    void show(Tone tone, const QString &topic, const QString &text);
    void showProblem(const QString &topic, const Error &problem);
    // A button at the end of the line; it belongs to the message that was shown last.
    void offer(const QString &text, const std::function<void()> &run);
    // A button with a menu below it, which is filled whenever it opens.
    void offerMenu(const QString &text, const std::function<void(QMenu &menu)> &fill);
    void hide(const QString &topic);
    [[nodiscard]] bool holds(const QString &topic) const;
    [[nodiscard]] std::size_t messageCount() const { return m_messages.size(); }

Q_SIGNALS:
    // The button that had it is gone.
    void focusLost();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Offer {
        QString text;
        std::function<void(const QWidget &button)> run;
    };
    struct Message {
        Tone tone = Tone::Info;
        QString topic;
        QString text;
        std::vector<Offer> offers;
    };

    void drawIcon();
    void addOffer(const Offer &offer);
    void present();
    void addButton(const Offer &offer);
    void dropOne();
    void showNext();

    QLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_buttonLine;
    QToolButton *m_next;
    QList<QPushButton *> m_buttons;
    std::vector<Message> m_messages; // the last one is shown
};

// What failed, where, and the way out, for people.
[[nodiscard]] QString wordsOf(const Error &problem);

} // namespace gw::window
