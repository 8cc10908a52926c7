#pragma once

#include "answer.h"
#include "result.h"

#include <QCache>
#include <QFuture>

#include <optional>

class PictureDesk;

/// Pictures of goods as files: each under a name that its content decides, so that a browser that
/// has one never asks again. Holds those last asked for, up to 8 MiB. Lives in the api thread.
class PictureFiles
{
public:
    explicit PictureFiles(PictureDesk &desk);

    /// The answer with a picture that is held, or 304 where @p ifNoneMatch names it; nothing where
    /// the desk has to be asked.
    std::optional<Answer> heldAnswer(const QByteArray &name, const QByteArray &ifNoneMatch) const;
    /// Errors: as PictureDesk::content().
    QFuture<Result<QByteArray>> content(const QByteArray &name);
    /// Holds what the desk gave; the answer with it.
    Answer answer(const QByteArray &name, const QByteArray &content, const QByteArray &ifNoneMatch);

private:
    PictureDesk &m_desk;
    QCache<QByteArray, QByteArray> m_held; ///< Contents by name; costs are bytes.
};
