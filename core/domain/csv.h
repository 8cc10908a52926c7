#pragma once

#include "result.h"

#include <QByteArray>
#include <QStringList>

#include <functional>

/// One record of a CSV file with the number of the line it begins on (first line = 1).
struct CsvRecord {
    int line = 0;
    QStringList fields;
};

/// Reads RFC 4180 text (UTF-8, optional BOM, LF or CRLF, quoted fields) record by record.
/// Errors: Invalid/BadRow with `left` = line, for an open quote, text after a closing quote, bytes
/// that are not UTF-8, or a field over 64 KiB. An Error from @p handle ends the reading.
Result<void> readCsv(const QByteArray &text,
                     const std::function<Result<void>(const CsvRecord &)> &handle);
/// One record as a line, quoted where needed, with LF.
QByteArray csvLine(const QStringList &fields);
