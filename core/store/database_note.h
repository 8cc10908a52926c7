#pragma once

#include "error.h"

#include <optional>

/// What a database says about itself in the comment of its schema, which every version can read.

/// The note of a database that the shop left for @p place, an address without its password.
QString movedNote(const QString &place);
/// Whether @p note says so.
bool isMovedNote(const QString &note);
/// Why a database with @p note is no longer to be used; nothing when it is.
std::optional<Error> refusalOf(const QString &note);
