#pragma once

#include <QString>
#include <QStringList>

/// @p text for comparing what people type with what things are called: small letters without
/// accents, "ß" as "ss", and "ä", "ae" and "a" all the same (so for o and u). The folding of a
/// beginning is the beginning of the folding.
QString foldedText(const QString &text);
/// The runs of letters and digits of the folded text.
QStringList foldedWords(const QString &text);
