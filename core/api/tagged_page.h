#pragma once

#include "answer.h"

/// Bytes that are sent again and again: plain or gzip, each under its strong ETag. Owned by whoever
/// makes the bytes; lives in the api thread.
class TaggedPage
{
public:
    /// Bytes equal to those before keep what was made of them.
    void replace(const QByteArray &plain);
    /// 200 with the bytes in the form that @p acceptEncoding takes, or 304 when @p ifNoneMatch
    /// names them (RFC 9110 §13.1.2). Packs at the first request for gzip.
    Answer answer(const QByteArray &ifNoneMatch, const QByteArray &acceptEncoding);

private:
    /// One form of the bytes, ready to be sent.
    struct Form {
        QByteArray tag; ///< With its quotes.
        Answer answer;
    };
    static Form formOf(const QByteArray &bytes, const QByteArray &tag, const QByteArray &headers);
    const Form &packedForm();

    Form m_plain;
    std::optional<Form> m_packed; ///< Not made until asked for.
};
