#include "https_desk.h"

#include "certificate_folder.h"
#include "settings.h"
#include "tls_identity.h"
#include "work_queue.h"

#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QHostAddress>
#include <QLoggingCategory>
#include <QTimer>
#include <QUrl>

#include <chrono>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(httpsLog, "bakehouse.https")

constexpr std::chrono::hours every {1};
constexpr std::chrono::milliseconds settleTime {200}; ///< Certificate and key change together.

CertificateNames furtherNames(const HttpsSettings &settings)
{
    const Result<CertificateNames> names = certificateNames(settings.names);
    return names ? *names : CertificateNames(); // The settings have been checked.
}

Result<TlsIdentity> readOrMake(const HttpsSettings &settings, const QDateTime &now)
{
    if (settings.ownCertificate())
        return CertificateFolder(settings.folder).readOrMake(furtherNames(settings), now);
    return readIdentity({.certificate = settings.certificate, .key = settings.key}, now);
}

/// @p url by a name that customers can open: "every address of this machine" is none.
QString openableUrl(const QString &url, const CertificateFacts &certificate)
{
    QUrl openable(url);
    const QHostAddress listening(openable.host());
    if (listening != QHostAddress(QHostAddress::AnyIPv4)
        && listening != QHostAddress(QHostAddress::AnyIPv6))
        return url;
    QString found;
    for (const QString &name : certificate.names) {
        const QHostAddress address(name);
        const bool fromElsewhere = !address.isLoopback() && name != "localhost"_L1;
        if (fromElsewhere && (found.isEmpty() || !address.isNull())) {
            found = name;
            if (address.protocol() == QAbstractSocket::IPv4Protocol)
                break;
        }
    }
    if (!found.isEmpty())
        openable.setHost(found);
    return openable.toString();
}

} // namespace

struct HttpsDesk::Private {
    HttpsDesk *q = nullptr;
    const HttpsSettings settings;
    const Clock &clock;
    HttpsState state;
    QTimer hourly {};
    QTimer settling {};
    QFileSystemWatcher files {};
    std::unique_ptr<WorkQueue> reader {}; ///< Last: what runs in it uses the rest.

    void adopt(const Result<TlsIdentity> &found);
    void setState(const HttpsState &next);
    void watchFolders();
};

HttpsSettings httpsSettingsOf(const Settings &settings, const QString &dataDirectory)
{
    const QString wish = settings.text(u"api.https"_s);
    const bool open = !QHostAddress(settings.text(u"api.listen"_s)).isLoopback();
    return {.wanted = wish == "yes"_L1 || (wish == "auto"_L1 && open),
            .certificate = settings.text(u"api.https_certificate"_s),
            .key = settings.text(u"api.https_key"_s),
            .names = settings.names(u"api.https_names"_s),
            .folder = dataDirectory + u"/tls"_s};
}

HttpsDesk::HttpsDesk(HttpsSettings settings, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m(new Private {.q = this,
                     .settings = std::move(settings),
                     .clock = clock,
                     .state = {.wanted = false, .url = {}, .certificate = {}, .trouble = {}}})
{
    m->state.wanted = m->settings.wanted;
    m->settling.setSingleShot(true);
    m->settling.setInterval(settleTime);
    m->hourly.setInterval(every);
    connect(&m->settling, &QTimer::timeout, this, &HttpsDesk::check);
    connect(&m->hourly, &QTimer::timeout, this, &HttpsDesk::check);
    connect(&m->files, &QFileSystemWatcher::directoryChanged, &m->settling,
            qOverload<>(&QTimer::start));
}

HttpsDesk::~HttpsDesk() = default;

const HttpsSettings &HttpsDesk::settings() const
{
    return m->settings;
}

const HttpsState &HttpsDesk::state() const
{
    return m->state;
}

Result<TlsIdentity> HttpsDesk::look() const
{
    const QDateTime now = m->clock.now();
    if (m->settings.ownCertificate())
        return CertificateFolder(m->settings.folder).read(now);
    return readIdentity({.certificate = m->settings.certificate, .key = m->settings.key}, now);
}

Result<TlsIdentity> HttpsDesk::open()
{
    Result<TlsIdentity> found = readOrMake(m->settings, m->clock.now());
    HttpsState next = m->state;
    if (found)
        next.certificate = found->facts;
    else
        next.trouble = found.error();
    m->setState(next);
    return found;
}

Result<TlsIdentity> HttpsDesk::renew()
{
    if (m->settings.ownCertificate())
        return CertificateFolder(m->settings.folder)
            .make(furtherNames(m->settings), m->clock.now());
    return Error {.code = Error::Code::Conflict,
                  .reason = Error::Reason::StateNotAllowed,
                  .field = u"api.https_certificate"_s,
                  .detail =
                      u"names a certificate that is not ours: renew it where it comes from"_s};
}

void HttpsDesk::watch()
{
    m->reader = std::make_unique<WorkQueue>(u"certificate"_s);
    m->hourly.start();
    m->watchFolders();
}

void HttpsDesk::check()
{
    if (!m->reader)
        return;
    m->reader->post([this, settings = m->settings, now = m->clock.now()] {
        Result<TlsIdentity> found = readOrMake(settings, now);
        QMetaObject::invokeMethod(
            this, [this, found = std::move(found)] { m->adopt(found); }, Qt::QueuedConnection);
    });
}

void HttpsDesk::Private::watchFolders()
{
    const QString certificate = settings.ownCertificate() ? settings.folder : settings.certificate;
    for (const QString &path : {certificate, settings.key}) {
        const QFileInfo place(path);
        const QString folder = place.isDir() ? path : place.absolutePath();
        if (!path.isEmpty() && QFileInfo(folder).isDir() && !files.directories().contains(folder))
            files.addPath(folder);
    }
}

/// What served so far goes on serving when what was found cannot.
void HttpsDesk::Private::adopt(const Result<TlsIdentity> &found)
{
    watchFolders(); // Our own may have been made only now.
    HttpsState next = state;
    if (!found) {
        if (state.trouble != found.error())
            qCWarning(httpsLog).noquote() << describe(found.error());
        next.trouble = found.error();
        setState(next);
        return;
    }
    const bool other =
        !state.certificate || state.certificate->fingerprint != found->facts.fingerprint;
    const bool mended = state.trouble && state.url.isEmpty();
    next.certificate = found->facts;
    next.trouble.reset();
    setState(next);
    if (other || mended)
        emit q->identityChanged(*found);
}

void HttpsDesk::Private::setState(const HttpsState &next)
{
    if (next == state)
        return;
    state = next;
    emit q->changed();
}

void HttpsDesk::noteServed(const QString &url)
{
    HttpsState next = m->state;
    next.url = next.certificate ? openableUrl(url, *next.certificate) : url;
    next.trouble.reset();
    m->setState(next);
}

void HttpsDesk::noteTrouble(const Error &error)
{
    HttpsState next = m->state;
    next.trouble = error;
    m->setState(next);
}
