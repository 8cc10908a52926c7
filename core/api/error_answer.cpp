#include "error_answer.h"

#include "json_text.h"
#include "pickup_text.h"
#include "refusal.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int firstServerError = 500;
constexpr auto retryLater = "Retry-After: 5\r\n";

Answer problem(int status, const QString &code, const QString &sentence, const Error &about,
               QByteArrayView requestId)
{
    JsonText json;
    json.object();
    json.name(u"error"_s).text(sentence);
    json.name(u"code"_s).text(code);
    json.name(u"details"_s).object();
    if (!about.field.isEmpty())
        json.name(u"field"_s).text(about.field);
    if (about.product)
        json.name(u"product_id"_s).number(*about.product);
    if (const QString reason = pickupReason(about); !reason.isEmpty()) {
        json.name(u"reason"_s).text(reason);
        appendMoment(json, u"earliest_utc"_s, about.at);
    }
    if (about.reason == Error::Reason::ShopClosed)
        appendMoment(json, u"opens_at_utc"_s, about.at);
    if (about.left)
        json.name(about.field == "body"_L1 ? u"position"_s : u"left"_s).number(*about.left);
    if (status >= firstServerError && !requestId.isEmpty())
        json.name(u"request_id"_s).text(QString::fromLatin1(requestId));
    json.end().end();
    return Answer {.status = status,
                   .headers = "Cache-Control: no-store\r\n",
                   .body = json.bytes(),
                   .word = code.toLatin1()};
}

/// Status, machine word and usual sentence of a problem.
struct ProblemWords {
    int status;
    const char *word;
    const char *sentence;
};

/// In the order of Problem.
constexpr std::array problems {
    ProblemWords {404, "not_found", "There is nothing at this address."},
    ProblemWords {405, "method_not_allowed", "This address does not know that method."},
    ProblemWords {421, "wrong_host", "This shop is not known under that host name."},
    ProblemWords {429, "too_many_requests", "That was asked for too often; wait and ask again."},
    ProblemWords {429, "too_many_unknown_ids",
                  "Too many orders were asked for that do not exist; wait and ask again."},
    ProblemWords {429, "too_many_streams", "You follow too many orders at once; end one first."},
    ProblemWords {503, "too_many_streams", "Too many clients follow orders; try again shortly."},
    ProblemWords {415, "not_json", "Send the body as application/json."},
    ProblemWords {400, "malformed_json", "The body is not valid JSON."},
    ProblemWords {503, "unhealthy", "The shop is not healthy."},
    ProblemWords {401, "key_missing", "This call needs a partner's key."},
    ProblemWords {401, "key_not_valid", "This key is not valid, or no longer."},
    ProblemWords {403, "key_exposed",
                  "Keys are taken by HTTPS only; others may have read this one, replace it."},
    ProblemWords {403, "scope_missing", "This key is not allowed to do that."},
    ProblemWords {422, "pickup_not_possible", "The order cannot be picked up at that time."},
};
static_assert(problems.size() == size_t(Problem::PickupNotPossible) + 1);

int statusOf(Error::Code code)
{
    switch (code) {
    case Error::Code::Invalid:
        return 400;
    case Error::Code::NotFound:
        return 404;
    case Error::Code::Conflict:
        return 409;
    case Error::Code::Denied:
        return 403;
    case Error::Code::Unavailable:
    case Error::Code::Timeout:
        return 503;
    case Error::Code::Internal:
        return 500;
    }
    Q_UNREACHABLE();
}

/// For errors whose reason is none of a client's business.
QString codeWord(Error::Code code)
{
    switch (code) {
    case Error::Code::Invalid:
        return u"invalid"_s;
    case Error::Code::NotFound:
        return u"not_found"_s;
    case Error::Code::Conflict:
        return u"conflict"_s;
    case Error::Code::Denied:
        return u"denied"_s;
    case Error::Code::Unavailable:
        return u"unavailable"_s;
    case Error::Code::Timeout:
        return u"outcome_unknown"_s;
    case Error::Code::Internal:
        return u"internal"_s;
    }
    Q_UNREACHABLE();
}

