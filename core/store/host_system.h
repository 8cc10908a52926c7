#pragma once

#include <QByteArray>
#include <QFile>

/// What the till's files ask of the operating system and Qt does not offer. Thread-safe.

/// Gives @p file @p bytes of real disk space. False when there is no room or the disk refuses.
bool allocateSpace(QFile &file, qint64 bytes);
/// Brings the content of @p file to the disk itself.
bool syncContent(QFile &file);
/// Brings a new or renamed name in @p folder to the disk itself.
bool syncFolder(const QString &folder);
/// Says which file stands at @p path now; another one there later differs. Empty when there is
/// none.
QByteArray fileIdentity(const QString &path);
/// Milliseconds since the machine started, its sleep included; no clock setting moves it.
qint64 msSinceBoot();
