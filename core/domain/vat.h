#pragma once

#include "money.h"

#include <QDate>
#include <QHash>
#include <QString>

#include <optional>
#include <vector>

/// Where the goods are eaten; decides the VAT rate (rule 3.2).
enum class TaxMode { TakeAway, EatIn };
QString taxModeWord(TaxMode mode); ///< "takeaway", "eat_in"
std::optional<TaxMode> taxModeFromWord(const QString &word);

/// The rate of a tax class in a mode from a date on; rateBp in 1/100 %.
struct TaxRate {
    QString taxClass;
    TaxMode mode = TaxMode::TakeAway;
    QDate validFrom;
    int rateBp = 0;
    bool operator==(const TaxRate &) const = default;
};

/// All rates a shop knows, past and future. An immutable value.
class TaxTable
{
public:
    TaxTable() = default;
    explicit TaxTable(std::vector<TaxRate> rates);

    /// The rate in force on @p day, if the class had one by then.
    std::optional<int> rateBp(const QString &taxClass, TaxMode mode, QDate day) const;
    const std::vector<TaxRate> &rates() const { return m_rates; }

private:
    std::vector<TaxRate> m_rates; // by class, mode, date
};

/// VAT inside a gross amount: round(G × r / (100 % + r)), halves away from zero (rule 3.1).
Money vatInGross(Money gross, int rateBp);

/// Gross, VAT and net of everything at one rate of one receipt.
struct VatTotal {
    int rateBp = 0;
    Money gross;
    Money vat;
    Money net;
    bool operator==(const VatTotal &) const = default;
};
/// One amount at a rate, as input of vatTotals().
struct RatedAmount {
    int rateBp = 0;
    Money gross;
};
/// VAT per rate of a receipt, by rising rate; computed once per rate, so the total never moves.
std::vector<VatTotal> vatTotals(const std::vector<RatedAmount> &amounts);
