#pragma once

#include "await.h"
#include "call_supervisor.h"
#include "database.h"
#include "entry.h"
#include "entry_store.h"
#include "order.h"
#include "stock_listener.h"
#include "test_database.h"

#include <mutex>

/// Remembers what the stores told; any thread.
class StockRecorder final : public StockListener
{
public:
    void stockChanged(const StockChange &change) override;
    void catalogueRead(const CatalogueRead &read) override;

    int changes() const;
    int reads() const;
    /// The stock last told of @p product, -1 when none was.
    qint64 onHand(qint64 product) const;
    qint64 head(const QUuid &till) const;

private:
    mutable std::mutex m_mutex;
    QHash<qint64, qint64> m_onHand;
    QHash<QUuid, qint64> m_heads;
    int m_changes = 0;
    int m_reads = 0;
};

/// A migrated database with its samples, connections as the program has them, and a listener.
class StoreBench
{
public:
    explicit StoreBench(TestCluster &cluster);
    Q_DISABLE_COPY_MOVE(StoreBench)

    /// Ends the program's connections to the server, as a network would; how many.
    int cutConnections();
    /// Everything that verify finds, one per line.
    QString faults();
    qint64 onHand(qint64 product);
    void setOnHand(qint64 product, qint64 pieces);
    QString discrepancies();

    TestDatabase server;
    StockRecorder listener;
    CallSupervisor supervisor;
    Database orders;
    Database reads;
};

/// What a customer takes of a product, in pieces.
struct Sold {
    qint64 product = 1;
    qint64 pieces = 1;
    qint64 price = 100;
    int rateBp = 700;
    bool prepared = false;
};

/// Writes the chain of one till as its journal would, without one.
class ChainWriter
{
public:
    explicit ChainWriter(const QUuid &till = QUuid::createUuid());

    const QUuid &till() const { return m_till; }
    /// A receipt with everything but its place in the chain.
    static Receipt sale(const std::vector<Sold> &sold);
    /// Gives @p pieces of each line of @p original back.
    static Receipt refund(const Receipt &original, qint64 pieces = 1);
    /// Gives the receipt its place, number and till, and chains it.
    Entry write(Receipt &receipt);
    Entry write(Receipt &&receipt);
    Entry writeEvent(const QString &kind);
    /// Chains bytes as they are; till, sequence and uuid are not looked for in them.
    Entry writeBytes(const QByteArray &bytes, const QString &kind, const QUuid &uuid);
    qint64 nextSequence() const { return m_sequence + 1; }
    void skipNumber() { ++m_number; }

private:
    QUuid m_till;
    qint64 m_sequence = 0;
    qint64 m_number = 0;
    QByteArray m_head = genesisHash();
};

/// A bench with one registered till. Quits the program on what no test expects.
class TillBench final : public StoreBench
{
public:
    explicit TillBench(TestCluster &cluster);
    RecordOutcome record(const std::vector<Entry> &entries);
    /// First column of the first row of @p sql, which needs to name no schema.
    QString value(const QString &sql);

    EntryStore store;
    ChainWriter chain;
};

/// An order of @p pieces of @p product by the web page.
NewOrder webOrder(qint64 product, qint64 pieces = 1);
