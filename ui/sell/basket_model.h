#pragma once

#include "basket.h"
#include "figures.h"

#include <QAbstractListModel>

/// What one line of the basket shows.
struct BasketRow {
    QString quantity;
    bool several = false; ///< Written heavy.
    QString name;
    QString second; ///< Discount, reason, price per kg; or empty.
    QString sum;
    QString spoken;
    bool operator==(const BasketRow &) const = default;
};

/// The lines of the open basket, as texts. Owned by the basket panel; main thread.
class BasketModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit BasketModel(QObject *parent = nullptr);

    void setFigures(const Figures &figures);
    /// Shows @p basket, or nothing; only lines that changed are painted again.
    void show(const Basket *basket);
    const BasketRow *rowAt(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    BasketRow rowOf(const BasketLine &line) const;

    Figures m_figures;
    QUuid m_basket;
    std::vector<BasketRow> m_rows;
};
