#include "followed_shop.h"

#include "await.h"

#include <QTest>

using namespace Qt::StringLiterals;

FollowedShop::FollowedShop(TestCluster &cluster, const QString &flow,
                           const QHash<QString, QString> &more)
    : m_database(cluster)
{
    m_sources.commandLine = {{u"data.directory"_s, m_folder.data()},
                             {u"database.url"_s, m_database.address().uri()},
                             {u"orders.flow"_s, flow},
                             {u"orders.processing_seconds"_s, u"0"_s},
                             {u"api.port"_s, u"0"_s}};
    m_sources.commandLine.insert(more);
    open();
}

void FollowedShop::open()
{
    const Result<Settings> settings = Settings::load(m_sources);
    if (!settings)
        qFatal("%s", qPrintable(describe(settings.error())));
    auto opened = CounterShop::open(m_sources, *settings);
    if (!opened)
        qFatal("%s", qPrintable(describe(opened.error())));
    m_counter = *std::move(opened);
    m_counter->start();
}

bool FollowedShop::ready()
{
    constexpr int longMs = 30'000;
    const QString listeners =
        u"SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE '%notifier%'"_s;
    return QTest::qWaitFor(
        [&] {
            return m_counter->catalogue().current() && m_counter->till().state().tillNumber > 0
                && m_database.value(listeners).toInt() > 0;
        },
        longMs);
}

quint16 FollowedShop::port() const
{
    const QString url = m_counter->shop().apiUrl();
    return quint16(url.sliced(url.lastIndexOf(u':') + 1).toUInt());
}

qint64 FollowedShop::place()
{
    const Result<PlacedOrder> placed =
        await(m_counter->orders().place({.customerName = u"Zoë"_s,
                                         .customerEmail = u"zoe@example.com"_s,
                                         .lines = {{1, Quantity::fromPieces(1)}}}));
    return placed ? placed->publicId : -1;
}

bool FollowedShop::advance(qint64 order, OrderState to)
{
    return bool(await(m_counter->orders().advance(order, to)));
}

void FollowedShop::advanceElsewhere(qint64 order, const QString &to)
{
    m_database.execute(
        u"SELECT bakehouse.advance_order(%1, '%2', 'staff', 'elsewhere')"_s.arg(order).arg(to));
}
