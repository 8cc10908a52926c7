#pragma once

#include <QByteArrayView>
#include <QHostAddress>
#include <QSet>
#include <QStringList>

/// The names under which this shop may be asked for. A page of another name that was led here (by
/// its own name server) would speak as one of the shop's; it is refused by the Host that its
/// browser sends. Lives in the api thread.
class HostNames
{
public:
    /// @p listening: what the API listens on; @p more: names from the settings, "*" for all.
    HostNames(const QHostAddress &listening, const QStringList &more);

    /// Whether @p host (perhaps with a port) names this shop: localhost, a loopback address, an
    /// address of this machine, its name, or one from the settings.
    bool allows(QByteArrayView host);

private:
    bool isOurs(const QHostAddress &address);

    QSet<QByteArray> m_names;
    QSet<QHostAddress> m_addresses; ///< Read again when one is asked for that is not in it.
    qint64 m_readAt = 0;
    bool m_all = false;
};

/// The host of a Host header: without port, brackets, a dot at the end, in small letters.
QByteArray hostWithoutPort(QByteArrayView host);
