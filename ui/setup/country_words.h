#pragma once

#include <QList>
#include <QString>

#include <utility>

/// The name of a country in the language of the till; "Not said yet" for an empty code, the code
/// itself for one without a name.
QString countryWords(const QString &code);
/// Codes and names of countries(), by name as the language sorts them.
QList<std::pair<QString, QString>> namedCountries();
/// "EUR, €"; only the code where the currency has no sign of its own.
QString currencyWords(const QString &currency);
/// What a tax class of the samples is called; the shop's own are called as the shop calls them.
QString taxClassWords(const QString &taxClass);
