#include "api_calls.h"
#include "api_key.h"
#include "call_answers.h"
#include "connection_guard.h"
#include "door.h"
#include "json_text.h"
#include "key_desk.h"
#include "route_table.h"
#include "when_done.h"

#include <QTcpSocket>

// How ApiCalls looks at the keys of partners.

using namespace Qt::StringLiterals;

namespace {

constexpr auto notStored = "Cache-Control: no-store\r\n";

Answer unauthorized(Problem problem)
{
    Answer answer = problemAnswer(problem);
    answer.headers += "WWW-Authenticate: Bearer realm=\"Bakehouse\"\r\n"; // RFC 6750 §3
    return answer;
}

bool allows(const ApiKey &key, QByteArrayView scope)
{
    return scope.isEmpty() || scope == anyKey || key.scopes.contains(QString::fromLatin1(scope));
}

Answer scopeAnswer(QByteArrayView scope)
{
    return problemAnswer(Problem::ScopeMissing,
                         u"This key is not allowed %1."_s.arg(QLatin1StringView(scope)),
                         {.field = QString::fromLatin1(scope)});
}

}

void ApiCalls::checkKey(const RouteMatch &match, const Call &call, const QByteArray &secret)
{
    if (secret.isEmpty()) { // and so its address has been counted
        call.guard->answer(noted(unauthorized(Problem::KeyMissing), Problem::KeyMissing));
        return;
    }
    if (!call.guard->channel().isPrivate()) {
        const std::optional<Answer> tooMany = m_door.tooMany(Pace::Read, call.client);
        call.guard->answer(tooMany
                               ? noted(*tooMany, Problem::TooManyRequests)
                               : noted(problemAnswer(Problem::KeyExposed), Problem::KeyExposed));
        return;
    }
    if (const std::optional<Answer> shut = m_door.shutFor(call.client)) {
        call.guard->answer(noted(*shut, Problem::TooManyUnknownIds));
        return;
    }
    Call later = call;
    later.request = call.request.kept();
    later.client = {}; // The key counts it, not its address.
    const auto go = [this, later, route = match.route, client = call.client](
                        const Result<ApiKey> &key) { callWithKey(*route, later, client, key); };
    whenDone(m_keys.check(secret), call.guard->socket(), go);
}

void ApiCalls::callWithKey(const Route &route, Call call, const QHostAddress &client,
                           const Result<ApiKey> &key)
{
    if (call.guard->state() != ConnectionGuard::State::Handling)
        return; // Its deadline has answered it.
    if (const std::optional<Answer> refusal = keyObstacle(route, client, key)) {
        call.guard->answer(*refusal);
        return;
    }
    call.key = &*key;
    runSafely(call.guard, [&] { (this->*route.handler)(call); });
}

std::optional<Answer> ApiCalls::keyObstacle(const Route &route, const QHostAddress &client,
                                            const Result<ApiKey> &key)
{
    if (!key && key.error().code != Error::Code::NotFound)
        return failed(key.error(), {});
    if (!key) {
        if (const std::optional<Answer> tooMany = m_door.miss(client))
            return noted(*tooMany, Problem::TooManyUnknownIds);
        return noted(unauthorized(Problem::KeyNotValid), Problem::KeyNotValid);
    }
    if (const std::optional<Answer> tooMany = m_door.tooManyOfKey(key->id))
        return noted(*tooMany, Problem::TooManyRequests);
    if (!allows(*key, route.scope))
        return noted(scopeAnswer(route.scope), Problem::ScopeMissing);
    return std::nullopt;
}

void ApiCalls::showKey(const Call &call)
{
    JsonText json;
    json.object();
    json.name(u"name"_s).text(call.key->name);
    json.name(u"scopes"_s).array();
    for (const QString &scope : call.key->scopes)
        json.text(scope);
    json.end();
    json.name(u"expires_at"_s);
    if (call.key->expiresAt)
        json.text(call.key->expiresAt->toString(Qt::ISODate));
    else
        json.null();
    json.end();
    call.guard->answer({.headers = notStored, .body = json.bytes()});
}
