#pragma once

#include <QHostAddress>

/// The way by which a request came: what may be said on it depends on who can read along. A value.
struct Channel {
    enum class Cover {
        Plain, ///< HTTP.
        Encrypted, ///< HTTPS.
    };
    Cover cover = Cover::Plain;
    QHostAddress peer;

    /// From this machine; IPv4 mapped into IPv6 too.
    bool isLoopback() const;
    /// Nobody on the network reads along: keys and staff calls are answered on these alone.
    bool isPrivate() const { return cover == Cover::Encrypted || isLoopback(); }
};
