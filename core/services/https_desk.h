#pragma once

#include "certificate_facts.h"
#include "clock.h"
#include "result.h"

#include <QObject>

#include <memory>
#include <optional>

class Settings;
struct TlsIdentity;

/// Whether HTTPS is served, by which certificate, or why not. A value.
struct HttpsState {
    bool wanted = false; ///< By the settings.
    QString url; ///< Empty while it is not served.
    std::optional<CertificateFacts> certificate;
    std::optional<Error> trouble; ///< Field = the setting at fault.
    bool operator==(const HttpsState &) const = default;
};

/// What HTTPS needs to know. A value.
struct HttpsSettings {
    bool wanted = false;
    QString certificate; ///< Both files empty: one of our own.
    QString key;
    QStringList names; ///< Further ones for our own.
    QString folder; ///< For our own: DIR/tls.

    bool ownCertificate() const { return certificate.isEmpty() && key.isEmpty(); }
};
/// "auto" turns HTTPS on where api.listen is no loopback address. @p dataDirectory is DIR.
HttpsSettings httpsSettingsOf(const Settings &settings, const QString &dataDirectory);

/// The certificate of HTTPS: reads or makes it, looks after it while the program runs (made anew
/// below 30 days; files that changed are taken up), and tells screens how things stand. Lives on
/// the main thread; owned by the shop, by a command for its time.
class HttpsDesk final : public QObject
{
    Q_OBJECT
public:
    HttpsDesk(HttpsSettings settings, const Clock &clock, QObject *parent = nullptr);
    ~HttpsDesk() override;

    const HttpsSettings &settings() const;
    const HttpsState &state() const;

    /// Only looks at what is there. Blocks for the disk: for commands. Errors: as readIdentity().
    Result<TlsIdentity> look() const;
    /// Reads the certificate; makes our own where there is none that can serve. Blocks for the
    /// disk: for start-up. Errors: as readIdentity() and CertificateFolder::readOrMake().
    Result<TlsIdentity> open();
    /// Makes our own anew. Blocks for the disk: for commands. Errors: as open();
    /// Conflict/StateNotAllowed (field = "api.https_certificate") where the settings name another.
    Result<TlsIdentity> renew();

    /// From now on looks every hour and when a file changes.
    void watch();
    /// Looks now, on a thread of its own; identityChanged() or trouble follow.
    void check();
    /// Where every address is listened on, the state's URL has one that others can open.
    void noteServed(const QString &url);
    void noteTrouble(const Error &error);

signals:
    void changed();
    /// New connections are to be shown this one.
    void identityChanged(const TlsIdentity &identity);

private:
    struct Private;
    std::unique_ptr<Private> m;
};
