#include "fault_shop.h"

#include "data_directory.h"
#include "journal_reader.h"
#include "shop_processes.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int askLimitMs = 30'000;
constexpr int uploadLimitMs = 120'000;
constexpr int endLimitMs = 600'000;
constexpr int customerCount = 4;
/// Some seventy sales a second.
const QString pace = u"15000"_s;

}

FaultShop::FaultShop(const QString &place)
    : m_shop(place)
    , m_receipts(m_outside.filePath(u"receipts.csv"_s))
    , m_acks(m_outside.filePath(u"acks"_s))
{
    m_shop.setVariable(u"BAKEHOUSE_ORDERS_PROCESSING_SECONDS"_s, u"0-1"_s);
    m_shop.setVariable(u"BAKEHOUSE_ORDERS_OPEN_LIMIT"_s, u"10000000"_s);
}

FaultShop::~FaultShop()
{
    stop();
}

void FaultShop::stop()
{
    if (m_till) {
        m_till->kill();
        m_till->waitForFinished();
    }
    if (m_shop.served())
        m_shop.stopServer();
}

QString FaultShop::open(int sales, quint32 seed)
{
    if (const QString wrong = serve(); !wrong.isEmpty())
        return wrong;
    m_sales = sales;
    // Outside: what a test writes itself, nobody syncs for it.
    if (!QFile::copy(m_shop.prepareReplay(sales, seed), m_receipts))
        return u"the receipts could not be copied"_s;
    openCustomers();
    m_customers->orderAt(m_shop.api());
    m_customers->start();
    startTill();
    return {};
}

void FaultShop::openCustomers()
{
    m_shop.sql(u"SELECT bakehouse.book_delivery('test', current_date, (SELECT "
               u"jsonb_agg(jsonb_build_array(id, 1000000000)) "
               u"FROM bakehouse.catalogue_products), 'test')"_s);
    QList<qint64> products;
    const QString ids =
        m_shop.sql(u"SELECT string_agg(id::text, ' ') FROM bakehouse.catalogue_products"_s);
    for (const QString &id : ids.split(u' '))
        products.append(id.toLongLong());
    m_customers = std::make_unique<WebCustomers>(customerCount, products);
}

QString FaultShop::serve()
{
    const QString api = m_shop.serve();
    if (api.isEmpty())
        return u"the shop did not start: "_s + m_shop.serverComplaints();
    if (m_customers)
        m_customers->orderAt(api);
    return {};
}

void FaultShop::startTill()
{
    m_till = m_shop.start(
        {u"replay"_s, m_receipts, u"--speed"_s, pace, u"--acks"_s, m_acks, u"--wait"_s, u"600"_s});
}

QString FaultShop::startDead()
{
    if (m_shop.served() && !isAlive(m_shop.programPid())) {
        m_shop.killServer();
        if (const QString wrong = serve(); !wrong.isEmpty())
            return wrong;
    }
    if (isAlive(m_till->processId()))
        return {};
    m_till->waitForFinished();
    if (m_till->exitStatus() == QProcess::NormalExit && m_till->exitCode() != 0)
        return u"the till gave up: "_s + saidByTill();
    startTill();
    return {};
}

/// Its last words; the bar of its progress is written over and over.
QString FaultShop::saidByTill()
{
    const QStringList said =
        QString::fromUtf8(m_till->readAllStandardError()).split(u'\r', Qt::SkipEmptyParts);
    return (isAlive(m_till->processId()) ? u"The till runs: "_s : u"The till has ended: "_s)
        + said.mid(std::max<qsizetype>(0, said.size() - 3)).join(u" | "_s);
}

qsizetype FaultShop::acknowledged() const
{
    return contentOf(m_acks).count('\n');
}

QString FaultShop::awaitReceipts(qsizetype sales, int timeoutMs)
{
    const qsizetype wanted = std::min<qsizetype>(acknowledged() + sales, m_sales);
    const qint64 till = m_till->processId();
    const auto there = [&] { return acknowledged() >= wanted; };
    if (QTest::qWaitFor([&] { return there() || !isAlive(till); }, timeoutMs) && there())
        return {};
    return u"%1 receipts, not %2, within %3 ms. "_s.arg(acknowledged()).arg(wanted).arg(timeoutMs)
        + saidByTill();
}

