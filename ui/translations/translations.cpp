// SPDX-License-Identifier: GPL-3.0-or-later
#include "translations/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace gw::translations {

namespace {

// lupdate does not see every class's namespace, and takes free functions for their namespace's:
// what is not found under the full name of its class is looked for under both parts of it.
class OwnTexts final : public QTranslator {
public:
    using QTranslator::QTranslator;

    [[nodiscard]] QString translate(const char *context, const char *source, const char *comment,
                                    int count) const override
    {
        const QString text = QTranslator::translate(context, source, comment, count);
        const QByteArray name(context);
        const qsizetype separator = name.lastIndexOf("::");
        if (!text.isNull() || separator < 0) {
            return text;
        }
        const QString ofClass =
            QTranslator::translate(name.sliced(separator + 2).constData(), source, comment, count);
        return ofClass.isNull() ? QTranslator::translate(name.first(separator).constData(), source,
                                                         comment, count)
                                : ofClass;
    }
};

} // namespace

bool install(const QString &language)
{
    const QLocale wanted = language.isEmpty() ? QLocale() : QLocale(language);
    const QLocale locale = wanted.language() == QLocale::C ? QLocale(QLocale::English) : wanted;
    auto *own = new OwnTexts(QCoreApplication::instance());
    if (!own->load(locale, QStringLiteral("gatewright"), QStringLiteral("_"),
                   QStringLiteral(":/gatewright/translations"))) {
        delete own;
        return false;
    }
    if (!language.isEmpty()) {
        QLocale::setDefault(locale); // numbers and dates too
    }
    auto *qts = new QTranslator(QCoreApplication::instance());
    if (qts->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(qts);
    }
    QCoreApplication::installTranslator(own);
    return true;
}

} // namespace gw::translations
