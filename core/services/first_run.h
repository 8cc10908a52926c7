#pragma once

#include "clock.h"
#include "result.h"
#include "vat.h"

#include <QByteArray>
#include <QFuture>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

class CatalogueCache;
class CatalogueStore;
class SettingsBook;
class ShopStore;

/// What the owner answered at the first start.
struct FirstRunChoice {
    QString shopName;
    QString country; ///< Code, see countries(); decides the currency.
    QString address;
    QString taxNumber;
    QString header; ///< Of the receipt.
    QString footer;
    std::vector<TaxRate> rates; ///< Of the country as offered, or as the owner changed them.
    std::optional<QByteArray> catalogueCsv; ///< The shop's own goods; nothing = the samples stay.
};

/// Sets a new shop up: currency and rates in the database, goods, settings. Lives on the main
/// thread; owned by the counter.
class FirstRun final : public QObject
{
    Q_OBJECT
public:
    /// Those whose work it is.
    struct Parts {
        SettingsBook &book;
        ShopStore &shop;
        CatalogueStore &catalogue;
        CatalogueCache &cache;
        const Clock &clock;
    };
    /// What the data directory says: a till of it has sold already, or none has.
    enum class Shop { New, InUse };

    FirstRun(const Parts &parts, Shop shop, QObject *parent = nullptr);
    ~FirstRun() override;

    /// The questions were neither answered nor skipped, and nothing was sold.
    bool needed() const;
    /// All of @p choice; asked again after an error it does the rest. Errors: Invalid with
    /// BadField (field = a setting's key, "rates" or "currency": the file's is not the country's),
    /// BadRow (detail = a line for each bad row of the file), NoTaxRate (field = a class of the
    /// file without a rate); Conflict/CurrencyFixed; as SettingsBook::save(); Unavailable, Timeout.
    QFuture<Result<void>> apply(const FirstRunChoice &choice);
    /// Never asks again. Errors: as SettingsBook::save().
    QFuture<Result<void>> skip();

private:
    struct Private;
    std::unique_ptr<Private> m;
};
