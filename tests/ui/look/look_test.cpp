// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/appearance.h"
#include "look/format.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"
#include "support/room_test.h"

#include <QApplication>
#include <QCheckBox>
#include <QHeaderView>
#include <QImage>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyleOption>
#include <QTableWidget>
#include <QTreeView>

using namespace std::chrono_literals;
using gw::look::Scheme;

class LookTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void colorsCanBeTold_data();
    void colorsCanBeTold();
    void contrastIsThatOfWcag();
    void writesDurations_data();
    void writesDurations();
    void writesBytes_data();
    void writesBytes();
    void switchesLive();
    void iconsTakeTheSchemesColor();
    void iconsAreSharp();
    void selectedCellsKeepTheirColor();
    void uncheckedBoxesAreSeen();
    void numbersKeepTheirDistance();
    void iconsOfPrimaryButtonsAreSeen();
};

void LookTest::colorsCanBeTold_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
}

void LookTest::colorsCanBeTold()
{
    QFETCH(const Scheme, scheme);
    for (const gw::look::ColorPair &pair : gw::look::pairsInUse(scheme)) {
        const double found = gw::look::contrast(pair.foreground, pair.background);
        QVERIFY2(found >= pair.needed,
                 qPrintable(QStringLiteral("%1: %2 on %3 has %4")
                                .arg(QLatin1String(pair.name), pair.foreground.name(),
                                     pair.background.name())
                                .arg(found)));
    }
}

void LookTest::contrastIsThatOfWcag()
{
    QCOMPARE(gw::look::contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(gw::look::contrast(Qt::red, Qt::red), 1.0);
    // The grey that is known to just pass on white.
    QVERIFY(qAbs(gw::look::contrast(QColor(0x767676), Qt::white) - 4.54) < 0.01);
}

void LookTest::writesDurations_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64{0} << QStringLiteral("0 us");
    QTest::newRow("ns") << qint64{240} << QStringLiteral("240 ns");
    QTest::newRow("small us") << qint64{1'540} << QStringLiteral("1.5 us");
    QTest::newRow("us") << qint64{84'300} << QStringLiteral("84 us");
    QTest::newRow("ms") << qint64{1'520'000} << QStringLiteral("1.52 ms");
    QTest::newRow("tens of ms") << qint64{15'200'000} << QStringLiteral("15.2 ms");
    QTest::newRow("hundreds of ms") << qint64{412'400'000} << QStringLiteral("412 ms");
    QTest::newRow("rounds up a unit") << qint64{999'900'000} << QStringLiteral("1.00 s");
    QTest::newRow("s") << qint64{12'400'000'000} << QStringLiteral("12.4 s");
    QTest::newRow("min") << qint64{210'000'000'000} << QStringLiteral("3.50 min");
}

void LookTest::writesDurations()
{
    QFETCH(const qint64, nanoseconds);
    QTEST(gw::look::durationText(std::chrono::nanoseconds(nanoseconds)), "text");
}

void LookTest::writesBytes_data()
{
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << quint64{0} << QStringLiteral("0 B");
    QTest::newRow("B") << quint64{412} << QStringLiteral("412 B");
    QTest::newRow("kB") << quint64{4'120} << QStringLiteral("4.12 kB");
    QTest::newRow("MB") << quint64{31'000'000} << QStringLiteral("31.0 MB");
}

void LookTest::writesBytes()
{
    QFETCH(const quint64, bytes);
    QTEST(gw::look::byteText(bytes), "text");
}

void LookTest::switchesLive()
{
    gw::look::Appearance appearance;
    const QSignalSpy changes(&appearance, &gw::look::Appearance::changed);
    appearance.setChoice(gw::look::SchemeChoice::Dark);
    QCOMPARE(gw::look::currentScheme(), Scheme::Dark);
    QCOMPARE(QApplication::palette().color(QPalette::Base), gw::look::tokens(Scheme::Dark).base);
    appearance.setChoice(gw::look::SchemeChoice::Light);
    QCOMPARE(QApplication::palette().color(QPalette::Base), gw::look::tokens(Scheme::Light).base);
    QCOMPARE(changes.size(), 2);
}

void LookTest::iconsTakeTheSchemesColor()
{
    gw::look::Appearance appearance;
    const QIcon icon = gw::look::icon(QStringLiteral("document-save"), gw::look::Tint::Bad);
    QVERIFY(!icon.isNull());
    QVERIFY(gw::look::icon(QStringLiteral("no-such-icon")).isNull());
    for (const auto choice : {gw::look::SchemeChoice::Dark, gw::look::SchemeChoice::Light}) {
        appearance.setChoice(choice);
        const QImage image = icon.pixmap(16, 16).toImage().convertToFormat(QImage::Format_ARGB32);
        bool isTinted = false;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                isTinted = isTinted || (pixel.alpha() == 255 && pixel == gw::look::tokens().bad);
            }
        }
        QVERIFY(isTinted);
    }
}

// On a screen with twice the pixels an icon is drawn with them, not blown up.
void LookTest::iconsAreSharp()
{
    constexpr QSize kSize(16, 16);
    for (const QIcon &icon : {gw::look::icon(QStringLiteral("list-add"), gw::look::Tint::Text),
                              gw::look::dot(gw::look::Tint::Good)}) {
        const QPixmap usual = icon.pixmap(kSize, 1.0);
        const QPixmap fine = icon.pixmap(kSize, 2.0);
        QCOMPARE(usual.size(), kSize);
        QCOMPARE(fine.size(), kSize * 2);
        QCOMPARE(fine.devicePixelRatio(), 2.0);
        QCOMPARE(fine.deviceIndependentSize(), QSizeF(kSize));
        const QImage blown = usual.toImage().scaled(kSize * 2);
        QImage sharp = fine.toImage().convertToFormat(blown.format());
        sharp.setDevicePixelRatio(1.0);
        QVERIFY(sharp != blown);
        // Likewise where a widget paints it.
        QImage screen(kSize * 2, QImage::Format_ARGB32_Premultiplied);
        screen.setDevicePixelRatio(2.0);
        screen.fill(Qt::transparent);
        QPainter painter(&screen);
        icon.paint(&painter, QRect(QPoint(), kSize));
        painter.end();
        screen.setDevicePixelRatio(1.0);
        QCOMPARE(screen, sharp.convertToFormat(screen.format()));
    }
}

void LookTest::selectedCellsKeepTheirColor()
{
    gw::look::Appearance appearance;
    appearance.setChoice(gw::look::SchemeChoice::Light);
    QTableWidget table(1, 1);
    // A block of ink, so that some pixels are the colour itself.
    auto *cell = new QTableWidgetItem(QString(4, QChar(0x2588)));
    const QColor bad = gw::look::tokens().bad;
    cell->setForeground(bad);
    table.setItem(0, 0, cell);
    table.selectAll();
    const QImage image =
        table.grab(table.visualItemRect(cell).translated(table.viewport()->pos())).toImage();
    bool hasColor = false;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            hasColor = hasColor || image.pixelColor(x, y) == bad;
        }
    }
    QVERIFY(hasColor);
}

void LookTest::uncheckedBoxesAreSeen()
{
    gw::look::Appearance appearance;
    for (const auto choice : {gw::look::SchemeChoice::Dark, gw::look::SchemeChoice::Light}) {
        appearance.setChoice(choice);
        const QCheckBox box;
        QStyleOptionButton option;
        option.initFrom(&box);
        option.rect = QRect(0, 0, 20, 20);
        option.state = QStyle::State_Enabled | QStyle::State_Off;
        QImage image(20, 20, QImage::Format_ARGB32);
        image.fill(gw::look::tokens().base);
        QPainter painter(&image);
        QApplication::style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &option, &painter);
        double best = 1;
        for (int x = 0; x < image.width(); ++x) {
            best = std::max(best,
                            gw::look::contrast(image.pixelColor(x, 10), gw::look::tokens().base));
        }
        QVERIFY2(best >= 3, qPrintable(QString::number(best)));
    }
}

