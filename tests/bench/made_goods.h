#pragma once

#include <QByteArray>
#include <QString>

/// A catalogue file of @p count goods of a made-up bakery, the same for the same @p seed: forty
/// that everybody buys first, then shelves of bread, cake and what stands beside them. All are in
/// stock, most with allergens; the first have a PLU, every other one a barcode.
QByteArray madeGoods(int count, quint32 seed, const QString &currency);
/// A file of VAT rates for every tax class of the catalogue files @p catalogues.
QByteArray madeTaxes(const QByteArrayList &catalogues);
/// Twelve digits with the check digit of an EAN-13 behind them.
QString withCheckDigit(const QString &digits);
