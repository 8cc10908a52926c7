#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

/// A picture of a good as it is kept and sent: small, encoded by ourselves. A value.
struct Picture {
    QString kind; ///< "jpg", "png" or "webp".
    QByteArray content;
    bool operator==(const Picture &) const = default;
};

/// What a picture is called: the SHA-256 of its content, and its kind.
struct PictureName {
    QByteArray sha; ///< 32 bytes.
    QString kind;
};
/// "<64 hex digits>.jpg" taken apart; nothing for any other spelling.
std::optional<PictureName> readPictureName(QByteArrayView name);
