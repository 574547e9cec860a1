// SPDX-License-Identifier: GPL-3.0-or-later
#include "translations/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace gw::translations {

bool install(const QString &language)
{
    const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
    if (locale.language() == QLocale::English || locale.language() == QLocale::C) {
        return locale.language() == QLocale::English;
    }
    auto *own = new QTranslator(QCoreApplication::instance());
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
