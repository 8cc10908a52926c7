#pragma once

#include "paper.h"
#include "result.h"

#include <atomic>

/// Gives a document to the system's printer @p printer, by its name there. Blocks up to 30 s: for
/// threads that may wait; gives up when @p stop becomes true. Errors, when surely nothing was
/// printed: NotFound (the system knows no such printer; field = the name), Unavailable (it takes
/// nothing now, or there is no printing system). Timeout: it may have been printed.
Result<void> printDocument(const PaperDocument &document, const QString &printer,
                           const std::atomic<bool> &stop);

/// Writes a document into a folder, made where it is not there, under a name of its own that begins
/// with @p name; nothing is replaced. Gives the file. Errors: Unavailable (field = the folder).
Result<QString> fileDocument(const PaperDocument &document, const QString &folder,
                             const QString &name);
