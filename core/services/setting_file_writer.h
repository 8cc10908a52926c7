#pragma once

#include "result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

/// Writes chosen settings into a file and leaves all else as it is: comments, order, lines that it
/// does not know. A key whose new value is a null text is taken out. A key that stands twice is
/// changed where it counts, at its last place; new keys come before the first section.
/// Errors: Invalid/BadField (field = the key) for a value that a file cannot hold; Invalid/BadRow
/// (left = line) when the file cannot be read as settings.
Result<QByteArray> changedSettings(const QByteArray &file, const QHash<QString, QString> &changes);

/// The same with the file at @p path: whole or not at all, and on the disk. A new one is for its
/// owner's eyes. Blocks. Errors: as above with field = the path for a bad line;
/// Unavailable/DirectoryUnusable (field = the path, detail = the system's words).
Result<void> writeSettings(const QString &path, const QHash<QString, QString> &changes);
