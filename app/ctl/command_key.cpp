#include "commands.h"
#include "console.h"
#include "key_desk.h"
#include "opened_shop.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

QString when(const std::optional<QDateTime> &time)
{
    return time ? time->toString(Qt::ISODate) : QString();
}

QString keyState(const ApiKey &key, const QDateTime &now)
{
    if (key.revokedAt)
        return u"revoked %1"_s.arg(when(key.revokedAt));
    if (key.expiresAt && *key.expiresAt <= now)
        return u"expired %1"_s.arg(when(key.expiresAt));
    return key.expiresAt ? u"until %1"_s.arg(when(key.expiresAt)) : u"in use"_s;
}

QJsonValue jsonTime(const std::optional<QDateTime> &time)
{
    return time ? QJsonValue(when(time)) : QJsonValue();
}

void printAsJson(const std::vector<ApiKey> &keys)
{
    QJsonArray list;
    for (const ApiKey &key : keys)
        list.append(QJsonObject {{u"id"_s, key.id},
                                 {u"name"_s, key.name},
                                 {u"scopes"_s, QJsonArray::fromStringList(key.scopes)},
                                 {u"created_at"_s, when(key.createdAt)},
                                 {u"expires_at"_s, jsonTime(key.expiresAt)},
                                 {u"last_used_at"_s, jsonTime(key.lastUsedAt)},
                                 {u"revoked_at"_s, jsonTime(key.revokedAt)}});
    print(QString::fromUtf8(QJsonDocument(list).toJson().trimmed()));
}

int listKeys(KeyDesk &desk, const Arguments &arguments, const QDateTime &now)
{
    const Result<std::vector<ApiKey>> keys = await(desk.all());
    if (!keys)
        return fail(keys.error());
    if (arguments.has(u"json"_s)) {
        printAsJson(*keys);
        return 0;
    }
    for (const ApiKey &key : *keys)
        print(u"key %1  %2  %3  %4, last used %5"_s.arg(
            QString::number(key.id), key.name, key.scopes.join(u' '), keyState(key, now),
            key.lastUsedAt ? when(key.lastUsedAt) : u"never"_s));
    if (keys->empty())
        print(u"no keys"_s);
    return 0;
}

int addKey(KeyDesk &desk, const Arguments &arguments, const QDateTime &now)
{
    std::optional<QDateTime> expires;
    if (arguments.has(u"days"_s)) {
        bool number = false;
        const int days = arguments.value(u"days"_s).toInt(&number);
        constexpr int mostDays = 3'650;
        if (!number || days < 1 || days > mostDays) {
            complain(u"--days takes a number from 1 to %1."_s.arg(mostDays));
            return 2;
        }
        expires = now.addDays(days);
    }
    const QStringList scopes = arguments.values(u"scope"_s);
    const Result<MadeApiKey> made = await(desk.make(arguments.words().at(1), scopes, expires));
    if (!made)
        return fail(made.error());
    complain(u"Key %1 is made. It is shown this once; keep it like a password."_s.arg(made->id));
    print(QString::fromLatin1(made->secret));
    return 0;
}

int revokeKey(KeyDesk &desk, const QString &word)
{
    bool number = false;
    const qint64 id = word.toLongLong(&number);
    if (!number || id <= 0) {
        complain(u"\"%1\" is no number of a key."_s.arg(word));
        return 2;
    }
    if (const Result<void> revoked = await(desk.revoke(id)); !revoked)
        return fail(revoked.error());
    print(u"key %1 is revoked"_s.arg(id));
    return 0;
}

int key(const Arguments &arguments)
{
    const QStringList words = arguments.words();
    const QString verb = words.value(0, u"list"_s);
    const bool list = verb == u"list"_s && words.size() <= 1;
    const bool other = (verb == u"add"_s || verb == u"revoke"_s) && words.size() == 2;
    if (!list && !other) {
        complain(u"key takes \"list [--json]\", \"add NAME --scope SCOPE… [--days N]\" or "
                 "\"revoke ID\"."_s);
        return 2;
    }
    const auto shop = OpenedShop::open(arguments, DatabaseHome::Claim::AttachOnly);
    if (!shop)
        return fail(shop.error());
    KeyDesk desk((*shop)->stores.keys, (*shop)->clock);
    const QDateTime now = (*shop)->clock.now();
    if (list)
        return listKeys(desk, arguments, now);
    return verb == u"add"_s ? addKey(desk, arguments, now) : revokeKey(desk, words.at(1));
}

} // namespace

Command keyCommand()
{
    return {
        .name = u"key"_s,
        .arguments = u"[list|add NAME|revoke ID]"_s,
        .summary = u"Partners' keys to the API: list them, make one, revoke one."_s,
        .options = {QCommandLineOption(u"scope"_s,
                                       u"What the new key may do; may be given again: %1."_s.arg(
                                           apiKeyScopes().join(u", "_s)),
                                       u"SCOPE"_s),
                    QCommandLineOption(u"days"_s, u"The new key expires after N days."_s, u"N"_s),
                    QCommandLineOption(u"json"_s, u"List as JSON."_s)},
        .run = key};
}
