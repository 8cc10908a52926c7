#include "proxied_till.h"

#include "audit_store.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
constexpr int longMs = 60'000;
constexpr int mostPieces = 4;
}

ProxiedTill::ProxiedTill(TestCluster &cluster, quint32 seed)
    : database(cluster)
    , network(cluster.host(), TestCluster::port)
    , bench(database.addressAt(network.host(), QString::number(network.port())))
    , uploader(*bench.journal, bench.entries, u"test"_s)
    , m_random(seed)
{
    QObject::connect(bench.till.get(), &Till::entryWritten, &uploader, &Uploader::wake);
}

bool ProxiedTill::begin()
{
    if (!bench.readGoods())
        return false;
    m_goods = bench.cache.current()->goods().products;
    std::erase_if(m_goods, [](const Product &product) {
        return product.unit != SaleUnit::Piece || !product.available;
    });
    uploader.start();
    return QTest::qWaitFor([this] { return bench.till->state().tillNumber > 0; }, longMs);
}

bool ProxiedTill::sell(int count)
{
    for (int sale = 0; sale < count; ++sale) {
        if (!sellOne())
            return false;
    }
    return true;
}

bool ProxiedTill::sellOne()
{
    std::vector<qint64> products;
    qint64 total = 0;
    const int pieces = 1 + int(m_random.bounded(mostPieces));
    for (int piece = 0; piece < pieces; ++piece) {
        const Product &product = m_goods[m_random.bounded(quint32(m_goods.size()))];
        products.push_back(product.id);
        total += product.price.minor();
    }
    QElapsedTimer time;
    time.start();
    const Result<Receipt> receipt = bench.sell(products);
    if (!receipt || receipt->total.minor() != total || receipt->number != m_sold + 1)
        return false;
    m_longestSaleMs = std::max(m_longestSaleMs, time.elapsed());
    ++m_sold;
    m_takings += total;
    return true;
}

bool ProxiedTill::drains()
{
    return QTest::qWaitFor([this] { return uploader.idle(); }, longMs);
}

QString ProxiedTill::stored(const QString &expression)
{
    return database.value(u"SELECT %1 FROM bakehouse.receipts"_s.arg(expression));
}

FaultRow ProxiedTill::row(const char *part, int faults)
{
    const qint64 kept = bench.journal->state().head;
    const qint64 counted = stored(u"count(DISTINCT uuid)"_s).toLongLong();
    return {.part = part,
            .faults = faults,
            .acknowledged = m_sold,
            .stored = kept,
            .counted = counted,
            .lost = std::max<qint64>(0, m_sold - std::min(kept, counted)),
            .doubled = stored(u"count(*)"_s).toLongLong() - counted,
            .gaps = stored(u"max(number)"_s).toLongLong() - counted,
            .longestMs = m_longestSaleMs};
}

QString ProxiedTill::fault()
{
    const QString count = QString::number(m_sold);
    const std::pair<QString, QString> expected[] {
        {u"count(*)"_s, count},
        {u"count(DISTINCT number)"_s, count},
        {u"count(DISTINCT uuid)"_s, count},
        {u"min(number)"_s, u"1"_s},
        {u"max(number)"_s, count},
        {u"sum(total_minor)"_s, QString::number(m_takings)},
    };
    for (const auto &[expression, value] : expected) {
        if (const QString found = stored(expression); found != value)
            return u"%1 is %2, sold were %3"_s.arg(expression, found, value);
    }
    const QString head = database.value(u"SELECT head_seq FROM bakehouse.tills"_s);
    if (head.toLongLong() != bench.journal->state().head)
        return u"the database's head is "_s + head;
    if (const Result<void> chain = await(bench.journal->verify()); !chain)
        return describe(chain.error());
    CallSupervisor supervisor;
    Database direct({.name = u"verify"_s, .address = database.address()}, supervisor);
    const Result<QStringList> findings = await(AuditStore(direct).verify());
    return findings ? findings->value(0) : describe(findings.error());
}
