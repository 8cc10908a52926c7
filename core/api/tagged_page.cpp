#include "tagged_page.h"

#include "gzip.h"
#include "request_headers.h"

#include <QCryptographicHash>

namespace {

QByteArray tagLines(const QByteArray &tag)
{
    return "ETag: " + tag + "\r\nCache-Control: no-cache\r\n";
}

} // namespace

void TaggedPage::replace(const QByteArray &plain)
{
    constexpr qsizetype tagBytes = 16;
    if (plain == m_plain.answer.body && !m_plain.tag.isEmpty())
        return;
    const QByteArray tag =
        QCryptographicHash::hash(plain, QCryptographicHash::Sha256).first(tagBytes).toHex();
    m_plain = formOf(plain, '"' + tag + '"', {});
    m_packed.reset();
}

TaggedPage::Form TaggedPage::formOf(const QByteArray &bytes, const QByteArray &tag,
                                    const QByteArray &headers)
{
    return {
        .tag = tag,
        .answer = {.headers = tagLines(tag) + headers, .vary = "Accept-Encoding", .body = bytes}};
}

/// The plain one where packing fails.
const TaggedPage::Form &TaggedPage::packedForm()
{
    if (!m_packed) {
        const QByteArray packed = gzipped(m_plain.answer.body);
        m_packed = packed.isEmpty()
            ? m_plain
            : formOf(packed, m_plain.tag.chopped(1) + "-gzip\"", "Content-Encoding: gzip\r\n");
    }
    return *m_packed;
}

Answer TaggedPage::answer(const QByteArray &ifNoneMatch, const QByteArray &acceptEncoding)
{
    const Form &form = acceptsGzip(acceptEncoding) ? packedForm() : m_plain;
    if (!matchesTag(ifNoneMatch, form.tag))
        return form.answer;
    return {.status = 304, .headers = tagLines(form.tag), .vary = form.answer.vary, .body = {}};
}
