// SPDX-License-Identifier: GPL-3.0-or-later
// What an editor of code offers beside the letters: numbers, folds, brackets, several carets.
#include "look/appearance.h"
#include "look/tokens.h"
#include "support/room_test.h"
#include "widgets/code_area.h"
#include "widgets/hurl_lexer.h"
#include "widgets/json_editor.h"

#include <QImage>
#include <QLineEdit>
#include <QScopeGuard>
#include <QSignalSpy>
#include <Qsci/qscilexer.h>
#include <Qsci/qscilexerxml.h>

#include <set>

using namespace gw;
using namespace gw::widgets;

namespace {

constexpr std::string_view kFolded = "{\n  \"a\": {\n    \"b\": 1\n  },\n  \"c\": 2\n}\n";

long ask(const CodeArea &area, unsigned message, unsigned long first = 0, long second = 0)
{
    return area.SendScintilla(message, first, second);
}

QPoint placeOf(const CodeArea &area, std::size_t offset)
{
    const auto at = static_cast<long>(offset);
    return {static_cast<int>(ask(area, QsciScintillaBase::SCI_POINTXFROMPOSITION, 0, at)),
            static_cast<int>(ask(area, QsciScintillaBase::SCI_POINTYFROMPOSITION, 0, at))};
}

} // namespace

class CodeAreaTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_editor.reset(); }
    void numbersLines();
    void foldsObjects();
    void foldMarksHaveTheSchemesColours();
    void unfoldsForTheCaret();
    void keepsFolds();
    void showsWhichBracketCloses();
    void keepsTheCaretInSight();
    void keepsLineStartsInSight();
    void redoesByTheKeysOfFields();
    void typesAtEachCaret();
    void escapeDropsCaretsFirst();
    void overtypesTheBracketsThatItPut();
    void showsTheTextOfAMatch();
    void showsLettersThatTurnTheDirection_data();
    void showsLettersThatTurnTheDirection();
    void coloursHurl();
    void changesTheLanguage();
    void leavesByTab();
    void saysWhatItIsForWhileItIsEmpty();

private:
    [[nodiscard]] CodeArea &area() const { return *m_editor->area(); }
    [[nodiscard]] QString text() const { return QString::fromStdString(m_editor->text()); }
    [[nodiscard]] bool isShown(int line) const
    {
        return ask(area(), QsciScintillaBase::SCI_GETLINEVISIBLE,
                   static_cast<unsigned long>(line)) != 0;
    }
    // Where margin `at` begins, and how wide it is.
    [[nodiscard]] std::pair<int, int> margin(int at) const;

    std::unique_ptr<JsonEditor> m_editor;
};

void CodeAreaTest::init()
{
    m_editor = std::make_unique<JsonEditor>(spec::DefinitionSchema::ofApiDefinitions());
    m_editor->resize(640, 400);
    m_editor->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_editor.get()));
    m_editor->load(std::string(kFolded));
    area().setFocus();
}

std::pair<int, int> CodeAreaTest::margin(int at) const
{
    int left = 0;
    for (int before = 0; before < at; ++before) {
        left += area().marginWidth(before);
    }
    return {left, area().marginWidth(at)};
}

void CodeAreaTest::numbersLines()
{
    QCOMPARE(area().marginType(0), QsciScintilla::NumberMargin);
    const auto [left, width] = margin(0);
    const int digit = area().fontMetrics().horizontalAdvance(QLatin1Char('0'));
    QVERIFY(width > digit);
    // Drawn beside the first line, and not below the last one.
    const int height = static_cast<int>(ask(area(), QsciScintillaBase::SCI_TEXTHEIGHT, 0));
    const QImage image = area().viewport()->grab().toImage();
    const auto colors = [&image, left = left, width = width](int top, int rows) {
        std::set<QRgb> found;
        for (int y = top; y < top + rows; ++y) {
            for (int x = left; x < left + width; ++x) {
                found.insert(image.pixel(x, y));
            }
        }
        return found.size();
    };
    QVERIFY(colors(0, height) > 1);
    QCOMPARE(colors(8 * height, height), std::size_t{1});
    // More lines need more room.
    std::string many;
    for (int line = 0; line < 10'000; ++line) {
        many += "\n";
    }
    m_editor->load(many);
    QVERIFY(area().marginWidth(0) >= width + 3 * digit);
}

