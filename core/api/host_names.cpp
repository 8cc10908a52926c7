#include "host_names.h"

#include "network_list.h"

#include <QDeadlineTimer>
#include <QHostInfo>
#include <QNetworkInterface>

using namespace Qt::StringLiterals;

HostNames::HostNames(const QHostAddress &listening, const QStringList &more)
    : m_all(more.contains(u"*"_s))
{
    const QByteArray name = QHostInfo::localHostName().toLower().toUtf8();
    const QByteArray domain = QHostInfo::localDomainName().toLower().toUtf8();
    const QByteArray first = name.split('.').first();
    m_names = {"localhost",
               name,
               first,
               first + ".local",
               first + '.' + domain,
               listening.toString().toLatin1()};
    for (const QString &host : more)
        m_names.insert(hostWithoutPort(host.toUtf8()));
    m_names.remove(QByteArray());
}

bool HostNames::allows(QByteArrayView host)
{
    if (m_all)
        return true;
    const QByteArray name = hostWithoutPort(host);
    if (m_names.contains(name))
        return true;
    const QHostAddress address = plainAddress(addressFromText(QString::fromLatin1(name)));
    return !address.isNull() && (address.isLoopback() || isOurs(address));
}

bool HostNames::isOurs(const QHostAddress &address)
{
    constexpr qint64 notBeforeMs = 2'000; // whoever asks for others must not make us busy
    if (m_addresses.contains(address))
        return true;
    const qint64 now = QDeadlineTimer::current().deadline();
    if (m_readAt != 0 && now - m_readAt < notBeforeMs)
        return false;
    m_readAt = now;
    m_addresses.clear();
    for (QHostAddress own : QNetworkInterface::allAddresses()) {
        own.setScopeId({});
        m_addresses.insert(own);
    }
    return m_addresses.contains(address);
}

QByteArray hostWithoutPort(QByteArrayView host)
{
    QByteArrayView name = host;
    if (name.startsWith('[')) {
        const qsizetype bracket = name.indexOf(']');
        name = name.sliced(1, (bracket < 0 ? name.size() : bracket) - 1);
    } else if (name.count(':') == 1) {
        name = name.first(name.indexOf(':'));
    }
    if (name.endsWith('.'))
        name.chop(1);
    return name.toByteArray().toLower();
}
