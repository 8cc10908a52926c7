#pragma once

#include "clerk_hands.h"
#include "counter_window.h"
#include "money.h"
#include "planned_sales.h"

#include <QObject>
#include <QRandomGenerator>

class RailKey;
struct Product;

/// Sells at the real window as a clerk does: tiles, categories, numbers first, search, scanner,
/// PLU, cash; and checks each sale's sum. Owned by the benchmark; main thread.
class SaleBench final : public QObject
{
    Q_OBJECT
public:
    SaleBench(CounterWindow &window, ClerkHands &hands, quint32 seed);

    /// One sale, from the first tap to the change. Errors: Internal, detail = what went wrong.
    Result<void> sell(const PlannedSale &sale);

    /// From just before the event that pays to the news that the sale is durable.
    const SampleSeries &commits() const { return m_commits; }
    qint64 lines() const { return m_lines; }
    /// Scans whose characters came too late one after the other, because this process had to wait;
    /// their lines were searched for.
    qint64 brokenScans() const { return m_brokenScans; }

private:
    void enter(const PlannedLine &line);
    void tapTiles(const Product &product, int pieces);
    bool openPageOf(const Product &product);
    void typePieces(int pieces);
    void search(const Product &product);
    void scan(const Product &product, int pieces);
    void typePlu(const Product &product);
    void changeLine();
    void payInCash();
    bool takeSum();
    bool onFirstPages(const Product &product) const;
    RailKey *railKey(const QString &category) const;
    QRect tileOf(qint64 product) const;
    void touchTile(qint64 product);
    template <typename T = QWidget> T *shown(const QString &objectName) const;
    Money soFar() const;

    CounterWindow &m_window;
    ClerkHands &m_hands;
    QRandomGenerator m_random;
    std::vector<Product> m_scannable; ///< Copies: the catalogue is read anew meanwhile.
    SampleSeries m_commits;
    Money m_expected; ///< Of the sale in hand.
    qint64 m_sales = 0;
    qint64 m_lines = 0;
    qint64 m_brokenScans = 0;
    bool m_sold = false;
};
