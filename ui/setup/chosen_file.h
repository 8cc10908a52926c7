#pragma once

#include "result.h"

#include <QByteArray>
#include <QFuture>

/// The content of a file that somebody chose, read on another thread. Errors: NotFound/BadField
/// when it cannot be opened, Invalid/BadField when it is larger than 32 MB (field = path).
QFuture<Result<QByteArray>> readChosenFile(const QString &path);
