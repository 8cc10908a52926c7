#include "client_address.h"

#include <QByteArrayView>
#include <QString>

#include <algorithm>

namespace {

/// The address of one hop, written with or without brackets and port.
QHostAddress hopFromText(const QByteArray &text)
{
    QString host = QString::fromLatin1(text).trimmed();
    const qsizetype bracket = host.indexOf(u']');
    if (host.startsWith(u'[') && bracket > 0)
        host = host.sliced(1, bracket - 1);
    else if (host.count(u':') == 1)
        host.truncate(host.indexOf(u':'));
    return plainAddress(addressFromText(host));
}

}

QHostAddress clientAddress(const QHostAddress &peer, const QByteArray &forwardedFor,
                           const NetworkList &trusted)
{
    QHostAddress client = plainAddress(peer);
    QByteArrayView left(forwardedFor);
    while (!left.isEmpty() && trusted.contains(client)) {
        const qsizetype comma = left.lastIndexOf(',');
        const QHostAddress hop = hopFromText(left.sliced(comma + 1).toByteArray());
        if (hop.isNull())
            break;
        client = hop;
        left = left.first(std::max<qsizetype>(comma, 0));
    }
    return client;
}
