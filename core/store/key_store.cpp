#include "key_store.h"

#include "database_run.h"

using namespace Qt::StringLiterals;

namespace {

std::optional<QDateTime> optionalTime(const SqlRow &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.time(column));
}

ApiKey keyOf(const SqlRow &row)
{
    return {.id = row.integer(0),
            .name = row.text(1),
            .scopes = row.texts(2),
            .createdAt = row.time(3),
            .expiresAt = optionalTime(row, 4),
            .lastUsedAt = optionalTime(row, 5),
            .revokedAt = optionalTime(row, 6)};
}

}

KeyStore::KeyStore(Database &reads)
    : m_reads(reads)
{
}

QFuture<Result<qint64>> KeyStore::add(const QString &name, const QByteArray &secretHash,
                                      const QStringList &scopes,
                                      const std::optional<QDateTime> &expiresAt)
{
    const SqlValues values {name, secretHash, SqlValue::array(scopes), expiresAt};
    return m_reads.run([values](Sql &sql) -> Result<qint64> {
        const std::optional<SqlRow> row = sql.one(u"key_add"_s, values);
        if (row && !row->isNull(0))
            return row->integer(0);
        return Error {.code = Error::Code::Conflict,
                      .reason = Error::Reason::BadField,
                      .field = u"name"_s,
                      .detail = u"a key in use has this name"_s};
    });
}

QFuture<Result<ApiKey>> KeyStore::use(const QByteArray &secretHash)
{
    return m_reads.run(
        [secretHash](Sql &sql) -> Result<ApiKey> {
            if (const std::optional<SqlRow> row = sql.one(u"key_use"_s, {secretHash}))
                return keyOf(*row);
            return Error {.code = Error::Code::NotFound};
        },
        Database::Repeat::Safe);
}

QFuture<Result<std::vector<ApiKey>>> KeyStore::all()
{
    return m_reads.run(
        [](Sql &sql) {
            std::vector<ApiKey> keys;
            for (const SqlRow &row : sql.many(u"keys_all"_s))
                keys.push_back(keyOf(row));
            return keys;
        },
        Database::Repeat::Safe);
}

QFuture<Result<void>> KeyStore::revoke(qint64 id)
{
    return m_reads.run([id](Sql &sql) -> Result<void> {
        if (sql.one(u"key_revoke"_s, {id})->flag(0))
            return {};
        return Error {.code = Error::Code::NotFound, .detail = u"no key in use has this id"_s};
    });
}
