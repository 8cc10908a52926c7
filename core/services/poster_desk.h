#pragma once

#include "poster_paper.h"
#include "result.h"

/// A poster with the code of @p address, a page in each of @p languages. Blocks some 100 ms: not
/// for the main thread of a window. Errors: NotFound (field = "language"); Invalid/BadField (field
/// = "address") where it is too long for a code.
Result<PaperDocument> posterFor(const QString &shopName, const QString &address,
                                const QStringList &languages);
