#include "picture_files.h"

#include "picture_desk.h"
#include "request_headers.h"

namespace {

constexpr qsizetype heldBytes = 8'388'608;

QByteArray contentTypeOf(const QByteArray &name)
{
    if (name.endsWith(".jpg"))
        return "image/jpeg";
    return name.endsWith(".png") ? "image/png" : "image/webp";
}

/// The name is the tag: another content has another.
Answer pictureAnswer(const QByteArray &name, const QByteArray &content,
                     const QByteArray &ifNoneMatch)
{
    const QByteArray tag = '"' + name + '"';
    Answer answer {.contentType = contentTypeOf(name),
                   .headers = "ETag: " + tag
                       + "\r\nCache-Control: public, max-age=31536000, immutable\r\n"};
    if (matchesTag(ifNoneMatch, tag))
        answer.status = 304;
    else
        answer.body = content;
    return answer;
}

}

PictureFiles::PictureFiles(PictureDesk &desk)
    : m_desk(desk)
    , m_held(heldBytes)
{
}

std::optional<Answer> PictureFiles::heldAnswer(const QByteArray &name,
                                               const QByteArray &ifNoneMatch) const
{
    const QByteArray *content = m_held.object(name);
    return content ? std::optional(pictureAnswer(name, *content, ifNoneMatch)) : std::nullopt;
}

QFuture<Result<QByteArray>> PictureFiles::content(const QByteArray &name)
{
    return m_desk.content(name);
}

Answer PictureFiles::answer(const QByteArray &name, const QByteArray &content,
                            const QByteArray &ifNoneMatch)
{
    m_held.insert(name, new QByteArray(content), content.size());
    return pictureAnswer(name, content, ifNoneMatch);
}
