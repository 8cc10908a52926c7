#pragma once

#include <QStringList>

#include <optional>

/// What a tile warns of: the strongest of @p words in one word ("Nuts"), for goods with nuts,
/// peanuts, sesame and what else is not expected in baked goods; empty otherwise.
QString allergenBadge(const QStringList &words);
/// A word of EU 1169/2011 Annex II in the language of the till.
QString allergenName(const QString &word);
/// "Contains wheat, milk"; says so when nothing is recorded, which is not "free from".
QString allergenSentence(const std::optional<QStringList> &allergens);