// From the words of the next column.
// So does the title above them, although a header does not ask for the rectangle of its label.
void LookTest::numbersKeepTheirDistance()
{
    const QString block(QChar(0x2588));
    const auto inkEnds = [&block](Qt::Alignment alignment) {
        QTableWidget table(1, 1);
        for (auto *item : {new QTableWidgetItem(block), new QTableWidgetItem(block)}) {
            item->setTextAlignment(alignment | Qt::AlignVCenter);
            item->setForeground(Qt::red);
            if (table.item(0, 0) == nullptr) {
                table.setItem(0, 0, item);
            } else {
                table.setHorizontalHeaderItem(0, item);
            }
        }
        QPalette palette = table.palette();
        palette.setColor(QPalette::ButtonText, Qt::red);
        table.horizontalHeader()->setPalette(palette);
        const auto inkEnd = [](QWidget *part) {
            const QImage image = part->grab().toImage();
            for (int x = image.width() - 1; x >= 0; --x) {
                for (int y = 0; y < image.height(); ++y) {
                    if (image.pixelColor(x, y) == QColor(Qt::red)) {
                        return x;
                    }
                }
            }
            return -1;
        };
        return std::pair(inkEnd(table.viewport()), inkEnd(table.horizontalHeader()->viewport()));
    };
    const auto [cell, header] = inkEnds(Qt::AlignRight);
    QVERIFY(cell > 0);
    QVERIFY2(std::abs(header - cell) <= 2, qPrintable(QString::number(header - cell)));
    const auto [wordCell, wordHeader] = inkEnds(Qt::AlignLeft);
    QVERIFY(wordCell > 0 && wordCell < cell);
    QVERIFY(wordHeader > 0 && wordHeader < header);
    QTableWidget table(1, 1);
    QVERIFY(cell < table.columnWidth(0) - gw::look::kMargin);
    // And it is wide enough for them.
    auto *calls = new QTableWidgetItem(QStringLiteral("Calls"));
    calls->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table.setHorizontalHeaderItem(0, calls);
    table.resizeColumnsToContents();
    const QFontMetrics metrics(table.horizontalHeader()->font());
    QVERIFY(table.columnWidth(0) >= metrics.horizontalAdvance(calls->text()) + gw::look::kMargin);
}

// As its words: the scheme's text colour cannot be told from the accent.
void LookTest::iconsOfPrimaryButtonsAreSeen()
{
    QPushButton button(gw::look::icon(QStringLiteral("run-build")), QString());
    button.setProperty(gw::look::kPrimaryProperty, true);
    button.resize(60, 30);
    const QImage image = button.grab().toImage();
    double best = 1;
    int dark = 0;
    for (int x = 15; x < 45; ++x) {
        for (int y = 5; y < 25; ++y) {
            const QColor color = image.pixelColor(x, y);
            best = std::max(best, gw::look::contrast(color, gw::look::tokens().accent));
            dark += color == gw::look::tokens().text ? 1 : 0;
        }
    }
    QVERIFY2(best >= 3, qPrintable(QString::number(best)));
    QCOMPARE(dark, 0);
}

GW_TEST(LookTest)
#include "look_test.moc"
