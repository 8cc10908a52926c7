#pragma once

#include "source_file.h"

QStringList sqlFaults(const SourceFile &file); ///< SQL in C++; it lives in sql/.
QStringList builtSqlFaults(const SourceFile &file); ///< Statements put together from values.
QStringList richTextFaults(const SourceFile &file); ///< Widgets that would show data as HTML.
QStringList oldSignalFaults(const SourceFile &file); ///< SIGNAL(), SLOT(), sender().
QStringList connectFaults(const SourceFile &file); ///< A connect without a context.
QStringList thenFaults(const SourceFile &file); ///< QFuture::then() with a context.
QStringList routeFaults(const SourceFile &file); ///< A route that returns a QFuture.
QStringList waitFaults(const SourceFile &file); ///< Skipped and sleeping tests.
QStringList floatFaults(const SourceFile &file); ///< Money in binary fractions.
QStringList lookFaults(const SourceFile &file); ///< Colours and pixels of text outside ui/theme.
