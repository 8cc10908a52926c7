#pragma once

#include "database_home.h"
#include "result.h"
#include "tls_identity.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>

class ApiServer;
class HttpsDesk;
struct ApiDesks;
struct ApiSettings;

/// The shop's HTTP API on its two ports, with the certificate that HttpsDesk found. A port that is
/// not free is tried again until it is. Lives on the main thread; owned by the shop, after the
/// desks.
class ShopApi final : public QObject
{
    Q_OBJECT
public:
    /// When HTTPS begins: start() waits for the certificate, or it follows once that was read.
    enum class Https { WithStart, Follows };
    /// @p httpsPort: 0 takes any free one. The desks and @p https outlive this.
    ShopApi(const ApiDesks &desks, const ApiSettings &settings, quint16 httpsPort,
            HttpsDesk &https);
    /// Takes no more connections, answers what is in hand.
    ~ShopApi() override;

    /// Serves HTTP, and HTTPS where the settings want it; whatever becomes of HTTPS, HTTP serves.
    /// Errors: as ApiServer::start(); nothing is served then.
    Result<void> start(Https https);
    /// After start() failed: tries again every few seconds, with HTTPS following.
    void keepTrying();
    /// Tries at once what is not served and is wanted.
    void tryNow();
    /// Empty where nothing is served.
    ApiUrls urls() const;
    ApiServer *server() const { return m_server.get(); }

signals:
    /// Something is served that was not when start() returned.
    void urlsChanged();

private:
    void startHttps(Https https);
    void serveHttps(const TlsIdentity &identity);
    void useIdentity(const TlsIdentity &identity);
    QString urlOf(const QString &scheme, quint16 port) const;

    const QString m_host;
    const quint16 m_wantedHttpsPort;
    HttpsDesk &m_https;
    std::unique_ptr<ApiServer> m_server;
    quint16 m_port = 0;
    quint16 m_httpsPort = 0;
    std::optional<TlsIdentity> m_unserved; ///< Its port was not free.
    QTimer m_again;
};
