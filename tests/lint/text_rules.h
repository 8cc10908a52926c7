#pragma once

#include "source_file.h"

#include <QHash>

/// Files that may be longer than the measure, with the length each may have. It may only shrink.
using LengthExceptions = QHash<QString, int>;

/// Headers up to 150 lines, others up to 400; an exception that is no longer needed is a fault too.
QStringList fileLengthFaults(const SourceFile &file, const LengthExceptions &exceptions);
QStringList lineLengthFaults(const SourceFile &file); ///< Up to 100 columns.
QStringList functionLengthFaults(const SourceFile &file); ///< Up to 60 lines, braces included.
QStringList pragmaFaults(const SourceFile &file); ///< A header begins with #pragma once.
QStringList leftoverFaults(const SourceFile &file); ///< Notes to oneself in comments.
QStringList classCommentFaults(const SourceFile &file); ///< A class in a header says what it is.
