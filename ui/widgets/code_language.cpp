// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/code_language.h"

#include "look/palette.h"
#include "look/tokens.h"
#include "widgets/hurl_lexer.h"

#include <QFileInfo>
#include <QStringList>
#include <Qsci/qscilexercpp.h>
#include <Qsci/qscilexerjson.h>
#include <Qsci/qscilexerxml.h>

namespace gw::widgets {

namespace {

// Strings are the text itself, keys and literals stand out.
void dressJson(QsciLexer &lexer)
{
    const look::Tokens &colors = look::tokens();
    lexer.setColor(colors.info, QsciLexerJSON::Property);
    lexer.setColor(colors.good, QsciLexerJSON::String);
    lexer.setColor(colors.warn, QsciLexerJSON::Number);
    lexer.setColor(colors.plugin, QsciLexerJSON::Keyword);
    lexer.setColor(colors.warn, QsciLexerJSON::EscapeSequence);
    lexer.setColor(colors.secondary, QsciLexerJSON::Operator);
    lexer.setColor(colors.good, QsciLexerJSON::IRI);
    lexer.setColor(colors.good, QsciLexerJSON::IRICompact);
    for (const int style : {QsciLexerJSON::UnclosedString, QsciLexerJSON::Error}) {
        lexer.setColor(colors.bad, style);
        lexer.setPaper(colors.base, style);
        lexer.setEolFill(false, style);
    }
}

void dressC(QsciLexer &lexer)
{
    const look::Tokens &colors = look::tokens();
    for (const int style :
         {QsciLexerCPP::Comment, QsciLexerCPP::CommentLine, QsciLexerCPP::CommentDoc,
          QsciLexerCPP::CommentLineDoc, QsciLexerCPP::PreProcessorComment}) {
        lexer.setColor(colors.secondary, style);
    }
    for (const int style : {QsciLexerCPP::DoubleQuotedString, QsciLexerCPP::SingleQuotedString,
                            QsciLexerCPP::RawString}) {
        lexer.setColor(colors.good, style);
        lexer.setPaper(colors.base, style);
    }
    lexer.setColor(colors.bad, QsciLexerCPP::UnclosedString);
    lexer.setPaper(colors.base, QsciLexerCPP::UnclosedString);
    lexer.setEolFill(false, QsciLexerCPP::UnclosedString);
    lexer.setColor(colors.plugin, QsciLexerCPP::Keyword);
    lexer.setColor(colors.info, QsciLexerCPP::PreProcessor);
    lexer.setColor(colors.warn, QsciLexerCPP::Number);
}

// As in answers.
void dressXml(QsciLexer &lexer)
{
    const look::Tokens &colors = look::tokens();
    for (const int style : {QsciLexerXML::Tag, QsciLexerXML::UnknownTag, QsciLexerXML::XMLTagEnd,
                            QsciLexerXML::XMLStart, QsciLexerXML::XMLEnd}) {
        lexer.setColor(colors.accent, style);
    }
    for (const int style : {QsciLexerXML::Attribute, QsciLexerXML::UnknownAttribute,
                            QsciLexerXML::Entity, QsciLexerXML::HTMLNumber}) {
        lexer.setColor(colors.warn, style);
    }
    for (const int style :
         {QsciLexerXML::HTMLDoubleQuotedString, QsciLexerXML::HTMLSingleQuotedString,
          QsciLexerXML::SGMLDoubleQuotedString, QsciLexerXML::SGMLSingleQuotedString}) {
        lexer.setColor(colors.good, style);
    }
    for (const int style : {QsciLexerXML::HTMLComment, QsciLexerXML::SGMLComment,
                            QsciLexerXML::CDATA, QsciLexerXML::SGMLCommand}) {
        lexer.setColor(colors.secondary, style);
    }
}

void dressHurl(QsciLexer &lexer)
{
    using Kind = editing::HurlToken::Kind;
    const look::Tokens &colors = look::tokens();
    for (const auto &[kind, color] :
         {std::pair(Kind::Comment, colors.secondary), std::pair(Kind::Note, colors.plugin),
          std::pair(Kind::Title, colors.accent), std::pair(Kind::Head, colors.accent),
          std::pair(Kind::Name, colors.info), std::pair(Kind::Query, colors.info),
          std::pair(Kind::String, colors.good), std::pair(Kind::Regex, colors.good),
          std::pair(Kind::Number, colors.warn), std::pair(Kind::Variable, colors.warn)}) {
        lexer.setColor(color, HurlLexer::styleOf(kind));
    }
}

} // namespace

CodeLanguage languageOf(const QString &fileName)
{
    static const QStringList ofC = {QStringLiteral("c"),   QStringLiteral("cc"),
                                    QStringLiteral("cpp"), QStringLiteral("cxx"),
                                    QStringLiteral("h"),   QStringLiteral("hpp")};
    const QString suffix = QFileInfo(fileName).suffix().toLower();
    return suffix == QLatin1String("json")   ? CodeLanguage::Json
           : suffix == QLatin1String("xml")  ? CodeLanguage::Xml
           : suffix == QLatin1String("hurl") ? CodeLanguage::Hurl
           : ofC.contains(suffix)            ? CodeLanguage::C
                                             : CodeLanguage::Plain;
}

QsciLexer *makeLexer(CodeLanguage language, QObject *parent)
{
    if (language == CodeLanguage::Json) {
        auto *lexer = new QsciLexerJSON(parent);
        lexer->setFoldCompact(false);
        lexer->setHighlightComments(false);
        lexer->setHighlightEscapeSequences(true);
        return lexer;
    }
    if (language == CodeLanguage::C) {
        auto *lexer = new QsciLexerCPP(parent);
        lexer->setFoldCompact(false);
        return lexer;
    }
    if (language == CodeLanguage::Xml) {
        auto *lexer = new QsciLexerXML(parent);
        lexer->setFoldCompact(false);
        return lexer;
    }
    return language == CodeLanguage::Hurl ? new HurlLexer(parent) : nullptr;
}

void dressLexer(QsciLexer &lexer, CodeLanguage language)
{
    const look::Tokens &colors = look::tokens();
    lexer.setFont(look::fixedFont());
    lexer.setPaper(colors.base);
    lexer.setColor(colors.text);
    switch (language) {
    case CodeLanguage::Json:
        dressJson(lexer);
        break;
    case CodeLanguage::C:
        dressC(lexer);
        break;
    case CodeLanguage::Xml:
        dressXml(lexer);
        break;
    case CodeLanguage::Hurl:
        dressHurl(lexer);
        break;
    case CodeLanguage::Plain:
        break;
    }
}

} // namespace gw::widgets
