#pragma once

#include "bench_process.h"

#include <QUrl>

/// An nginx of one worker that serves given bytes at /api/products, as quick as it can: no log, no
/// end to a connection, the file kept open. On loopback, with a configuration of its own. Owned by
/// the products part.
class NginxServer
{
public:
    /// @p folder is its own, and empty.
    explicit NginxServer(const QString &folder);

    /// Returns once it answers. Errors: Unavailable.
    Result<void> start(const QByteArray &body);
    QUrl url() const { return m_url; }
    qint64 pid() const { return m_process.pid(); }

    static QString program();

private:
    QByteArray configuration(quint16 port) const;

    const QString m_folder;
    BenchProcess m_process;
    QUrl m_url;
};

/// A port of loopback that nobody listens on.
quint16 freePort();
