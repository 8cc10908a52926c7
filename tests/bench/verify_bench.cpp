// verify over the books of a large shop: a million receipts of four tills, recorded as their tills
// would send them; the time that the whole takes, and that one changed value among them is found.

#include "audit_store.h"
#include "bench_database.h"
#include "bench_options.h"
#include "bench_report.h"
#include "data_directory.h"
#include "database.h"
#include "entry_store.h"
#include "made_goods.h"
#include "served_shop.h"
#include "shop_check.h"
#include "stock_listener.h"
#include "waited.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace {

constexpr int goods = 200;
constexpr int tills = 4;
constexpr int batch = 400;
constexpr qint64 receiptsAtOnce = 1'000'000;
constexpr qint64 receiptsQuick = 20'000;

/// Nobody listens to what the stock becomes.
class DeafListener final : public StockListener
{
public:
    void stockChanged(const StockChange &) override { }
    void catalogueRead(const CatalogueRead &) override { }
};

/// The chain of a made-up till: sales of one to four goods, some drawer events between.
class MadeChain
{
public:
    MadeChain(std::vector<qint64> products, quint32 seed)
        : m_products(std::move(products))
        , m_random(seed)
    {
    }

    const QUuid till = QUuid::createUuid();
    QString prefix;

    std::vector<Entry> next(int count)
    {
        std::vector<Entry> entries;
        entries.reserve(size_t(count));
        for (int i = 0; i < count; ++i)
            entries.push_back(link(sale()));
        return entries;
    }

private:
    Receipt sale()
    {
        m_time = m_time.addSecs(m_random.bounded(5, 120));
        Receipt receipt {.uuid = QUuid::createUuid(),
                         .till = till,
                         .sequence = m_sequence + 1,
                         .number = m_sequence + 1,
                         .prefix = prefix,
                         .currency = {.code = u"EUR"_s, .decimals = 2},
                         .soldAt = m_time,
                         .businessDay = m_time.date(),
                         .clerk = 1 + m_random.bounded(4)};
        std::vector<RatedAmount> amounts;
        for (int line = 1 + m_random.bounded(4); line > 0; --line) {
            addLine(receipt);
            amounts.push_back(
                {.rateBp = receipt.lines.back().rateBp, .gross = receipt.lines.back().gross});
        }
        receipt.vat = vatTotals(amounts);
        receipt.tenders = {{.method = TenderMethod::Cash, .amount = receipt.total}};
        return receipt;
    }
    void addLine(Receipt &receipt)
    {
        const auto at = size_t(m_random.bounded(int(m_products.size())));
        const Money price = Money::fromMinor(45 + 5 * qint64(at % 90));
        const Quantity quantity = Quantity::fromPieces(1 + m_random.bounded(3));
        receipt.lines.push_back({.product = m_products[at],
                                 .name = u"Goods of the bench %1"_s.arg(at),
                                 .quantity = quantity,
                                 .unitPrice = price,
                                 .gross = priceOf(price, quantity),
                                 .taxClass = at % 3 == 0 ? u"drink"_s : u"food"_s,
                                 .rateBp = at % 3 == 0 ? 1900 : 700});
        receipt.total += receipt.lines.back().gross;
    }
    Entry link(const Receipt &receipt)
    {
        const QByteArray bytes = canonicalEntry(receipt);
        Entry entry {.till = till,
                     .sequence = ++m_sequence,
                     .uuid = receipt.uuid,
                     .kind = u"sale"_s,
                     .bytes = bytes,
                     .previous = m_head,
                     .hash = chainHash(m_head, bytes)};
        m_head = entry.hash;
        return entry;
    }

    const std::vector<qint64> m_products;
    QRandomGenerator m_random;
    QDateTime m_time {QDate(2024, 1, 2), QTime(7, 0), Qt::UTC};
    qint64 m_sequence = 0;
    QByteArray m_head = genesisHash();
};

/// A shop with many receipts. Owned by measureVerify().
class VerifyBench
{
public:
    VerifyBench(const BenchOptions &options, BenchReport &report)
        : m_options(options)
        , m_report(report)
        , m_receipts(options.quick ? receiptsQuick : receiptsAtOnce)
        , m_folder(options.folder + u"/shop"_s)
        , m_shop(m_folder, {u"--no-worker"_s})
    {
    }

