#pragma once

#include "result.h"

#include <QString>

/// One line of a settings file, taken apart. A value.
struct SettingLine {
    enum class Kind {
        Nothing, ///< Empty, or a comment.
        Section, ///< "[orders]": `name` is what stands between the brackets.
        Pair, ///< "orders.flow = staff # why".
    };
    Kind kind = Kind::Nothing;
    QString name;
    QString value; ///< Without quotes.
    QString comment; ///< From its # on; empty without one.
};

/// @p line without its blanks at both ends. Errors: Invalid/BadRow, detail = "has no …".
Result<SettingLine> readSettingLine(const QString &line);
/// The same of a file that knows pairs only.
Result<SettingLine> readPair(const QString &line);
/// A line that reads back as @p pair, in quotes only when it needs them.
QString writtenPair(const SettingLine &pair);
