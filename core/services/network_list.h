#pragma once

#include "result.h"

#include <QHostAddress>
#include <QString>

#include <utility>
#include <vector>

/// Addresses and networks written with commas between them: "127.0.0.1, 10.0.0.0/8, fd00::/8". A
/// value.
class NetworkList
{
public:
    /// Errors: Invalid/BadField, detail = "must be …".
    static Result<NetworkList> parse(const QString &text);

    bool empty() const { return m_networks.empty(); }
    size_t size() const { return m_networks.size(); }
    /// An IPv4 address counts in either of its forms ("::ffff:10.1.2.3").
    bool contains(const QHostAddress &address) const;
    /// As parse() reads it, one form for each list.
    QString text() const;
    bool operator==(const NetworkList &) const = default;

private:
    std::vector<std::pair<QHostAddress, int>> m_networks; ///< With the bits of the prefix.
};

/// An IPv4 or IPv6 address in its full spelling, without a port, a zone or a prefix; a null address
/// for everything else.
QHostAddress addressFromText(const QString &text);
/// IPv4 for an IPv4 address mapped into IPv6, else the address itself.
QHostAddress plainAddress(const QHostAddress &address);