void CodeAreaTest::foldsObjects()
{
    constexpr int kFoldMargin = 3;
    area().viewport()->grab(); // folds are found when lines are drawn
    const auto level =
        static_cast<unsigned long>(ask(area(), QsciScintillaBase::SCI_GETFOLDLEVEL, 1));
    QVERIFY((level & QsciScintillaBase::SC_FOLDLEVELHEADERFLAG) != 0);
    QVERIFY(area().marginWidth(kFoldMargin) > 0);
    QVERIFY(area().marginSensitivity(kFoldMargin)); // to clicks
    QVERIFY(isShown(2));
    ask(area(), QsciScintillaBase::SCI_TOGGLEFOLD, 1);
    QVERIFY(!isShown(2));
    QVERIFY(isShown(1) && isShown(4));
    QCOMPARE(text(), QString::fromUtf8(kFolded.data())); // it is only hidden
    ask(area(), QsciScintillaBase::SCI_TOGGLEFOLD, 1);
    QVERIFY(isShown(2));
}

void CodeAreaTest::foldMarksHaveTheSchemesColours()
{
    look::Appearance appearance;
    const auto back =
        qScopeGuard([&appearance] { appearance.setChoice(look::SchemeChoice::Light); });
    const auto [left, width] = margin(3);
    const int height = static_cast<int>(ask(area(), QsciScintillaBase::SCI_TEXTHEIGHT, 0));
    for (const auto scheme : {look::SchemeChoice::Dark, look::SchemeChoice::Light}) {
        appearance.setChoice(scheme);
        std::set<QRgb> allowed{look::tokens().base.rgb(), look::tokens().secondary.rgb(),
                               look::tokens().alternate.rgb()}; // the caret's line
        const auto image = [this] {
            return area().viewport()->grab().toImage();
        };
        const QColor base = look::tokens().base;
        QTRY_COMPARE(image().pixelColor(left + width / 2, 8 * height), base);
        const QImage drawn = image();
        bool hasMark = false;
        for (int y = height; y < 2 * height; ++y) { // of the second line, which folds
            for (int x = left; x < left + width; ++x) {
                const QRgb pixel = drawn.pixel(x, y);
                hasMark = hasMark || pixel == look::tokens().secondary.rgb();
                QVERIFY2(allowed.contains(pixel), qPrintable(QColor(pixel).name()));
            }
        }
        QVERIFY(hasMark);
    }
}

void CodeAreaTest::unfoldsForTheCaret()
{
    ask(area(), QsciScintillaBase::SCI_FOLDLINE, 1, QsciScintillaBase::SC_FOLDACTION_CONTRACT);
    QVERIFY(!isShown(2));
    area().setCaret(kFolded.find("\"b\""));
    QVERIFY(isShown(2));
}

void CodeAreaTest::keepsFolds()
{
    QVERIFY(area().folds().isEmpty());
    area().setFolds({1});
    QVERIFY(!isShown(2));
    QVERIFY(isShown(1) && isShown(4));
    QCOMPARE(area().folds(), QJsonArray{1});
    area().load("{}\n");
    area().setFolds({0, 7}); // of another text
    QVERIFY(area().folds().isEmpty());
    // A click into the margin is told.
    area().load(std::string(kFolded));
    area().viewport()->grab();
    const QSignalSpy folded(&area(), &gw::widgets::CodeArea::folded);
    int left = 0;
    for (int margin = 0; margin < 3; ++margin) {
        left += area().marginWidth(margin);
    }
    const int line = static_cast<int>(ask(area(), QsciScintillaBase::SCI_TEXTHEIGHT, 0));
    QTest::mouseClick(area().viewport(), Qt::LeftButton, {},
                      QPoint(left + area().marginWidth(3) / 2, line + line / 2));
    QCOMPARE(folded.size(), 1);
    QCOMPARE(area().folds(), QJsonArray{1});
}

