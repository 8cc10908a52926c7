#include "key_desk.h"

#include "key_store.h"
#include "on_result.h"
#include "shared_promise.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

Error badField(const QString &field, const QString &why)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadField,
            .field = field,
            .detail = why};
}

std::optional<Error> faultOf(const QString &name, const QStringList &scopes,
                             const std::optional<QDateTime> &expiresAt, const QDateTime &now)
{
    constexpr qsizetype longestName = 100;
    const bool printable = std::ranges::all_of(name, [](QChar c) { return c.isPrint(); });
    if (name.trimmed().isEmpty() || name.size() > longestName || !printable)
        return badField(u"name"_s, u"must be 1 to 100 printable characters"_s);
    if (scopes.isEmpty())
        return badField(u"scope"_s, u"must be one of "_s + apiKeyScopes().join(u", "_s));
    for (const QString &scope : scopes) {
        if (!apiKeyScopes().contains(scope))
            return badField(u"scope"_s, u"must be one of "_s + apiKeyScopes().join(u", "_s));
    }
    if (expiresAt && *expiresAt <= now)
        return badField(u"expires"_s, u"must lie in the future"_s);
    return std::nullopt;
}

QByteArray randomBytes()
{
    std::array<quint32, 8> words {};
    QRandomGenerator::system()->generate(words.begin(), words.end());
    return {reinterpret_cast<const char *>(words.data()), sizeof words};
}

}

KeyDesk::KeyDesk(KeyStore &store, const Clock &clock)
    : m_store(store)
    , m_clock(clock)
{
}

QFuture<Result<MadeApiKey>> KeyDesk::make(const QString &name, const QStringList &scopes,
                                          const std::optional<QDateTime> &expiresAt)
{
    if (const std::optional<Error> fault = faultOf(name, scopes, expiresAt, m_clock.now()))
        return failedFuture<MadeApiKey>(*fault);
    QStringList sorted = scopes;
    sorted.removeDuplicates();
    sorted.sort();
    const QByteArray secret = apiKeySecret(randomBytes());
    const SharedPromise<MadeApiKey> made = makePromise<MadeApiKey>();
    onResult(m_store.add(name.trimmed(), apiKeyHash(secret), sorted, expiresAt),
             [made, secret](const Result<qint64> &id) {
                 if (id)
                     fulfil(made, Result<MadeApiKey>({.id = *id, .secret = secret}));
                 else
                     fulfil(made, Result<MadeApiKey>(id.error()));
             });
    return made->future();
}

QFuture<Result<ApiKey>> KeyDesk::check(QByteArrayView secret)
{
    if (!isApiKeySecret(secret))
        return failedFuture<ApiKey>({.code = Error::Code::NotFound});
    return m_store.use(apiKeyHash(secret));
}

QFuture<Result<std::vector<ApiKey>>> KeyDesk::all()
{
    return m_store.all();
}

QFuture<Result<void>> KeyDesk::revoke(qint64 id)
{
    return m_store.revoke(id);
}
