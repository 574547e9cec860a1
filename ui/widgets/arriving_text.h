// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/incoming_body.h"
#include "widgets/body_text.h"

#include <QStringDecoder>

#include <optional>

namespace gw::widgets {

// The end of a body that is still coming, as text. It follows the newest line unless somebody has
// scrolled away from it. Thread: GUI.
class ArrivingText final : public BodyText {
    Q_OBJECT

public:
    static constexpr int kMostLetters = 128 << 10;

    explicit ArrivingText(QWidget *parent = nullptr);

    // Of another body, which begins here.
    void restart();
    // False when what has come so far is no text. Bytes that stand for no letter in a text are
    // shown as signs for them.
    bool add(const requests::IncomingBody::Part &part);
    // In the text from its beginning; nothing where some of it was never seen here.
    [[nodiscard]] std::optional<Place> placeInAll() const;

private:
    void append(const QString &text);
    void setCharset(const std::string &charset);

    QStringDecoder m_decoder{QStringDecoder::Utf8};
    std::string m_charset;
    qsizetype m_count = 0;      // of the letters that have come
    qsizetype m_signs = 0;      // that stand for what is no letter
    qsizetype m_droppedInk = 0; // letters that are no blanks, from the beginning
    bool m_isText = false;
    bool m_isCut = false;
};

} // namespace gw::widgets
