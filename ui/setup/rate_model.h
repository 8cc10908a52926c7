#pragma once

#include "vat.h"

#include <QAbstractTableModel>

/// The rates of VAT that are in force on a day: a row for each tax class. Owned by the VAT page;
/// main thread.
class RateModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TaxClass, TakeAway, EatIn, Columns };

    explicit RateModel(QObject *parent = nullptr);

    void setRates(const TaxTable &rates, QDate day);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString taxClass;
        std::optional<int> takeAwayBp;
        std::optional<int> eatInBp;
    };
    std::vector<Row> m_rows;
};

/// "7 %", "2.6 %", in the language of the till.
QString rateWords(int rateBp);
/// Hundredths of a percent of "7", "2.6", "2,6 %"; nothing for anything else or beyond 100 %.
std::optional<int> rateOf(const QString &text);
