#include "stores.h"

#include "database_home.h"
#include "settings.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace {

constexpr int reportTimeoutMs = 10 * 60 * 1'000;

Database::Options options(DatabaseHome &home, const QString &name)
{
    Database::Options result {.name = name, .address = home.address()};
    result.onHung = [&home](qint64 backendPid) { home.wake(backendPid); };
    return result;
}

/// Reports, verify and backup have longer limits on a connection of their own.
Database::Options reportOptions(DatabaseHome &home, const QString &name)
{
    Database::Options result = options(home, name);
    result.statementTimeoutMs = reportTimeoutMs;
    result.callTimeoutMs = reportTimeoutMs + 5'000;
    return result;
}

} // namespace

Stores::Stores(DatabaseHome &home, const Settings &settings, const Clock &clock)
    : origin(QUuid::createUuid().toString(QUuid::WithoutBraces))
    , snapshot(home.directory().file(u"catalogue.sqlite"_s))
    , cache(catalogue, snapshot, clock,
            std::chrono::seconds(settings.integer(u"catalogue.expiry_seconds"_s)))
    , ordersDatabase(options(home, u"orders"_s), m_supervisor)
    , readsDatabase(options(home, u"store"_s), m_supervisor)
    , checksDatabase(reportOptions(home, u"checks"_s), m_supervisor)
    , reportsDatabase(reportOptions(home, u"reports"_s), m_supervisor)
    , workerDatabase(options(home, u"worker"_s), m_supervisor)
    , orders(ordersDatabase, readsDatabase, cache, origin)
    , entries(ordersDatabase, cache, origin)
    , catalogue(ordersDatabase, cache, origin)
    , pictures(ordersDatabase, readsDatabase, cache, origin)
    , shop(ordersDatabase, cache, origin)
    , hours(ordersDatabase, cache, origin)
    , audit(reportsDatabase, &checksDatabase)
    , probe(readsDatabase)
    , jobs(workerDatabase, origin)
    , keys(readsDatabase)
    , tickets(readsDatabase)
    , partners(ordersDatabase, reportsDatabase, cache, origin)
{
}
