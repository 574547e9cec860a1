// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/icons.h"

#include "look/tokens.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace gw::look {

namespace {

constexpr float kDisabledOpacity = 0.4F;
constexpr double kDotShare = 0.5; // of the icon's edge

// Empty when Breeze has no such icon.
QString fileOf(const QString &name)
{
    for (const char *folder : {"actions/16", "places/16", "status/16", "devices/16", "mimetypes/16",
                               "actions/22", "preferences/32", "apps/16"}) {
        const QString file =
            QStringLiteral(":/icons/breeze/%1/%2.svg").arg(QLatin1String(folder), name);
        if (QFile::exists(file)) {
            return file;
        }
    }
    return {};
}

// Draws when asked, so that a change of the scheme needs no new icons.
class TintedEngine final : public QIconEngine {
public:
    TintedEngine(QString file, Tint tint)
        : m_file(std::move(file))
        , m_tint(tint)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        painter->drawPixmap(rect, scaledPixmap(rect.size(), mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    // The size is in pixels of the layout, as Qt passes it since 6.8.
    QPixmap scaledPixmap(const QSize &layoutSize, QIcon::Mode mode, QIcon::State,
                         qreal ratio) override
    {
        const QSize size = layoutSize * ratio;
        QColor color = colorOf(m_tint);
        if (mode == QIcon::Disabled) {
            color.setAlphaF(kDisabledOpacity);
        }
        const QString key = QStringLiteral("gw:%1:%2:%3x%4")
                                .arg(m_file, color.name(QColor::HexArgb))
                                .arg(size.width())
                                .arg(size.height());
        QPixmap pixmap;
        if (!QPixmapCache::find(key, &pixmap)) {
            pixmap = drawn(size, color);
            QPixmapCache::insert(key, pixmap);
        }
        pixmap.setDevicePixelRatio(ratio);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new TintedEngine(m_file, m_tint); }
    bool isNull() override { return false; }

private:
    // An empty file name means the disc.
    [[nodiscard]] QPixmap drawn(const QSize &size, const QColor &color) const
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        if (m_file.isEmpty()) {
            painter.setBrush(color);
            painter.setPen(Qt::NoPen);
            const double edge = size.width() * kDotShare;
            painter.drawEllipse(
                QRectF((size.width() - edge) / 2, (size.height() - edge) / 2, edge, edge));
            return pixmap;
        }
        QSvgRenderer(m_file).render(&painter, QRectF(QPointF(), size));
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(pixmap.rect(), color);
        return pixmap;
    }

    QString m_file;
    Tint m_tint;
};

} // namespace

QColor colorOf(Tint tint)
{
    const Tokens &t = tokens();
    switch (tint) {
    case Tint::Text:
        return t.text;
    case Tint::Secondary:
        return t.secondary;
    case Tint::Accent:
        return t.accent;
    case Tint::OnAccent:
        return t.onAccent;
    case Tint::Good:
        return t.good;
    case Tint::Warn:
        return t.warn;
    case Tint::Bad:
        return t.bad;
    case Tint::Info:
        return t.info;
    case Tint::Plugin:
        return t.plugin;
    }
    return t.text;
}

QIcon icon(const QString &name, Tint tint)
{
    const QString file = fileOf(name);
    return file.isEmpty() ? QIcon() : QIcon(new TintedEngine(file, tint));
}

QIcon dot(Tint tint)
{
    return QIcon(new TintedEngine({}, tint));
}

} // namespace gw::look
