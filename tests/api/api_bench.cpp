#include "api_bench.h"

#include "await.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

Database::Options lane(const QString &name, const DatabaseAddress &address)
{
    return {.name = name, .address = address};
}

ApiSettings settings(const DoorSettings &door, MetricsReach metrics = MetricsReach::Loopback,
                     const QHostAddress &listen = QHostAddress(QHostAddress::LocalHost))
{
    return {.listen = listen,
            .port = 0,
            .maxConnectionsPerAddress = 200,
            .door = door,
            .zone = QTimeZone("Europe/Berlin"),
            .shopName = u"Test Bakery"_s,
            .metrics = metrics};
}

}

bool JsonAnswer::isError() const
{
    return raw.header("Content-Type") == "application/json"
        && !json[u"error"_s].toString().isEmpty() && !code().isEmpty()
        && json[u"details"_s].isObject();
}

ApiBench::ApiBench(TestCluster &cluster, const DoorSettings &door, MetricsReach metrics,
                   const QHostAddress &listen)
    : m_database(cluster)
    , m_file(m_folder.filePath(u"snapshot.sqlite"_s))
    , m_orderLane(lane(u"orders"_s, m_database.address()), m_supervisor)
    , m_reads(lane(u"store"_s, m_database.address()), m_supervisor)
    , m_catalogue(m_orderLane, m_relay, u"bench"_s)
    , m_hours(m_orderLane, m_relay, u"bench"_s)
    , m_orders(m_orderLane, m_reads, m_relay, u"bench"_s)
    , m_pickups(*(m_cache = std::make_unique<CatalogueCache>(m_catalogue, m_file, m_clock)),
                m_clock, {.zone = QTimeZone("Europe/Berlin")})
    , m_desk(m_orders, m_clock, {.zone = QTimeZone("Europe/Berlin"), .pickups = &m_pickups})
    , m_health({{u"database"_s,
                 [this] {
                     return HealthCheck {
                         .name = u"database"_s, .healthy = m_healthy, .note = u"as told"_s};
                 }}})
    , m_keyStore(m_reads)
    , m_keys(m_keyStore, m_clock)
    , m_pictureStore(m_orderLane, m_reads, m_relay, u"bench"_s)
    , m_pictures(m_pictureStore)
    , m_partnerStore(m_orderLane, m_reads, m_relay, u"bench"_s)
    , m_partners(m_partnerStore, m_desk, m_clock, {.zone = QTimeZone("Europe/Berlin")})
    , m_api({m_desk, m_pickups, *m_cache, m_health, m_keys, m_partners, m_metrics, m_pictures},
            settings(door, metrics, listen))
{
    m_relay.leadTo(*m_cache);
    const auto catalogue = await(m_cache->fresh());
    if (!catalogue)
        qFatal("no catalogue: %s", qPrintable(describe(catalogue.error())));
    const Result<quint16> port = m_api.start();
    if (!port)
        qFatal("no API: %s", qPrintable(describe(port.error())));
    m_port = *port;
}

Result<quint16> ApiBench::startAnother(quint16 port)
{
    ApiSettings other = settings({});
    other.port = port;
    const ApiDesks desks {m_desk, m_pickups,  *m_cache,  m_health,
                          m_keys, m_partners, m_metrics, m_pictures};
    return ApiServer(desks, other).start();
}

JsonAnswer ApiBench::send(const QByteArray &request) const
{
    const auto raw = exchange(m_port, request);
    if (!raw)
        return {};
    return {
        .status = raw->status, .raw = *raw, .json = QJsonDocument::fromJson(raw->body).object()};
}

JsonAnswer ApiBench::get(const QByteArray &path, const QByteArray &headers) const
{
    return send(getRequest(path, headers));
}

JsonAnswer ApiBench::post(const QByteArray &path, const QByteArray &body,
                          const QByteArray &headers) const
{
    return send(postRequest(path, body, headers));
}

JsonAnswer ApiBench::placeOrder(const QByteArray &items, const QByteArray &headers) const
{
    return post("/api/orders", orderBody(items), jsonType + headers);
}

qint64 ApiBench::stock(qint64 product) const
{
    const QJsonArray products = get("/api/products").json[u"products"_s].toArray();
    for (const QJsonValue &one : products) {
        if (one[u"id"_s].toInteger() == product)
            return one[u"stock"_s].toInteger();
    }
    return -1;
}

qint64 ApiBench::orders()
{
    return m_database.value(u"SELECT count(*) FROM bakehouse.orders"_s).toLongLong();
}

QByteArray orderBody(const QByteArray &items)
{
    return R"({"customer_name":"Zoë <b>","customer_email":"zoe@example.com","items":)" + items
        + '}';
}
