#pragma once

#include "money.h"
#include "product.h"
#include "quantity.h"

#include <QString>
#include <QStringList>

#include <optional>

constexpr int noCutoff = -1;

/// A row of a catalogue file, checked in shape. Absent options keep what a known product has.
struct CatalogueRow {
    QString name;
    QString category;
    QString taxClass;
    Money price;
    std::optional<Quantity> stock;
    std::optional<QString> description;
    std::optional<QStringList> allergens;
    std::optional<bool> prepared;
    std::optional<QString> plu;
    std::optional<QString> barcode;
    std::optional<SaleUnit> unit;
    std::optional<bool> divisible;
    std::optional<int> leadMinutes;
    std::optional<int> cutoff; ///< Minutes since midnight of the day before; noCutoff = none.
};

/// What an import did.
struct ImportSummary {
    int added = 0;
    int changed = 0;
    int unchanged = 0;
    int samplesRetired = 0;
};
