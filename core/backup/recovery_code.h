#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

/// 16 random bytes as people write them down: "ABCD-EFGH-…", 28 signs with a check, without letters
/// that look like digits.
QString recoveryCodeText(const QByteArray &secret);
/// The bytes of a code as it was typed: small letters, spaces and O for 0 or I for 1 are forgiven.
/// Nothing when it is no code or holds a slip.
std::optional<QByteArray> recoveryCodeBytes(const QString &text);
