#include "page_address.h"

#include "certificate_names.h"
#include "settings.h"

#include <QHostAddress>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

Error unreachable(const QString &field, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::BadField,
            .field = field,
            .detail = why};
}

/// Of this machine, as others see it; IPv4 where there is one, because it can be typed.
QString outsideAddress()
{
    QString other;
    for (const QString &address : namesOfThisMachine({}).addresses) {
        const QHostAddress host(address);
        if (host.isLoopback())
            continue;
        if (host.protocol() == QAbstractSocket::IPv4Protocol)
            return address;
        if (other.isEmpty())
            other = address;
    }
    return other;
}

Result<QString> hostOf(const Settings &settings)
{
    const QHostAddress listens(settings.text(u"api.listen"_s));
    if (listens.isLoopback())
        return unreachable(u"api.listen"_s, u"the page is served on this machine only"_s);
    const bool everywhere = listens == QHostAddress(QHostAddress::AnyIPv4)
        || listens == QHostAddress(QHostAddress::AnyIPv6);
    const QString host = everywhere ? outsideAddress() : listens.toString();
    if (host.isEmpty())
        return unreachable(u"api.listen"_s, u"this machine is in no network now"_s);
    return host;
}

} // namespace

Result<QString> checkedPageAddress(const QString &text, const QString &field)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool web = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (url.isValid() && web && !url.host().isEmpty() && url.userInfo().isEmpty())
        return url.toString(QUrl::FullyEncoded);
    return Error {.code = Error::Code::Invalid,
                  .reason = Error::Reason::BadField,
                  .field = field,
                  .detail = u"must be an address like https://order.example.org"_s};
}

Result<QString> pageAddress(const Settings &settings, const QString &servedUrl)
{
    if (const QString given = settings.text(u"page.address"_s); !given.isEmpty())
        return checkedPageAddress(given, u"page.address"_s);
    if (settings.text(u"api.enabled"_s) != "yes"_L1)
        return unreachable(u"api.enabled"_s, u"the page is not served"_s);
    const int port =
        servedUrl.isEmpty() ? int(settings.integer(u"api.port"_s)) : QUrl(servedUrl).port();
    if (port <= 0)
        return unreachable(u"api.port"_s, u"the page is not served now, and has no fixed port"_s);
    const Result<QString> host = hostOf(settings);
    if (!host)
        return host.error();
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(*host);
    url.setPort(port == 80 ? -1 : port);
    url.setPath(u"/"_s);
    return url.toString(QUrl::FullyEncoded);
}
