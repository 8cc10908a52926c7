#include "goods_feed.h"

#include "catalogue_cache.h"
#include "when_done.h"

#include <QtConcurrentRun>

#include <atomic>

class GoodsFeed::Relay : public std::enable_shared_from_this<Relay>
{
public:
    explicit Relay(GoodsFeed *feed)
        : m_target(feed)
    {
    }

    /// From any thread; calls that come together are one.
    void ring()
    {
        if (!m_rung.exchange(true))
            QMetaObject::invokeMethod(&m_context, [self = shared_from_this()] { self->arrive(); });
    }
    void forget() { m_target = nullptr; } ///< On the main thread.

private:
    void arrive()
    {
        m_rung = false;
        if (m_target)
            m_target->look();
    }

    QObject m_context; // Of the main thread.
    GoodsFeed *m_target;
    std::atomic<bool> m_rung = false;
};

GoodsFeed::GoodsFeed(CatalogueCache &cache, QObject *parent)
    : QObject(parent)
    , m_cache(cache)
    , m_relay(std::make_shared<Relay>(this))
    , m_index(std::make_shared<ProductIndex>(std::make_shared<Goods>()))
{
    m_cache.onChanged([relay = m_relay] { relay->ring(); });
    look();
}

GoodsFeed::~GoodsFeed()
{
    m_relay->forget();
}

void GoodsFeed::look()
{
    const std::shared_ptr<const Catalogue> newest = m_cache.current();
    if (!newest || newest == m_catalogue)
        return;
    const bool sameGoods = m_catalogue && m_catalogue->sharedGoods() == newest->sharedGoods();
    m_catalogue = newest;
    if (sameGoods) {
        emit stockChanged();
        return;
    }
    buildIndex();
    emit goodsChanged();
}

void GoodsFeed::buildIndex()
{
    using Index = std::shared_ptr<const ProductIndex>;
    const std::shared_ptr<const Goods> goods = m_catalogue->sharedGoods();
    const QFuture<Result<Index>> built =
        QtConcurrent::run([goods] { return Result<Index>(std::make_shared<ProductIndex>(goods)); });
    whenDone(built, this, [this, goods](const Result<Index> &index) {
        // A newer one is on its way when the goods have changed again.
        if (index && m_catalogue->sharedGoods() == goods)
            m_index = *index;
    });
}

const Product *GoodsFeed::find(qint64 product) const
{
    return m_catalogue ? m_catalogue->find(product) : nullptr;
}

Quantity GoodsFeed::stockOf(qint64 product) const
{
    const int index = m_catalogue ? m_catalogue->indexOf(product) : -1;
    return index < 0 ? Quantity() : m_catalogue->shownStock(index);
}
