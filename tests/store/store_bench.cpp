#include "store_bench.h"

using namespace Qt::StringLiterals;

void StockRecorder::stockChanged(const StockChange &change)
{
    const std::lock_guard lock(m_mutex);
    ++m_changes;
    for (const StockLevel &level : change.stock)
        m_onHand.insert(level.product, level.onHand.wholePieces());
    for (auto head = change.heads.begin(); head != change.heads.end(); ++head)
        m_heads.insert(head.key(), head.value());
}

void StockRecorder::catalogueRead(const CatalogueRead &read)
{
    const std::lock_guard lock(m_mutex);
    ++m_reads;
    for (const StockLevel &level : read.stock)
        m_onHand.insert(level.product, level.onHand.wholePieces());
    m_heads = read.heads;
}

int StockRecorder::changes() const
{
    const std::lock_guard lock(m_mutex);
    return m_changes;
}

int StockRecorder::reads() const
{
    const std::lock_guard lock(m_mutex);
    return m_reads;
}

qint64 StockRecorder::onHand(qint64 product) const
{
    const std::lock_guard lock(m_mutex);
    return m_onHand.value(product, -1);
}

qint64 StockRecorder::head(const QUuid &till) const
{
    const std::lock_guard lock(m_mutex);
    return m_heads.value(till, -1);
}

StoreBench::StoreBench(TestCluster &cluster)
    : server(cluster)
    , orders({.name = u"orders"_s, .address = server.address()}, supervisor)
    , reads({.name = u"reads"_s, .address = server.address()}, supervisor)
{
}

int StoreBench::cutConnections()
{
    return server
        .value(u"SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
               "WHERE application_name IN ('bakehouse orders', 'bakehouse reads') "
               "AND datname = current_database()"_s)
        .toInt();
}

QString StoreBench::faults()
{
    QStringList lines;
    for (const QStringList &row : server.rows(u"SELECT * FROM bakehouse.verify_all()"_s))
        lines.append(row.first());
    return lines.join(u'\n');
}

qint64 StoreBench::onHand(qint64 product)
{
    return server
        .value(u"SELECT on_hand / 1000 FROM bakehouse.stock WHERE product_id = %1"_s.arg(product))
        .toLongLong();
}

void StoreBench::setOnHand(qint64 product, qint64 pieces)
{
    server.execute(u"SET search_path = bakehouse; "
                   "SELECT set_stock(ARRAY[%1], ARRAY[%2::bigint * 1000], 'import', current_date)"_s
                       .arg(product)
                       .arg(pieces));
}

QString StoreBench::discrepancies()
{
    return server.value(
        u"SELECT string_agg(kind, ' ' ORDER BY seq, kind) FROM bakehouse.discrepancies"_s);
}

ChainWriter::ChainWriter(const QUuid &till)
    : m_till(till)
{
}

static void addUp(Receipt &receipt)
{
    std::vector<RatedAmount> amounts;
    for (const ReceiptLine &line : receipt.lines) {
        receipt.total += line.gross;
        amounts.push_back({.rateBp = line.rateBp, .gross = line.gross});
    }
    receipt.vat = vatTotals(amounts);
    receipt.tenders = {{.method = TenderMethod::Cash, .amount = receipt.total}};
}

static Receipt emptyReceipt()
{
    const QDateTime soldAt(QDate(2026, 3, 2), QTime(8, 0), Qt::UTC);
    return {.uuid = QUuid::createUuid(),
            .currency = {.code = u"EUR"_s, .decimals = 2},
            .soldAt = soldAt,
            .businessDay = soldAt.date(),
            .clerk = 3};
}

Receipt ChainWriter::sale(const std::vector<Sold> &sold)
{
    Receipt receipt = emptyReceipt();
    for (const Sold &item : sold) {
        const Money price = Money::fromMinor(item.price);
        const Quantity quantity = Quantity::fromPieces(item.pieces);
        receipt.lines.push_back({.product = item.product,
                                 .name = u"Goods \"%1\""_s.arg(item.product),
                                 .quantity = quantity,
                                 .unitPrice = price,
                                 .gross = priceOf(price, quantity),
                                 .taxClass = u"food"_s,
                                 .rateBp = item.rateBp,
                                 .prepared = item.prepared});
    }
    addUp(receipt);
    return receipt;
}

Receipt ChainWriter::refund(const Receipt &original, qint64 pieces)
{
    Receipt receipt = emptyReceipt();
    receipt.kind = ReceiptKind::Refund;
    receipt.original =
        ReceiptReference {.till = original.till, .uuid = original.uuid, .number = original.number};
    for (std::size_t i = 0; i < original.lines.size(); ++i) {
        ReceiptLine line = original.lines[i];
        line.quantity = -Quantity::fromPieces(pieces);
        line.gross = priceOf(line.unitPrice, line.quantity);
        line.originalLine = static_cast<int>(i) + 1;
        receipt.lines.push_back(line);
    }
    addUp(receipt);
    return receipt;
}

Entry ChainWriter::write(Receipt &receipt)
{
    receipt.till = m_till;
    receipt.sequence = nextSequence();
    receipt.number = ++m_number;
    receipt.prefix = u"1-"_s;
    const QString kind = receipt.kind == ReceiptKind::Sale ? u"sale"_s : u"refund"_s;
    return writeBytes(canonicalEntry(receipt), kind, receipt.uuid);
}

Entry ChainWriter::write(Receipt &&receipt)
{
    return write(receipt);
}

Entry ChainWriter::writeEvent(const QString &kind)
{
    const EventDraft event {.uuid = QUuid::createUuid(),
                            .kind = kind,
                            .at = QDateTime(QDate(2026, 3, 2), QTime(8, 0), Qt::UTC),
                            .businessDay = QDate(2026, 3, 2),
                            .values = {{u"reason"_s, u"change"_s}}};
    return writeBytes(canonicalEntry(event, m_till, nextSequence()), kind, event.uuid);
}

Entry ChainWriter::writeBytes(const QByteArray &bytes, const QString &kind, const QUuid &uuid)
{
    Entry entry {.till = m_till,
                 .sequence = ++m_sequence,
                 .uuid = uuid,
                 .kind = kind,
                 .bytes = bytes,
                 .previous = m_head,
                 .hash = chainHash(m_head, bytes)};
    m_head = entry.hash;
    return entry;
}

TillBench::TillBench(TestCluster &cluster)
    : StoreBench(cluster)
    , store(orders, listener, u"here"_s)
{
    if (!await(store.registerTill(chain.till(), u"Counter"_s, 0)))
        qFatal("the till could not be registered");
}

RecordOutcome TillBench::record(const std::vector<Entry> &entries)
{
    const Result<RecordOutcome> outcome = await(store.record(entries));
    if (!outcome)
        qFatal("%s", qPrintable(describe(outcome.error())));
    return *outcome;
}

QString TillBench::value(const QString &sql)
{
    return server.value(u"SET search_path = bakehouse; "_s + sql);
}

NewOrder webOrder(qint64 product, qint64 pieces)
{
    return {.uuid = QUuid::createUuid(),
            .customerName = u"Anna"_s,
            .customerEmail = u"anna@example.org"_s,
            .businessDay = QDate(2026, 3, 2),
            .lines = {{.product = product, .quantity = Quantity::fromPieces(pieces)}}};
}