QString FaultShop::awaitSales(qsizetype sales, qsizetype orders, int timeoutMs)
{
    QElapsedTimer since;
    since.start();
    const qsizetype wanted = answered() + orders;
    if (const QString wrong = awaitReceipts(sales, timeoutMs); !wrong.isEmpty())
        return wrong;
    const int left = std::max(1, timeoutMs - int(since.elapsed()));
    if (QTest::qWaitFor([&] { return answered() >= wanted; }, left))
        return {};
    return u"%1 orders, not %2, after %3 ms"_s.arg(answered()).arg(wanted).arg(timeoutMs);
}

QList<qint64> FaultShop::backends() const
{
    return childrenOf(postmaster());
}

std::optional<QString> FaultShop::ask(const QString &sql) const
{
    QProcess psql;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PGCONNECT_TIMEOUT"_s, u"5"_s);
    psql.setProcessEnvironment(environment);
    psql.start(u"psql"_s,
               {u"-XAtq"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-c"_s, sql, m_shop.databaseUrl()});
    if (!psql.waitForFinished(askLimitMs) || psql.exitCode() != 0)
        return std::nullopt;
    return QString::fromUtf8(psql.readAllStandardOutput()).trimmed();
}

/// The database has everything that was acknowledged, in the same order, and numbers without gap.
QString FaultShop::compareReceipts(const QByteArray &acknowledged)
{
    QByteArray stored;
    std::optional<QString> counts;
    const bool there = QTest::qWaitFor(
        [&] {
            const std::optional<QString> text =
                ask(u"SELECT string_agg(source_key || ' ' || number || ' ' || total_minor, E'\\n' "
                    u"ORDER BY number) FROM bakehouse.receipts"_s);
            stored = text.value_or(QString()).toUtf8();
            stored += stored.isEmpty() ? "" : "\n";
            counts = ask(u"SELECT count(*) || ' ' || count(DISTINCT source_key) || ' ' || "
                         u"coalesce(max(number), 0) FROM bakehouse.receipts"_s);
            return text && counts && stored.size() >= acknowledged.size();
        },
        uploadLimitMs);
    const QStringList numbers = counts.value_or(QString()).split(u' ');
    const qint64 counted = numbers.value(0).toLongLong();
    m_receiptsRow.acknowledged = acknowledged.count('\n');
    m_receiptsRow.stored = stored.count('\n');
    m_receiptsRow.counted = counted;
    m_receiptsRow.doubled = counted - numbers.value(1).toLongLong();
    m_receiptsRow.gaps = numbers.value(2).toLongLong() - counted;
    const QList<QByteArray> storedLines = stored.split('\n');
    const QSet<QByteArray> known(storedLines.begin(), storedLines.end());
    m_receiptsRow.lost = 0;
    for (const QByteArray &line : acknowledged.split('\n'))
        m_receiptsRow.lost += known.contains(line) || line.isEmpty() ? 0 : 1;
    if (there && stored.startsWith(acknowledged) && m_receiptsRow.doubled == 0
        && m_receiptsRow.gaps == 0)
        return {};
    return u"receipts: %1 acknowledged, %2 stored, %3 of the acknowledged are not there, %4 "
           u"doubled, %5 gaps"_s.arg(m_receiptsRow.acknowledged)
               .arg(m_receiptsRow.stored)
               .arg(m_receiptsRow.lost)
               .arg(m_receiptsRow.doubled)
               .arg(m_receiptsRow.gaps);
}

/// Each key that was answered is one order of the database.
QString FaultShop::compareOrders()
{
    const QHash<QByteArray, qint64> answers = m_customers->answers();
    QSet<qint64> stored;
    const bool asked = QTest::qWaitFor(
        [&] {
            const std::optional<QString> text =
                ask(u"SELECT string_agg(public_id::text, ' ') FROM bakehouse.orders "
                    u"WHERE source = 'web'"_s);
            if (!text)
                return false;
            for (const QString &id : text->split(u' ', Qt::SkipEmptyParts))
                stored.insert(id.toLongLong());
            return true;
        },
        uploadLimitMs);
    m_ordersRow.acknowledged = answers.size();
    m_ordersRow.stored = stored.size();
    m_ordersRow.lost = 0;
    QSet<qint64> told;
    for (const qint64 order : answers) {
        told.insert(order);
        m_ordersRow.lost += stored.contains(order) ? 0 : 1;
    }
    m_ordersRow.doubled = answers.size() - told.size() + m_customers->contradictions();
    if (asked && m_ordersRow.lost == 0 && m_ordersRow.doubled == 0)
        return {};
    return u"orders: %1 answered, %2 stored, %3 of the answered are not there, %4 doubled"_s
        .arg(m_ordersRow.acknowledged)
        .arg(m_ordersRow.stored)
        .arg(m_ordersRow.lost)
        .arg(m_ordersRow.doubled);
}

QString FaultShop::checkGoingOn()
{
    const QByteArray acknowledged = contentOf(m_acks);
    const qsizetype whole = acknowledged.lastIndexOf('\n') + 1;
    const QString wrong = compareReceipts(acknowledged.first(whole));
    return wrong.isEmpty() ? compareOrders() : wrong;
}

QString FaultShop::pause()
{
    if (!m_customers->finish(uploadLimitMs))
        return u"a customer has no answer"_s;
    if (isAlive(m_till->processId()))
        m_till->terminate();
    if (m_till->state() != QProcess::NotRunning && !m_till->waitForFinished(uploadLimitMs))
        return u"the till does not end"_s;
    return {};
}

/// The database has what the journals hold.
QString FaultShop::awaitUploaded()
{
    const Result<DataDirectory> directory = DataDirectory::prepare(m_shop.data());
    if (!directory)
        return describe(directory.error());
    qint64 inJournals = 0;
    for (const QUuid &till : directory->tills()) {
        const auto reader = JournalReader::open(directory->tillFolder(till));
        const Result<JournalState> state = reader ? (*reader)->state() : reader.error();
        if (!state)
            return describe(state.error());
        if (const Result<void> chain = (*reader)->verify(); !chain)
            return describe(chain.error());
        inJournals += state->head;
    }
    const bool uploaded = QTest::qWaitFor(
        [&] {
            return ask(u"SELECT count(*) FROM bakehouse.entries"_s) == QString::number(inJournals);
        },
        uploadLimitMs);
    return uploaded ? QString() : u"not everything was uploaded: %1 entries"_s.arg(inJournals);
}

QString FaultShop::verify() const
{
    const CommandResult verify = m_shop.run({u"verify"_s});
    return verify.exitCode == 0 ? QString() : verify.output + verify.complaints;
}

QString FaultShop::checkAtRest()
{
    QString wrong = pause();
    if (wrong.isEmpty())
        wrong = awaitUploaded();
    if (wrong.isEmpty())
        wrong = checkGoingOn();
    if (wrong.isEmpty())
        wrong = verify();
    m_customers->start();
    startTill();
    return wrong;
}

QString FaultShop::checkAtEnd()
{
    if (const QString wrong = pause(); !wrong.isEmpty())
        return wrong;
    const CommandResult last = m_shop.run(
        {u"replay"_s, m_receipts, u"--as-fast-as-possible"_s, u"--acks"_s, m_acks}, endLimitMs);
    if (last.exitCode != 0)
        return last.output + last.complaints.right(2'000);
    if (const QString wrong = awaitUploaded(); !wrong.isEmpty())
        return wrong;
    if (const QString wrong = checkGoingOn(); !wrong.isEmpty())
        return wrong;
    if (m_receiptsRow.acknowledged != m_sales || m_receiptsRow.stored != m_sales)
        return u"%1 of %2 receipts were acknowledged, %3 stored"_s.arg(m_receiptsRow.acknowledged)
            .arg(m_sales)
            .arg(m_receiptsRow.stored);
    // An order that was stored although its customer never heard: asked again, he would have.
    if (m_ordersRow.stored != m_ordersRow.acknowledged)
        return u"%1 orders were answered, %2 are stored"_s.arg(m_ordersRow.acknowledged)
            .arg(m_ordersRow.stored);
    const QString made = u"SELECT count(*) FROM bakehouse.order_events WHERE state = 'ready'"_s;
    const bool allReady = QTest::qWaitFor(
        [&] { return ask(made).value_or(QString()).toLongLong() >= m_ordersRow.stored; },
        uploadLimitMs);
    m_ordersRow.counted = ask(made).value_or(QString()).toLongLong();
    if (!allReady || m_ordersRow.counted != m_ordersRow.stored)
        return u"%1 orders were made of %2"_s.arg(m_ordersRow.counted).arg(m_ordersRow.stored);
    return verify();
}

FaultRow FaultShop::receiptsRow(const char *part) const
{
    FaultRow row = m_receiptsRow;
    row.part = part;
    return row;
}

FaultRow FaultShop::ordersRow(const char *part) const
{
    FaultRow row = m_ordersRow;
    row.part = part;
    return row;
}
