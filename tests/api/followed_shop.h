#pragma once

#include "counter_shop.h"
#include "shop_folder.h"
#include "test_database.h"

#include <QHash>

#include <memory>

/// A counter with its API, and a database that other programs change too. Owned by a test; its
/// thread must not wait but by an event loop.
class FollowedShop
{
public:
    /// @p flow of orders, and @p more settings by key.
    FollowedShop(TestCluster &cluster, const QString &flow,
                 const QHash<QString, QString> &more = {});

    /// Waits until it sells and listens.
    bool ready();
    quint16 port() const;
    CounterShop &counter() { return *m_counter; }
    TestDatabase &database() { return m_database; }
    void close() { m_counter.reset(); }
    void open(); ///< Again, over the same database.
    /// An order of one piece; its public id.
    qint64 place();
    /// As staff at this counter does it.
    bool advance(qint64 order, OrderState to);
    /// As another program does it.
    void advanceElsewhere(qint64 order, const QString &to);

private:
    TestDatabase m_database;
    ShopFolder m_folder;
    SettingSources m_sources;
    std::unique_ptr<CounterShop> m_counter;
};