void CodeAreaTest::showsWhichBracketCloses()
{
    const std::size_t opens = kFolded.find("{", 2);
    const std::size_t closes = kFolded.find("}");
    // The colour behind what stands there.
    const auto behind = [this](std::size_t offset) {
        const QPoint at = placeOf(area(), offset);
        const QImage image = area().viewport()->grab().toImage();
        return image.pixelColor(at + QPoint(0, 1));
    };
    const QColor before = behind(closes);
    area().setCaret(opens);
    QTRY_VERIFY_WITH_TIMEOUT(behind(closes) != before, 20'000);
    QCOMPARE(behind(closes), look::tokens().selection);
}

// As when a banner appears above.
void CodeAreaTest::keepsTheCaretInSight()
{
    std::string text;
    for (int line = 0; line < 200; ++line) {
        text += "\"line\"\n";
    }
    m_editor->load(text);
    const auto first = [this] {
        return ask(area(), QsciScintillaBase::SCI_GETFIRSTVISIBLELINE);
    };
    const auto room = [this] {
        return ask(area(), QsciScintillaBase::SCI_LINESONSCREEN);
    };
    const long last = room() - 1;
    area().goToLine(static_cast<int>(last) + 1);
    area().setFirstVisibleLine(0);
    m_editor->resize(640, 300);
    QTRY_VERIFY_WITH_TIMEOUT(room() < last, 20'000);
    QCOMPARE(first() + room() - 1, last); // the lowest that is seen
    area().setFirstVisibleLine(100);      // by the wheel: it is out of sight anyhow
    m_editor->resize(640, 200);
    QTRY_VERIFY_WITH_TIMEOUT(room() < 20, 20'000);
    QCOMPARE(first(), 100);
}

// A change far right scrolls sideways; what is undone further left is shown from its line's start.
void CodeAreaTest::keepsLineStartsInSight()
{
    const std::string tail(300, 'x');
    m_editor->load("{\"a\": 1, \"b\": \"" + tail + "\"}");
    m_editor->apply({6, 7, "2"});
    m_editor->setCaret(300);
    QVERIFY(ask(area(), QsciScintillaBase::SCI_GETXOFFSET) > 0); // there it cannot be helped
    area().setCaret(40);
    ask(area(), QsciScintillaBase::SCI_SETXOFFSET, 60);
    m_editor->undo();
    QCOMPARE(ask(area(), QsciScintillaBase::SCI_GETXOFFSET), 0L);
    ask(area(), QsciScintillaBase::SCI_SETXOFFSET, 60);
    m_editor->apply({6, 7, "3"});
    QCOMPARE(ask(area(), QsciScintillaBase::SCI_GETXOFFSET), 0L);
}

void CodeAreaTest::redoesByTheKeysOfFields()
{
    m_editor->load("{}");
    area().setFocus();
    m_editor->apply({1, 1, "1"});
    const QString changed = text();
    QTest::keySequence(&area(), QKeySequence(QKeySequence::Undo));
    QCOMPARE(text(), QStringLiteral("{}"));
    QTest::keySequence(&area(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
    QCOMPARE(text(), changed);
    QTest::keySequence(&area(), QKeySequence(QKeySequence::Undo));
    QTest::keySequence(&area(), QKeySequence(Qt::CTRL | Qt::Key_Y));
    QCOMPARE(text(), changed);
}

void CodeAreaTest::typesAtEachCaret()
{
    m_editor->load("[\"one\", \"two\", \"one\"]\n");
    area().select(2, 5);
    m_editor->selectNextOccurrence(); // Alt+J
    QCOMPARE(ask(area(), QsciScintillaBase::SCI_GETSELECTIONS), 2L);
    QTest::keyClicks(&area(), QStringLiteral("six"));
    QCOMPARE(text(), QStringLiteral("[\"six\", \"two\", \"six\"]\n"));
    QTest::keyClick(&area(), Qt::Key_Backspace);
    QCOMPARE(text(), QStringLiteral("[\"si\", \"two\", \"si\"]\n"));
}

// The page, which may have something to stop, gets what the text has no use for.
void CodeAreaTest::escapeDropsCaretsFirst()
{
    m_editor->load("[\"one\", \"two\", \"one\"]\n");
    area().select(2, 5);
    m_editor->selectNextOccurrence();
    QCOMPARE(ask(area(), QsciScintillaBase::SCI_GETSELECTIONS), 2L);
    const auto isUsed = [this] {
        QKeyEvent press(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QCoreApplication::sendEvent(&area(), &press);
        return press.isAccepted();
    };
    QVERIFY(isUsed());
    QCOMPARE(ask(area(), QsciScintillaBase::SCI_GETSELECTIONS), 1L);
    QVERIFY(!isUsed());
}

void CodeAreaTest::showsLettersThatTurnTheDirection_data()
{
    QTest::addColumn<QString>("letter");
    const std::pair<char16_t, char16_t> ranges[] = {
        {u'\u200e', u'\u200f'}, {u'\u202a', u'\u202e'}, {u'\u2066', u'\u2069'}};
    for (const auto &[first, last] : ranges) {
        for (char16_t code = first; code <= last; ++code) {
            QTest::addRow("U+%x", static_cast<unsigned>(code)) << QString(QChar(code));
        }
    }
}

// "a" behind such a letter stands behind its mark, and in the order of the text.
void CodeAreaTest::showsLettersThatTurnTheDirection()
{
    QFETCH(QString, letter);
    const std::string turned = letter.toStdString();
    m_editor->load("\"" + turned + "ab\"");
    const int quote = placeOf(area(), 1).x() - placeOf(area(), 0).x();
    const int mark = placeOf(area(), 1 + turned.size()).x() - placeOf(area(), 1).x();
    QVERIFY2(mark > 2 * quote, qPrintable(QString::number(mark)));
    QVERIFY(placeOf(area(), 2 + turned.size()).x() > placeOf(area(), 1 + turned.size()).x());
    QCOMPARE(m_editor->text(), "\"" + turned + "ab\"");
}

void CodeAreaTest::coloursHurl()
{
    using Kind = editing::HurlToken::Kind;
    const std::string hurl = "HTTP 200\n[Asserts]\nbody == ```\nstatus\n```\nstatus == {{a}}\n";
    CodeArea area(CodeLanguage::Hurl);
    area.load(hurl);
    ask(area, QsciScintillaBase::SCI_COLOURISE, 0, -1);
    const auto styleAt = [&area](std::size_t offset) {
        return ask(area, QsciScintillaBase::SCI_GETSTYLEAT, offset);
    };
    const auto style = [](Kind kind) {
        return long{HurlLexer::styleOf(kind)};
    };
    QCOMPARE(styleAt(0), style(Kind::Head));
    QCOMPARE(styleAt(hurl.find("[Asserts]") + 3), style(Kind::Title));
    QCOMPARE(styleAt(hurl.find("status")), style(Kind::String)); // of several lines
    QCOMPARE(styleAt(hurl.rfind("status")), style(Kind::Query));
    QCOMPARE(styleAt(hurl.rfind("==")), style(Kind::Word));
    QCOMPARE(styleAt(hurl.rfind("== ") + 2), 0L);
    QCOMPARE(styleAt(hurl.find("{{")), style(Kind::Variable));
    QCOMPARE(area.lexer()->color(0), look::tokens().text);
    QCOMPARE(area.lexer()->color(HurlLexer::styleOf(Kind::Variable)), look::tokens().warn);
    // Without its beginning the text of several lines is none.
    const std::size_t fence = hurl.find("```");
    area.apply(editing::TextEdit{fence, fence + 3, "1"});
    ask(area, QsciScintillaBase::SCI_COLOURISE, 0, -1);
    QCOMPARE(styleAt(area.content().find("status")), style(Kind::Query));
}

void CodeAreaTest::changesTheLanguage()
{
    const std::string xml = "<a b=\"c\">1</a>";
    CodeArea area(CodeLanguage::Json);
    area.load(xml);
    for (const CodeLanguage language : {CodeLanguage::Plain, CodeLanguage::Xml}) {
        area.setLanguage(language);
        ask(area, QsciScintillaBase::SCI_COLOURISE, 0, -1);
        const long style = ask(area, QsciScintillaBase::SCI_GETSTYLEAT, xml.find("\"c\"") + 1);
        QCOMPARE(style,
                 language == CodeLanguage::Xml ? long{QsciLexerXML::HTMLDoubleQuotedString} : 0L);
        QCOMPARE(area.indentationWidth(), language == CodeLanguage::Xml ? 2 : 4);
    }
    QCOMPARE(area.content(), xml);
    QCOMPARE(area.lexer()->color(QsciLexerXML::HTMLDoubleQuotedString), look::tokens().good);
}

void CodeAreaTest::leavesByTab()
{
    QWidget window;
    auto *area = new CodeArea(CodeLanguage::Hurl, &window);
    auto *next = new QLineEdit(&window);
    area->load("status");
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    area->setFocus();
    QTest::keyClick(area, Qt::Key_Tab);
    QVERIFY(area->hasFocus()); // it indents
    QCOMPARE(area->content(), "    status");
    area->undo();
    area->setTabLeaves(true);
    QTest::keyClick(area, Qt::Key_Tab);
    QVERIFY(next->hasFocus());
    QCOMPARE(area->content(), "status");
    QTest::keyClick(next, Qt::Key_Tab, Qt::ShiftModifier);
    QVERIFY(area->hasFocus());
    QTest::keyClick(area, Qt::Key_Tab, Qt::ShiftModifier);
    QVERIFY(next->hasFocus());
    // A list keeps the key: it takes what is chosen there.
    area->setFocus();
    QSignalSpy chosen(area, &CodeArea::listChosen);
    area->showList({"status", "sha256"});
    QTest::keyClick(area, Qt::Key_Tab);
    QVERIFY(area->hasFocus());
    QCOMPARE(chosen.size(), 1);
}

void CodeAreaTest::saysWhatItIsForWhileItIsEmpty()
{
    CodeArea area(CodeLanguage::Hurl);
    area.resize(300, 100);
    const QImage empty = area.viewport()->grab().toImage();
    area.setPlaceholder(QStringLiteral("HTTP 200"));
    const QImage named = area.viewport()->grab().toImage();
    QVERIFY(named != empty);
    area.load("\n"); // the caret stands in the first line, as before
    area.setPlaceholder({});
    const QImage written = area.viewport()->grab().toImage();
    area.setPlaceholder(QStringLiteral("HTTP 200"));
    QCOMPARE(area.viewport()->grab().toImage(), written);
}

void CodeAreaTest::overtypesTheBracketsThatItPut()
{
    m_editor->load({});
    QTest::keyClicks(&area(), QStringLiteral("x{{gateway}}y[1]"));
    QCOMPARE(text(), QStringLiteral("x{{gateway}}y[1]"));
    // One that was there before is another one.
    m_editor->load("}");
    area().setCaret(0);
    QTest::keyClicks(&area(), QStringLiteral("}"));
    QCOMPARE(text(), QStringLiteral("}}"));
    // Also when the caret has gone elsewhere meanwhile.
    m_editor->load(std::string("\n}"));
    area().setCaret(0);
    QTest::keyClicks(&area(), QStringLiteral("{"));
    area().setCaret(3);
    QTest::keyClicks(&area(), QStringLiteral("]"));
    QCOMPARE(text(), QStringLiteral("{}\n]}"));
}

void CodeAreaTest::showsTheTextOfAMatch()
{
    QVERIFY(ask(area(), QsciScintillaBase::SCI_INDICGETUNDER, CodeArea::Match) != 0);
}

GW_TEST(CodeAreaTest)
#include "code_area_test.moc"
