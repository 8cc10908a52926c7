#pragma once

#include "result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

/// Reads KEY=VALUE lines: comments, "export", single and double quotes, no expansion. The last of a
/// name counts. Errors: Invalid/BadRow with left = line.
Result<QHash<QString, QString>> parseDotEnv(const QByteArray &text);
/// Reads a settings file: "orders.flow = staff", or "flow = staff" below "[orders]"; comments with
/// # or ;. Gives values by key. Errors: Invalid/BadRow with left = line.
Result<QHash<QString, QString>> parseSettingsFile(const QByteArray &text);
/// The content of a file, nothing when it is not there or has no name.
/// Errors: Invalid/BadField (field = path) when it cannot be read or is longer than 1 MB.
Result<QByteArray> fileContent(const QString &path);
