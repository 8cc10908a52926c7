#pragma once

#include "api_key.h"
#include "result.h"

#include <QByteArray>
#include <QFuture>

#include <vector>

class Database;

/// The partners' keys in PostgreSQL. Thread-safe; owned by the shop.
class KeyStore
{
public:
    explicit KeyStore(Database &reads);

    /// Keeps a key of which only @p secretHash is known. Errors: Conflict/BadField, field "name"
    /// (a key in use has it).
    QFuture<Result<qint64>> add(const QString &name, const QByteArray &secretHash,
                                const QStringList &scopes,
                                const std::optional<QDateTime> &expiresAt);
    /// The key with that hash, asked in the database each time, so that a revoked one is refused at
    /// once; notes its use. Errors: NotFound (unknown, expired or revoked).
    QFuture<Result<ApiKey>> use(const QByteArray &secretHash);
    QFuture<Result<std::vector<ApiKey>>> all();
    /// Errors: NotFound (none in use has that id).
    QFuture<Result<void>> revoke(qint64 id);

private:
    Database &m_reads;
};
