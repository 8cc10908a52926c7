#include "route_table.h"

#include <algorithm>

namespace {

/// What stands in the place of "{id}" ("" when the pattern has none), or nothing when the path is
/// another.
std::optional<QByteArrayView> matchPattern(QByteArrayView pattern, QByteArrayView path)
{
    static constexpr QByteArrayView place("{id}");
    const qsizetype at = pattern.indexOf(place);
    if (at < 0)
        return path == pattern ? std::optional(QByteArrayView("")) : std::nullopt;
    const QByteArrayView before = pattern.first(at);
    const QByteArrayView after = pattern.sliced(at + place.size());
    if (path.size() <= before.size() + after.size() || !path.startsWith(before)
        || !path.endsWith(after))
        return std::nullopt;
    const QByteArrayView id =
        path.sliced(before.size(), path.size() - before.size() - after.size());
    return id.contains('/') ? std::nullopt : std::optional(id);
}

}

RouteMatch matchRoute(std::span<const Route> table, QByteArrayView method, QByteArrayView path)
{
    RouteMatch match;
    for (const Route &route : table) {
        const std::optional<QByteArrayView> id = matchPattern(route.pattern, path);
        if (!id)
            continue;
        const bool readable = route.method == "GET";
        match.allow += route.method.toByteArray() + (readable ? ", HEAD, " : ", ");
        match.id = *id;
        match.reach = route.reach;
        if (match.place < 0)
            match.place = int(&route - table.data());
        match.pattern = route.pattern;
        if (route.method == method || (readable && method == "HEAD"))
            match.route = &route;
    }
    if (!match.allow.isEmpty())
        match.allow += "OPTIONS";
    return match;
}

std::optional<qint64> publicIdOf(QByteArrayView text)
{
    constexpr qint64 end = qint64(1) << 53; // what every JSON reader holds exactly
    constexpr qsizetype mostDigits = 16;
    const bool digits =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (text.isEmpty() || text.size() > mostDigits || !digits || text.front() == '0')
        return std::nullopt;
    const qint64 id = text.toByteArray().toLongLong();
    return id < end ? std::optional(id) : std::nullopt;
}
