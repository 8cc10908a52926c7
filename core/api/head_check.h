#pragma once

#include "refusal.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

/// How large a request may be.
struct HeadLimits {
    qsizetype targetBytes = 8'000; ///< As much as RFC 9112 §3 recommends to accept.
    qsizetype headBytes = 16'384; ///< Request line and headers.
    int headers = 64;
    qint64 bodyBytes = 65'536;
};

/// What a checked head says.
struct RequestHead {
    QByteArray method;
    QByteArray target; ///< Origin form: path and perhaps a query, percent-encoded as sent.
    QByteArray host; ///< As sent, perhaps with a port; empty when HTTP/1.0 said none.
    int minorVersion = 1; ///< HTTP/1.x
    qint64 contentLength = 0;
    bool keepAlive = true;
    bool expectsContinue = false;
    bool hasIdempotencyKey = false;
    QByteArray requestId; ///< The client's own, if it is one; empty otherwise.
    bool operator==(const RequestHead &) const = default;

    QByteArrayView path() const;
};

/// Reads the head of a request as it arrives and accepts only what every reader of HTTP understands
/// alike (RFC 9110, 9112): anything else is refused before QHttpServer's lenient parser can make up
/// its mind about it. A value without input or output.
class HeadCheck
{
public:
    enum class Verdict { Incomplete, Complete, Refused };

    explicit HeadCheck(HeadLimits limits = {});

    /// Takes the bytes that follow those of the last call.
    Verdict feed(QByteArrayView bytes);
    /// How many bytes of the last feed() belonged to the head.
    qsizetype taken() const { return m_taken; }
    bool empty() const { return m_total == 0; }
    const RequestHead &head() const { return m_head; } ///< After Complete.
    Refusal refusal() const { return m_refusal; } ///< After Refused.
    /// Ready for the next request.
    void reset();

private:
    Verdict refuse(Refusal refusal);
    std::optional<Refusal> faultOf(QByteArrayView piece) const;
    Verdict readPiece(QByteArrayView piece);
    Verdict readLine(QByteArrayView line);
    Verdict readRequestLine(QByteArrayView line);
    Verdict readHeader(QByteArrayView line);
    Verdict readSingleHeader(int header, QByteArrayView value);
    Verdict readContentLength(QByteArrayView value);
    void readConnection(QByteArrayView value);
    void readRequestId(QByteArrayView value);
    Verdict finish();

    HeadLimits m_limits;
    RequestHead m_head;
    QByteArray m_line; ///< The line that has not ended yet.
    qsizetype m_total = 0;
    qsizetype m_taken = 0;
    int m_headers = 0;
    unsigned m_seen = 0; ///< Bits of the headers that may stand once.
    bool m_requestLineRead = false;
    bool m_close = false;
    bool m_keepAliveAsked = false;
    bool m_requestIdSeen = false;
    Refusal m_refusal = Refusal::MalformedRequestLine;
};
