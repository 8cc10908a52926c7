#pragma once

#include "api_key.h"
#include "clock.h"
#include "result.h"

#include <QFuture>

#include <vector>

class KeyStore;

/// A key just made; the secret is told this once. A value.
struct MadeApiKey {
    qint64 id = 0;
    QByteArray secret;
};

/// Partners' keys to the API: making, checking, revoking. Stateless; thread-safe; owned by the
/// shop.
class KeyDesk
{
public:
    KeyDesk(KeyStore &store, const Clock &clock);

    /// Errors: Invalid/BadField (field "name": 1–100 printable characters; "scope": at least one,
    /// of apiKeyScopes(); "expires": in the future); Conflict/BadField (field "name": a key in use
    /// has it).
    QFuture<Result<MadeApiKey>> make(const QString &name, const QStringList &scopes,
                                     const std::optional<QDateTime> &expiresAt);
    /// The key behind @p secret. Errors: NotFound for one that is malformed, unknown, expired or
    /// revoked, alike.
    QFuture<Result<ApiKey>> check(QByteArrayView secret);
    QFuture<Result<std::vector<ApiKey>>> all();
    /// Felt by the next request. Errors: NotFound.
    QFuture<Result<void>> revoke(qint64 id);

private:
    KeyStore &m_store;
    const Clock &m_clock;
};
