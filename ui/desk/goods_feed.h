#pragma once

#include "catalogue.h"
#include "product_index.h"

#include <QObject>

#include <memory>

class CatalogueCache;

/// The catalogue as the screen sees it: the newest snapshot and the search index over its goods,
/// with signals on the main thread however many threads change it. Lives on the main thread; owned
/// by the counter window's maker.
class GoodsFeed final : public QObject
{
    Q_OBJECT
public:
    explicit GoodsFeed(CatalogueCache &cache, QObject *parent = nullptr);
    ~GoodsFeed() override;

    /// Null before the first snapshot.
    const Catalogue *catalogue() const { return m_catalogue.get(); }
    const Product *find(qint64 product) const;
    Quantity stockOf(qint64 product) const;
    /// Over the newest goods, or those a moment ago while a new one is made.
    const ProductIndex &index() const { return *m_index; }

signals:
    /// Names, prices, places: what is on the tiles.
    void goodsChanged();
    /// Only figures of stock.
    void stockChanged();

private:
    /// Carries the cache's calls over to the main thread; it may outlive the feed.
    class Relay;

    void look();
    void buildIndex();

    CatalogueCache &m_cache;
    std::shared_ptr<Relay> m_relay;
    std::shared_ptr<const Catalogue> m_catalogue;
    std::shared_ptr<const ProductIndex> m_index;
};
