#include "refusal.h"

#include "error_answer.h"

namespace {

/// Status, machine word and sentence of a refusal.
struct Words {
    int status;
    const char *code;
    const char *sentence;
};

Words wordsOf(Refusal refusal)
{
    switch (refusal) {
    case Refusal::MalformedRequestLine:
        return {400, "bad_request_line", "The request line is not valid HTTP/1.1."};
    case Refusal::TargetTooLong:
        return {414, "uri_too_long", "The address of the request is too long."};
    case Refusal::UnsupportedVersion: // 505 would blame the server for what the client sent
        return {400, "unsupported_version", "Only HTTP/1.1 and HTTP/1.0 are spoken here."};
    case Refusal::MalformedHeader:
        return {400, "bad_header", "A header line is not valid HTTP/1.1."};
    case Refusal::HeadTooLarge:
        return {431, "headers_too_large", "The headers of the request are too large."};
    case Refusal::TooManyHeaders:
        return {431, "too_many_headers", "The request has too many headers."};
    case Refusal::BadHost:
        return {400, "bad_host", "The Host header is missing, repeated or not valid."};
    case Refusal::RepeatedHeader:
        return {400, "repeated_header", "A header that may stand once only is repeated."};
    case Refusal::BadContentLength:
        return {400, "bad_content_length", "The length of the body is not stated validly."};
    case Refusal::BodyTooLarge:
        return {413, "body_too_large", "The body of the request is too large."};
    case Refusal::TransferEncoding:
        return {411, "length_required",
                "Send the body with a Content-Length, not with a transfer coding."};
    case Refusal::UnknownExpectation:
        return {417, "expectation_failed", "The expectation of the request cannot be met."};
    case Refusal::UpgradeRefused:
        return {400, "upgrade_refused", "The protocol cannot be changed on this connection."};
    case Refusal::HeadTimeout:
        return {408, "head_timeout", "The head of the request did not arrive in time."};
    case Refusal::BodyTimeout:
        return {408, "body_timeout", "The body of the request did not arrive in time."};
    case Refusal::HandlerTimeout:
        return {504, "answer_timeout", "No answer could be given in time; ask again."};
    case Refusal::TooManyConnections:
        return {503, "too_many_connections", "Too many connections are open; try again shortly."};
    }
    Q_UNREACHABLE();
}

}

QByteArray refusalWord(Refusal refusal)
{
    return wordsOf(refusal).code;
}

Answer refusalAnswer(Refusal refusal, QByteArrayView requestId)
{
    const Words words = wordsOf(refusal);
    Answer answer =
        errorForm(words.status, words.code, QString::fromLatin1(words.sentence), requestId);
    if (words.status == 503 || words.status == 504)
        answer.headers += "Retry-After: 2\r\n";
    return answer;
}
