#include "database_note.h"

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView prefix = "Moved to "_L1;

}

QString movedNote(const QString &place)
{
    return prefix + place;
}

bool isMovedNote(const QString &note)
{
    return note.startsWith(prefix);
}

std::optional<Error> refusalOf(const QString &note)
{
    if (!isMovedNote(note))
        return std::nullopt;
    return Error {
        .code = Error::Code::Unavailable,
        .reason = Error::Reason::SchemaMismatch,
        .detail = u"This database was left: the shop moved to %1. Set database.url there."_s.arg(
            note.sliced(prefix.size()))};
}