QString codeSentence(Error::Code code)
{
    switch (code) {
    case Error::Code::Invalid:
        return u"The request is not valid."_s;
    case Error::Code::NotFound:
        return u"There is no such thing here."_s;
    case Error::Code::Conflict:
        return u"That is not possible any more."_s;
    case Error::Code::Denied:
        return u"That is not allowed."_s;
    case Error::Code::Unavailable:
        return u"That is not possible at the moment; try again shortly."_s;
    case Error::Code::Timeout:
        return u"The outcome is not known yet; send it again under the same Idempotency-Key."_s;
    case Error::Code::Internal:
        return u"Something went wrong here; it has been noted."_s;
    }
    Q_UNREACHABLE();
}

/// The sentence of a reason that clients are told; empty for all others.
QString sentenceOf(const Error &error)
{
    const QString product = QString::number(error.product.value_or(0));
    switch (error.reason) {
    case Error::Reason::BadField:
        return u"The value of %1 is not valid."_s.arg(error.field);
    case Error::Reason::MissingField:
        return u"%1 is missing or empty."_s.arg(error.field);
    case Error::Reason::BadQuantity:
        return u"A quantity must be a whole number from 1 to 999."_s;
    case Error::Reason::UnknownProduct:
        return u"There is no product %1 to order."_s.arg(product);
    case Error::Reason::InsufficientStock:
        return u"There is not enough of product %1 left: %2."_s.arg(product).arg(
            error.left.value_or(0));
    case Error::Reason::KeyReused:
        return u"This Idempotency-Key was used for another request."_s;
    case Error::Reason::TooManyOpenOrders:
        return u"Too many orders are open; try again later."_s;
    case Error::Reason::UnknownOrder:
        return u"There is no such order."_s;
    case Error::Reason::StateNotAllowed:
        return u"The order has come too far for that."_s;
    case Error::Reason::ShopClosed:
        return u"The shop is closed; choose a time to pick the order up."_s;
    case Error::Reason::DatabaseAway:
        return u"The shop's database is away; nothing was kept, try again shortly."_s;
    case Error::Reason::DatabaseBusy:
        return u"The shop is too busy; nothing was kept, try again shortly."_s;
    default:
        return {};
    }
}

}

Answer errorForm(int status, const QByteArray &word, const QString &sentence,
                 QByteArrayView requestId)
{
    return problem(status, QString::fromLatin1(word), sentence, {}, requestId);
}

Answer problemAnswer(Problem which, const QString &sentence, const Error &about)
{
    const ProblemWords &words = problems.at(size_t(which));
    Answer answer =
        problem(words.status, QString::fromLatin1(words.word),
                sentence.isEmpty() ? QString::fromLatin1(words.sentence) : sentence, about, {});
    if (words.status == 503)
        answer.headers += retryLater;
    return answer;
}

QByteArray problemWord(Problem which)
{
    return problems.at(size_t(which)).word;
}

QString errorWord(const Error &error)
{
    if (!pickupReason(error).isEmpty())
        return QString::fromLatin1(problemWord(Problem::PickupNotPossible));
    return sentenceOf(error).isEmpty() ? codeWord(error.code) : reasonWord(error.reason);
}

Answer errorAnswer(const Error &error, QByteArrayView requestId)
{
    if (!pickupReason(error).isEmpty())
        return problemAnswer(Problem::PickupNotPossible, {}, error);
    const QString sentence = sentenceOf(error);
    const int status = statusOf(error.code);
    Answer answer =
        problem(status, errorWord(error), sentence.isEmpty() ? codeSentence(error.code) : sentence,
                sentence.isEmpty() ? Error {} : error, requestId);
    if (status == 503)
        answer.headers += retryLater;
    return answer;
}

QByteArrayList errorWords()
{
    QByteArrayList words;
    for (const ProblemWords &one : problems)
        words.append(one.word);
    for (int refusal = 0; refusal <= int(Refusal::TooManyConnections); ++refusal)
        words.append(refusalWord(Refusal(refusal)));
    for (int code = 0; code <= int(Error::Code::Internal); ++code) {
        for (int reason = 0; reason <= int(Error::Reason::Defect); ++reason)
            words.append(
                errorWord({.code = Error::Code(code), .reason = Error::Reason(reason)}).toLatin1());
    }
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}
