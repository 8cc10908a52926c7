#include "shop_api.h"

#include "api_server.h"
#include "https_desk.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(apiLog, "bakehouse.api")

constexpr std::chrono::seconds betweenTries(5);

}

ShopApi::ShopApi(const ApiDesks &desks, const ApiSettings &settings, quint16 httpsPort,
                 HttpsDesk &https)
    : m_host(settings.listen.toString())
    , m_wantedHttpsPort(httpsPort)
    , m_https(https)
    , m_server(std::make_unique<ApiServer>(desks, settings))
{
    m_again.setInterval(betweenTries);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &ShopApi::tryNow);
    connect(&https, &HttpsDesk::identityChanged, this, &ShopApi::useIdentity);
}

ShopApi::~ShopApi() = default;

Result<void> ShopApi::start(Https https)
{
    const Result<quint16> port = m_server->start();
    if (!port)
        return port.error();
    m_port = *port;
    if (m_https.settings().wanted)
        startHttps(https);
    return {};
}

void ShopApi::keepTrying()
{
    m_again.start();
}

void ShopApi::tryNow()
{
    if (m_port == 0) {
        if (!start(Https::Follows)) {
            m_again.start();
            return;
        }
        qCInfo(apiLog).noquote() << "serves" << urls().http;
        emit urlsChanged();
    } else if (m_unserved) {
        useIdentity(TlsIdentity(*m_unserved)); // It is let go of when it serves.
    }
}

void ShopApi::startHttps(Https https)
{
    if (https == Https::WithStart) {
        if (const Result<TlsIdentity> identity = m_https.open())
            serveHttps(*identity);
    }
    m_https.watch();
    if (https == Https::Follows)
        m_https.check();
}

void ShopApi::serveHttps(const TlsIdentity &identity)
{
    const Result<quint16> port = m_server->startHttps(m_wantedHttpsPort, identity);
    if (!port) {
        m_https.noteTrouble(port.error());
        m_unserved = identity;
        m_again.start();
        return;
    }
    m_unserved.reset();
    m_httpsPort = *port;
    m_https.noteServed(urls().https);
}

/// Renewed, or mended after it could not be served.
void ShopApi::useIdentity(const TlsIdentity &identity)
{
    if (m_httpsPort != 0) {
        m_server->useIdentity(identity);
        return;
    }
    serveHttps(identity);
    if (m_httpsPort != 0)
        emit urlsChanged();
}

ApiUrls ShopApi::urls() const
{
    return {.http = urlOf(u"http"_s, m_port), .https = urlOf(u"https"_s, m_httpsPort)};
}

QString ShopApi::urlOf(const QString &scheme, quint16 port) const
{
    if (port == 0)
        return {};
    const QString host = m_host.contains(u':') ? u'[' + m_host + u']' : m_host;
    return u"%1://%2:%3"_s.arg(scheme, host).arg(port);
}
