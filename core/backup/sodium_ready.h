#pragma once

#include <QByteArray>

#include <sodium.h>

/// Small bridges between Qt's bytes and libsodium's.

constexpr qsizetype backupKeyBytes = 32;
constexpr qsizetype sumBytes = 32;

/// Before any other call; thread-safe.
void sodiumReady();
QByteArray randomBytes(qsizetype count);
/// BLAKE2b of 32 bytes over @p content, apart for each @p purpose.
QByteArray hashOf(const char *purpose, const QByteArray &content);

inline unsigned char *bytesOut(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}
inline const unsigned char *bytesIn(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}
