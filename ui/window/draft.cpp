// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/draft.h"

#include <QApplication>
#include <QCryptographicHash>
#include <QPointer>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace gw::window {

DraftBase DraftBase::of(std::string_view content, const QString &origin)
{
    const QByteArrayView bytes(content.data(), static_cast<qsizetype>(content.size()));
    return {QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(), origin};
}

std::optional<Draft> Draft::from(const QJsonObject &state)
{
    if (!state.contains("text"_L1)) {
        return std::nullopt;
    }
    return Draft{state["text"_L1].toString().toStdString(),
                 {state["base"_L1].toString().toLatin1(), state["origin"_L1].toString()}};
}

void Draft::writeTo(QJsonObject &state) const
{
    state.insert("text"_L1, QString::fromStdString(text));
    state.insert("base"_L1, QString::fromLatin1(base.mark));
    state.insert("origin"_L1, base.origin);
}

void commitTyping(const QWidget &part)
{
    const QPointer<QWidget> focus(QApplication::focusWidget());
    if (focus == nullptr || !part.isAncestorOf(focus)) {
        return;
    }
    focus->clearFocus();
    if (focus != nullptr && focus->isVisible()) { // the field of a cell is gone with its text
        focus->setFocus();
    }
}

} // namespace gw::window
