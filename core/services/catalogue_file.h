#pragma once

#include "catalogue.h"
#include "catalogue_row.h"
#include "result.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

/// A catalogue file as read: columns name, category, tax_class, price_minor, currency, and at will
/// stock, description, allergens, prepared, plu (1 to 8 digits), barcode, unit (piece, weight or
/// open), divisible, lead_minutes, cutoff (a time of the day before, or none). An empty cell says
/// nothing, except that it empties a description. Everything in it is well-formed, or it holds
/// problems only.
struct CatalogueFile {
    std::vector<CatalogueRow> rows;
    Currency currency;
    QStringList problems; ///< "line 7: price_minor: …", one for each bad row.
};
CatalogueFile readCatalogueFile(const QByteArray &text);

/// A file of VAT rates: columns tax_class, takeaway_bp, eat_in_bp, valid_from.
struct TaxFile {
    std::vector<TaxRate> rates;
    QStringList problems;
};
TaxFile readTaxFile(const QByteArray &text);

/// The words of EU 1169/2011 Annex II that an allergen column may hold.
const QStringList &allergenWords();
