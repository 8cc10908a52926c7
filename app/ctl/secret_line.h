#pragma once

#include <QString>

/// A line from standard input, asked for by @p prompt where a terminal is read, and then not shown
/// while it is typed. Secrets come this way: a command line is seen by everybody. Empty at the end
/// of the input.
QString secretLine(const QString &prompt);
