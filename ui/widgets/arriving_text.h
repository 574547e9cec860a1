// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/body_text.h"

#include <QStringDecoder>

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
    // isCut: something before these bytes is left out. False when the body is no text.
    bool add(const QByteArray &bytes, bool isCut);

private:
    QStringDecoder m_decoder{QStringDecoder::Utf8};
    bool m_isText = true;
};

} // namespace gw::widgets
