// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include <optional>

namespace gw::request_form {

// A line of what a response is expected to be, in cells. Its texts are as the file spells them.
struct ExpectationRow {
    Q_DECLARE_TR_FUNCTIONS(gw::request_form::ExpectationRow)

public:
    enum class Form : std::uint8_t {
        HeaderLine, // "Name: value" below HTTP
        Assertion,  // below [Asserts]
        Fact,       // "# gatewright: plugin NAME ran": about the gateway, anywhere below HTTP
    };
    enum class Part : std::uint8_t { What, Query, Predicate, Value };

    Form form = Form::Assertion;
    bool isOff = false; // no fact is
    QString indent = {};
    QString what = {};      // the query's name, or words of that kind of fact or line
    QString query = {};     // its argument and filters; a name
    QString predicate = {}; // "not exists"; "did not run"
    QString value = {};
    QString tail = {}; // a comment behind it

    // None: it is no line of that form, or one that only the text can show.
    [[nodiscard]] static std::optional<ExpectationRow> read(const QString &line, Form form);
    // A row to begin with.
    [[nodiscard]] static std::optional<ExpectationRow> firstOf(const QString &what);
    // The words to choose from for what is looked at.
    [[nodiscard]] static QStringList kinds();

    // False when no spelling of it is a line of its form; it is of no use then.
    [[nodiscard]] bool take(Part part, const QString &typed);
    // The words that fit; empty for a text.
    [[nodiscard]] QStringList wordsOf(Part part) const;
    [[nodiscard]] bool isEditable(Part part) const;
    [[nodiscard]] const QString &text(Part part) const;
    // Without what stands around it: for messages.
    [[nodiscard]] QString core() const;
    [[nodiscard]] QString line() const;
};

} // namespace gw::request_form
