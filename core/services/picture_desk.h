#pragma once

#include "picture.h"
#include "result.h"

#include <QFuture>
#include <QThreadPool>

class PictureStore;

/// Pictures of goods for everybody above: given by staff, shown on the customers' page. When a
/// future of a change resolves, the catalogue in memory and the HTTP API show it. Stateless;
/// thread-safe; owned by the shop.
class PictureDesk final
{
public:
    explicit PictureDesk(PictureStore &store);
    /// Waits for a picture that is being made ready.
    ~PictureDesk() = default;
    Q_DISABLE_COPY_MOVE(PictureDesk)

    /// Gives the product the picture in @p file in the place of the one it had; made ready on
    /// another thread. Gives the picture's name, as Product::picture. Errors: as readyPicture();
    /// NotFound/UnknownProduct.
    QFuture<Result<QString>> set(qint64 product, const QByteArray &file);
    /// Also where there is none. Errors: NotFound/UnknownProduct.
    QFuture<Result<void>> remove(qint64 product);
    /// What the picture of that name holds. Errors: NotFound, also for what is no name of a
    /// picture.
    QFuture<Result<QByteArray>> content(QByteArrayView name);

private:
    PictureStore &m_store;
    QThreadPool m_makers; ///< One at a time, so that many large files do not fill the memory.
};
