// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/tokens.h"
#include "request_form/line_table.h"
#include "request_form/option_words.h"
#include "request_form/options_table.h"
#include "support/room_test.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace gw::request_form;
using gw::requests::Line;

// The options of a request: the menu of all that there are, their editors, and what is wrong.
class OptionsTableTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsOfEveryOption();
    void refusesWhatIsNotTaken_data();
    void refusesWhatIsNotTaken();
    void addsFromTheMenu();
    void typesTheValueOfANewRow();
    void replacesWhereOneIsEnough();
    void repeatsWhatMayStandTwice();
    void choosesFromABox();
    void keepsAVariableInTheBox();
    void marksWhatWillNotBeTaken();
    void choosesAFile();
    void cleanup();

private:
    [[nodiscard]] LineTableModel &model() const { return m_options->lines().model(); }
    [[nodiscard]] QTableView *table() const { return m_options->findChild<QTableView *>(); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return model().index(row, column).data(Qt::EditRole).toString();
    }
    [[nodiscard]] QAction *inMenu(const QString &option) const;
    [[nodiscard]] QComboBox *box() const
    {
        return table()->viewport()->findChild<QComboBox *>(Qt::FindDirectChildrenOnly);
    }
    [[nodiscard]] QLineEdit *field() const
    {
        return table()->viewport()->findChild<QLineEdit *>(Qt::FindDirectChildrenOnly);
    }

    std::unique_ptr<OptionsTable> m_options;
};

void OptionsTableTest::init()
{
    m_options = std::make_unique<OptionsTable>();
    m_options->resize(600, 300);
    m_options->show();
    QVERIFY(QTest::qWaitForWindowActive(m_options.get()));
}

void OptionsTableTest::cleanup()
{
    m_options.reset();
}

QAction *OptionsTableTest::inMenu(const QString &option) const
{
    auto *menu = m_options->findChild<QMenu *>(Qt::FindDirectChildrenOnly);
    Q_EMIT menu->aboutToShow();
    return menu->findChild<QAction *>(option);
}

void OptionsTableTest::tellsOfEveryOption()
{
    QStringList inMenus;
    for (const OptionGroup &group : optionGroups()) {
        inMenus += group.names;
    }
    QStringList known;
    for (const gw::requests::OptionInfo &option : gw::requests::knownOptions()) {
        const QString name = QString::fromUtf8(option.name);
        known.append(name);
        QVERIFY2(sentenceOf(name).endsWith(u'.') || sentenceOf(name).endsWith(u')'),
                 qPrintable(name));
        const QString first = firstValueOf(name);
        const Line line{.name = name.toStdString(), .value = first.toStdString()};
        QVERIFY2(first.isEmpty() || whyRefused(line).isEmpty(), qPrintable(whyRefused(line)));
        QVERIFY2(inMenu(name) != nullptr && inMenu(name)->text().contains(sentenceOf(name)),
                 qPrintable(name));
    }
    inMenus.sort();
    known.sort();
    QCOMPARE(inMenus, known);
}

void OptionsTableTest::refusesWhatIsNotTaken_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("bad");
    QTest::addColumn<QString>("good");
    QTest::addColumn<QString>("reason");
    const auto add = [](const QString &option, const QString &bad, const QString &good,
                        const QString &reason) {
        QTest::newRow(qPrintable(option + u' ' + bad)) << option << bad << good << reason;
    };
    add(u"location"_s, u"yes"_s, u"true"_s, u"location takes true or false, not 'yes'"_s);
    add(u"max-redirs"_s, u"ten"_s, u"10"_s, u"max-redirs takes a number, not 'ten'"_s);
    add(u"max-time"_s, u"3 s"_s, u"3s"_s,
        u"max-time takes a duration such as 500ms or 3s, not '3 s'"_s);
    add(u"cert-type"_s, u"JKS"_s, u"P12"_s, u"cert-type takes PEM, DER or P12, not 'JKS'"_s);
    add(u"key-type"_s, u"P12"_s, u"DER"_s, u"key-type takes PEM or DER, not 'P12'"_s);
    add(u"request-target"_s, u"/a b"_s, u"*"_s,
        u"request-target takes a target without blanks, such as /a/../b or *, not '/a b'"_s);
    add(u"interface"_s, u"eth 0"_s, u"eth0"_s,
        u"interface takes an interface such as eth0, or an address, not 'eth 0'"_s);
    add(u"proxy-header"_s, u"X"_s, u"X: y"_s,
        u"proxy-header takes a header such as Name: value, not 'X'"_s);
    add(u"repeat"_s, u"0"_s, u"2"_s, u"repeat takes a number above 0, not '0'"_s);
    add(u"max-filesize"_s, u"1M"_s, u"1000"_s, u"max-filesize takes a number of bytes, not '1M'"_s);
    add(u"limit-rate"_s, u"-1"_s, u"5k"_s,
        u"limit-rate takes bytes a second, such as 500k, not '-1'"_s);
    add(u"header"_s, u"Foo"_s, u"Foo: bar"_s,
        u"header takes a header such as Name: value, not 'Foo'"_s);
    add(u"cacert"_s, u""_s, u"ca.pem"_s, u"cacert takes the path of a file"_s);
    add(u"tls-max"_s, u"1.4"_s, u"1.3"_s,
        u"tls-max takes 1.0, 1.1, 1.2, 1.3 or default, not '1.4'"_s);
    add(u"variable"_s, u"a"_s, u"a=b"_s, u"variable takes name=value, not 'a'"_s);
    add(u"proxy"_s, u""_s, u"localhost:3128"_s, u"proxy takes a URL"_s);
}

