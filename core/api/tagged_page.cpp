#include "tagged_page.h"

#include "gzip.h"
#include "request_headers.h"

#include <QCryptographicHash>

void TaggedPage::replace(const QByteArray &plain)
{
    constexpr qsizetype tagBytes = 16;
    if (plain == m_plain)
        return;
    m_plain = plain;
    m_gzip.clear();
    m_tag = QCryptographicHash::hash(m_plain, QCryptographicHash::Sha256).first(tagBytes).toHex();
}

Answer TaggedPage::answer(const QByteArray &ifNoneMatch, const QByteArray &acceptEncoding)
{
    bool packed = acceptsGzip(acceptEncoding);
    if (packed && m_gzip.isEmpty())
        m_gzip = gzipped(m_plain);
    packed = packed && !m_gzip.isEmpty();
    const QByteArray tag = '"' + m_tag + (packed ? "-gzip" : "") + '"';
    Answer answer {.headers = "ETag: " + tag + "\r\nCache-Control: no-cache\r\n",
                   .vary = "Accept-Encoding"};
    if (matchesTag(ifNoneMatch, tag)) {
        answer.status = 304;
        return answer;
    }
    if (packed)
        answer.headers += "Content-Encoding: gzip\r\n";
    answer.body = packed ? m_gzip : m_plain;
    return answer;
}
