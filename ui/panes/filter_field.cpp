// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/filter_field.h"

#include "look/icons.h"
#include "look/metrics.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QStringListModel>

namespace gw::panes {

namespace {

constexpr int kLettersWide = 16; // at least

qsizetype wordStart(const QLineEdit &field)
{
    return field.text().lastIndexOf(QLatin1Char(' '), std::max(0, field.cursorPosition() - 1)) + 1;
}

// Completes the word at the caret, which a line edit's own completer cannot: it takes the line
// whole.
void completeWords(QLineEdit &field, const WordSource &words)
{
    auto *model = new QStringListModel(&field);
    auto *completer = new QCompleter(model, &field);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setWidget(&field);
    QObject::connect(&field, &QLineEdit::textEdited, completer, [completer, model, words, &field] {
        const qsizetype start = wordStart(field);
        const QString word = field.text().sliced(start, field.cursorPosition() - start);
        if (const QStringList known = words(); known != model->stringList()) {
            model->setStringList(known);
        }
        completer->setCompletionPrefix(word);
        const bool isWhole =
            completer->completionCount() == 1 && completer->currentCompletion() == word;
        if (word.isEmpty() || completer->completionCount() == 0 || isWhole) {
            completer->popup()->hide();
        } else {
            completer->complete();
        }
    });
    QObject::connect(completer, qOverload<const QString &>(&QCompleter::activated), &field,
                     [&field](const QString &word) {
                         const qsizetype start = wordStart(field);
                         QString text = field.text();
                         text.replace(start, field.cursorPosition() - start, word);
                         field.setText(text);
                         field.setCursorPosition(static_cast<int>(start + word.size()));
                     });
}

} // namespace

void prepareFilterField(QLineEdit &field, const QString &hint, const WordSource &words)
{
    field.setPlaceholderText(hint);
    field.setClearButtonEnabled(true);
    field.setMinimumWidth(field.fontMetrics().averageCharWidth() * kLettersWide);
    if (words) {
        completeWords(field, words);
    }
}

QLabel *makeFilterWords(QWidget *parent)
{
    auto *words = new QLabel(parent);
    words->setObjectName(QStringLiteral("filterWords"));
    words->setTextFormat(Qt::PlainText);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->setWordWrap(true);
    words->setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    QPalette palette = words->palette();
    palette.setColor(QPalette::WindowText, look::colorOf(look::Tint::Bad));
    words->setPalette(palette);
    words->hide();
    return words;
}

void showFilterError(QLineEdit &field, QLabel &words, const Error *error)
{
    const QString text = error == nullptr ? QString() : QString::fromStdString(error->text());
    field.setToolTip(text);
    words.setText(
        QCoreApplication::translate("gw::panes", "%1. The list is still that of the filter before.")
            .arg(text));
    words.setVisible(error != nullptr);
}

QAction *focusFilter(QLineEdit &field, QObject *parent)
{
    auto *action =
        new QAction(QCoreApplication::translate("gw::panes", "Type into the filter"), parent);
    QObject::connect(action, &QAction::triggered, &field, [&field] {
        field.setFocus(Qt::ShortcutFocusReason);
        field.selectAll();
    });
    return action;
}

} // namespace gw::panes
