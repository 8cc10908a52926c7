#include "call_answers.h"

#include "error_answer.h"
#include "health_desk.h"
#include "json_text.h"
#include "request_in_hand.h"
#include "route_table.h"

#include <algorithm>

using namespace Qt::StringLiterals;

Answer preflightAnswer(const RouteMatch &match, const RequestInHand &request)
{
    Answer answer {.status = 204, .headers = "Allow: " + match.allow + "\r\n"};
    if (match.reach == Reach::Shop)
        return answer;
    answer.headers += "Access-Control-Allow-Methods: " + match.allow
        + "\r\nAccess-Control-Allow-Headers: "
          "Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, "
          "X-Request-Id\r\n"
          "Access-Control-Max-Age: 86400\r\n";
    if (request.value("Access-Control-Request-Private-Network") == "true")
        answer.headers += "Access-Control-Allow-Private-Network: true\r\n";
    return answer;
}

Answer methodAnswer(const RouteMatch &match)
{
    Answer answer = problemAnswer(Problem::UnknownMethod);
    answer.headers += "Allow: " + match.allow + "\r\n";
    return answer;
}

QByteArray shownKey(QByteArrayView authorization, const RouteMatch &match)
{
    // The scheme in any case of letters (RFC 9110 §11.1); other schemes are none of ours.
    static constexpr QByteArrayView scheme("bearer ");
    if (authorization.first(std::min(authorization.size(), scheme.size()))
            .compare(scheme, Qt::CaseInsensitive)
        != 0)
        return {};
    const QByteArrayView token = authorization.sliced(scheme.size()).trimmed();
    const bool open = !match.route || match.route->scope.isEmpty();
    return open && !token.startsWith("bk_") ? QByteArray() : token.toByteArray();
}

Answer healthAnswer(const HealthReport &report, QByteArrayView requestId)
{
    JsonText json;
    json.object();
    json.name(u"status"_s).text(report.healthy ? u"healthy"_s : u"unhealthy"_s);
    QStringList failing;
    json.name(u"checks"_s).object();
    for (const HealthCheck &check : report.checks) {
        json.name(check.name).object();
        json.name(u"healthy"_s).boolean(check.healthy);
        json.name(u"note"_s).text(check.note);
        json.end();
        if (!check.healthy)
            failing.append(check.name);
    }
    json.end();
    Answer answer {.headers = "Cache-Control: no-store\r\n"};
    if (!report.healthy) {
        answer.status = 503;
        answer.headers += "Retry-After: 5\r\n";
        json.name(u"error"_s).text(u"Not healthy: %1."_s.arg(failing.join(u", "_s)));
        json.name(u"code"_s).text(QString::fromLatin1(problemWord(Problem::Unhealthy)));
        json.name(u"details"_s).object();
        json.name(u"request_id"_s).text(QString::fromLatin1(requestId)).end();
        answer.word = problemWord(Problem::Unhealthy);
    }
    json.end();
    answer.body = json.bytes();
    return answer;
}
