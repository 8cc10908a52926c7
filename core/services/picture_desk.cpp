#include "picture_desk.h"

#include "on_result.h"
#include "picture_file.h"
#include "picture_store.h"
#include "shared_promise.h"

using namespace Qt::StringLiterals;

PictureDesk::PictureDesk(PictureStore &store)
    : m_store(store)
{
    m_makers.setMaxThreadCount(1);
}

QFuture<Result<QString>> PictureDesk::set(qint64 product, const QByteArray &file)
{
    const SharedPromise<QString> promise = makePromise<QString>();
    m_makers.start([promise, product, file, &store = m_store] {
        const Result<Picture> picture = readyPicture(file);
        if (!picture) {
            fulfil(promise, Result<QString>(picture.error()));
            return;
        }
        onResult(store.set(product, *picture),
                 [promise](const Result<QString> &name) { fulfil(promise, name); });
    });
    return promise->future();
}

QFuture<Result<void>> PictureDesk::remove(qint64 product)
{
    return m_store.remove(product);
}

QFuture<Result<QByteArray>> PictureDesk::content(QByteArrayView name)
{
    const std::optional<PictureName> known = readPictureName(name);
    if (!known)
        return failedFuture<QByteArray>(
            {.code = Error::Code::NotFound, .detail = u"no picture has such a name"_s});
    return m_store.content(*known);
}
