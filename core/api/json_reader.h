#pragma once

#include "result.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

/// A JSON value as it was written: numbers keep their digits, so 2 and 2.0 stay apart.
struct JsonValue {
    enum class Type { Null, Boolean, Number, String, Array, Object };
    Type type = Type::Null;
    QString text; ///< Of a string its characters; of a number or boolean what was written.
    std::vector<JsonValue> items; ///< Of an array its elements, of an object its members' values.
    std::vector<QString> names; ///< Of an object its members' names, in step with items.
    bool operator==(const JsonValue &) const = default;

    /// The member of that name, or null.
    const JsonValue *member(const QString &name) const;
    /// A number written without point and exponent that fits into 64 bits.
    std::optional<qint64> integer() const;
};

/// Reads exactly one JSON value (RFC 8259) and nothing that two readers could understand
/// differently: valid UTF-8, no repeated names, no lone surrogates, at most 16 levels deep. Errors:
/// Invalid/BadField with field = "body", left = position in bytes, detail = what is wrong there.
Result<JsonValue> readJson(const QByteArray &text);