    Result<void> run()
    {
        Result<void> done = prepare();
        if (done)
            done = fill();
        if (done)
            done = check();
        return done ? tamper() : done;
    }

private:
    Result<void> prepare()
    {
        Result<void> done = m_shop.start();
        if (done)
            done = m_shop.import({madeGoods(goods, m_options.seed, u"EUR"_s)});
        if (!done)
            return done;
        Result<std::unique_ptr<BenchDatabase>> bench = BenchDatabase::open(m_shop.database());
        if (!bench)
            return bench.error();
        m_bench = std::move(*bench);
        if (done = m_bench->script(u"restock"_s); !done)
            return done;
        const Result<DatabaseAddress> address = DatabaseAddress::parse(m_shop.database());
        if (!address)
            return address.error();
        m_address = *address;
        constexpr int patienceMs = 30 * 60'000;
        const auto connect = [this](const QString &name) {
            return std::make_unique<Database>(Database::Options {.name = name,
                                                                 .address = m_address,
                                                                 .statementTimeoutMs = patienceMs,
                                                                 .callTimeoutMs = patienceMs},
                                              m_supervisor);
        };
        m_helper = connect(u"checks"_s);
        m_reports = connect(u"reports"_s);
        m_orders = connect(u"orders"_s);
        return {};
    }

    /// Errors: what the database complained of.
    Result<void> record(EntryStore &store, MadeChain &chain, int count)
    {
        const Result<RecordOutcome> outcome = waited(store.record(chain.next(count)));
        if (!outcome)
            return outcome.error();
        return outcome->kind == RecordOutcome::Kind::Recorded
            ? Result<void>()
            : Result<void>(Error {.detail = u"the entries were not recorded"_s});
    }

    Result<void> fill()
    {
        const auto products = m_bench->numbers(u"bench_goods"_s, {true});
        if (!products)
            return products.error();
        EntryStore store(*m_orders, m_deaf, u"bench"_s);
        std::vector<std::unique_ptr<MadeChain>> chains;
        for (int i = 0; i < tills; ++i) {
            chains.push_back(std::make_unique<MadeChain>(*products, m_options.seed + quint32(i)));
            const auto registered = waited(store.registerTill(chains.back()->till, u"till"_s, 0));
            if (!registered)
                return registered.error();
            chains.back()->prefix = registered->prefix;
        }
        m_report.begin(u"verify: %1 receipts of %2 tills"_s.arg(m_receipts).arg(tills));
        QElapsedTimer since;
        since.start();
        for (qint64 sent = 0; sent < m_receipts; sent += batch) {
            MadeChain &chain = *chains[size_t(sent / batch) % chains.size()];
            if (const Result<void> done = record(store, chain, batch); !done)
                return done;
        }
        m_report.fact(u"recorded per second"_s,
                      qint64(double(m_receipts) * 1e9 / double(since.nsecsElapsed())));
        m_orders.reset();
        return {};
    }

    Result<CheckReport> ask()
    {
        const Result<DataDirectory> directory = DataDirectory::prepare(m_folder);
        if (!directory)
            return directory.error();
        AuditStore audit(*m_reports, m_helper.get());
        return ShopCheck({.audit = audit, .directory = *directory, .address = &m_address}).run();
    }

    Result<void> check()
    {
        QElapsedTimer since;
        since.start();
        AuditStore audit(*m_reports, m_helper.get());
        const Result<QStringList> books = waited(audit.verify());
        if (!books)
            return books.error();
        m_report.fact(u"books alone"_s, double(since.elapsed()) / 1e3, u"s"_s);
        const Result<CheckReport> whole = ask();
        if (!whole)
            return whole.error();
        if (!whole->findings.isEmpty())
            return Error {.detail = u"not clean: "_s + whole->findings.first()};
        const double seconds = double(whole->milliseconds) / 1e3;
        m_report.fact(u"books, chains and pages, clean"_s, seconds, u"s"_s);
        m_report.fact(u"receipts per second"_s, qint64(double(whole->receipts) / seconds));
        return {};
    }

    /// A cent in the middle of the books.
    Result<void> tamper()
    {
        const auto changed = m_bench->number(u"bench_tamper"_s, {m_receipts / tills / 2});
        if (!changed)
            return changed.error();
        AuditStore audit(*m_reports, m_helper.get());
        const Result<QStringList> found = waited(audit.verify());
        if (!found)
            return found.error();
        const QString place = u"entry %1,"_s.arg(m_receipts / tills / 2);
        const bool named = !found->isEmpty() && found->first().contains(place);
        m_report.goal(u"a cent changed in the middle is named"_s, found->value(0), place, named);
        return {};
    }

    const BenchOptions m_options;
    BenchReport &m_report;
    const qint64 m_receipts;
    const QString m_folder;
    ServedShop m_shop;
    std::unique_ptr<BenchDatabase> m_bench;
    DatabaseAddress m_address;
    DeafListener m_deaf;
    CallSupervisor m_supervisor;
    std::unique_ptr<Database> m_helper;
    std::unique_ptr<Database> m_reports;
    std::unique_ptr<Database> m_orders;
};

} // namespace

Result<void> measureVerify(const BenchOptions &options, BenchReport &report)
{
    return VerifyBench(options, report).run();
}
