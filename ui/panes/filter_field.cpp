// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/filter_field.h"

#include "look/icons.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QCoreApplication>
#include <QLineEdit>
#include <QStringListModel>

namespace gw::panes {

namespace {

constexpr int kLettersWide = 16; // at least
constexpr const char *kErrorAction = "filterError";

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

void showFilterError(QLineEdit &field, const Error *error)
{
    delete field.findChild<QAction *>(QLatin1String(kErrorAction));
    field.setToolTip({});
    if (error == nullptr) {
        return;
    }
    const QString words = QString::fromStdString(error->text());
    QAction *mark = field.addAction(look::icon(QStringLiteral("data-error"), look::Tint::Bad),
                                    QLineEdit::LeadingPosition);
    mark->setObjectName(QLatin1String(kErrorAction));
    mark->setToolTip(words);
    field.setToolTip(words);
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