void OptionsTableTest::refusesWhatIsNotTaken()
{
    QFETCH(const QString, option);
    QFETCH(const QString, bad);
    QFETCH(const QString, good);
    QFETCH(const QString, reason);
    Line line{.name = option.toStdString(), .value = bad.toStdString()};
    QCOMPARE(whyRefused(line), reason);
    line.value = good.toStdString();
    QCOMPARE(whyRefused(line), QString());
    line.value = "{{wanted}}"; // known when it is sent
    QCOMPARE(whyRefused(line), QString());
    line.name = "x" + line.name;
    line.value = good.toStdString();
    QVERIFY(whyRefused(line).startsWith(u"There is no option x"_s + option));
}

void OptionsTableTest::addsFromTheMenu()
{
    inMenu(u"location"_s)->trigger();
    QCOMPARE(model().lines().size(), 1);
    QCOMPARE(cell(0, LineTableModel::NameColumn), u"location"_s);
    QCOMPARE(cell(0, LineTableModel::ValueColumn), u"true"_s);
    QVERIFY(inMenu(u"location"_s)->isChecked());
    QVERIFY(!inMenu(u"insecure"_s)->isChecked());
    // One that is there and off: on again, as it was.
    model().setData(model().index(0, 1), u"false"_s, Qt::EditRole);
    model().setData(model().index(0, 0), Qt::Unchecked, Qt::CheckStateRole);
    inMenu(u"location"_s)->trigger();
    QCOMPARE(model().lines().size(), 1);
    QCOMPARE(model().activeCount(), 1);
    QCOMPARE(cell(0, LineTableModel::ValueColumn), u"false"_s);
}

void OptionsTableTest::typesTheValueOfANewRow()
{
    inMenu(u"proxy"_s)->trigger();
    QVERIFY(field() != nullptr);
    QTest::keyClicks(field(), u"http://localhost:3128"_s);
    QTest::keyClick(field(), Qt::Key_Return);
    QTRY_COMPARE(cell(0, LineTableModel::ValueColumn), u"http://localhost:3128"_s);
}

void OptionsTableTest::replacesWhereOneIsEnough()
{
    inMenu(u"insecure"_s)->trigger();
    inMenu(u"http1.1"_s)->trigger();
    inMenu(u"http2"_s)->trigger();
    QCOMPARE(model().lines().size(), 2);
    QCOMPARE(cell(1, LineTableModel::NameColumn), u"http2"_s);
    QCOMPARE(cell(1, LineTableModel::ValueColumn), u"true"_s);
}

void OptionsTableTest::repeatsWhatMayStandTwice()
{
    inMenu(u"resolve"_s)->trigger();
    inMenu(u"resolve"_s)->trigger();
    QCOMPARE(model().lines().size(), 2);
}

void OptionsTableTest::choosesFromABox()
{
    inMenu(u"compressed"_s)->trigger();
    QVERIFY(box() != nullptr);
    QCOMPARE(box()->currentText(), u"true"_s);
    QTest::keyClick(box(), Qt::Key_Down);
    QTest::keyClick(box(), Qt::Key_Return);
    QTRY_COMPARE(cell(0, LineTableModel::ValueColumn), u"false"_s);
}

void OptionsTableTest::keepsAVariableInTheBox()
{
    inMenu(u"compressed"_s)->trigger();
    QVERIFY(box() != nullptr);
    QTest::keyClick(box(), Qt::Key_Return);
    QTRY_VERIFY(box() == nullptr);
    model().setData(model().index(0, 1), u"{{small}}"_s, Qt::EditRole);
    m_options->lines().editValue(0);
    QCOMPARE(box()->currentText(), u"{{small}}"_s);
    QTest::keyClick(box(), Qt::Key_Return);
    QTRY_VERIFY(box() == nullptr);
    QCOMPARE(cell(0, LineTableModel::ValueColumn), u"{{small}}"_s);
}

void OptionsTableTest::marksWhatWillNotBeTaken()
{
    const auto *below = m_options->lines().findChild<QLabel *>(Qt::FindDirectChildrenOnly);
    const auto value = [this](int role) {
        return model().index(0, LineTableModel::ValueColumn).data(role);
    };
    model().setLines({Line{.name = "max-time", .value = "soon"}});
    const QString reason = u"max-time takes a duration such as 500ms or 3s, not 'soon'"_s;
    QCOMPARE(value(Qt::ForegroundRole).value<QColor>(), gw::look::tokens().bad);
    QVERIFY(!value(Qt::DecorationRole).value<QIcon>().isNull());
    QCOMPARE(value(Qt::ToolTipRole).toString(), reason);
    QCOMPARE(value(Qt::AccessibleDescriptionRole).toString(), reason);
    QCOMPARE(below->text(), reason);
    QVERIFY(below->isVisible());
    model().setData(model().index(0, 0), Qt::Unchecked, Qt::CheckStateRole); // is not sent
    QVERIFY(!below->isVisible());
    model().setData(model().index(0, 0), Qt::Checked, Qt::CheckStateRole);
    QVERIFY(below->isVisible());
    model().setData(model().index(0, 1), u"3s"_s, Qt::EditRole);
    QVERIFY(!below->isVisible());
    QVERIFY(!value(Qt::DecorationRole).isValid());
}

void OptionsTableTest::choosesAFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"ca.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    inMenu(u"cacert"_s)->trigger();
    QVERIFY(field() != nullptr);
    QCOMPARE(field()->actions().size(), 1);
    field()->actions().first()->trigger();
    auto *dialog = m_options->findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr);
    Q_EMIT dialog->fileSelected(file.fileName());
    QCOMPARE(cell(0, LineTableModel::ValueColumn), file.fileName());
}

GW_TEST(OptionsTableTest)
#include "options_table_test.moc"
