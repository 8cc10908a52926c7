#pragma once

#include "answer.h"
#include "client_rates.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <span>

class ApiCalls;
struct Call;

/// One call of the API: its method, its path ("{id}" stands for one segment), who handles it, and
/// from where and how often it may be asked. All calls of one path have the same reach.
struct Route {
    QByteArrayView method;
    QByteArrayView pattern;
    void (ApiCalls::*handler)(const Call &);
    Reach reach = Reach::Shop;
    Pace pace = Pace::Read;
    QByteArrayView scope {}; ///< Of the key it needs, see apiKeyScopes(); anyKey, or none.
};

/// The scope of a call that every valid key may make.
constexpr QByteArrayView anyKey("any");

/// What a table knows about a request.
struct RouteMatch {
    const Route *route = nullptr; ///< Null: no such path, or not by this method.
    int place = -1; ///< In the table, of the first with this path; -1 when there is none.
    QByteArrayView pattern; ///< Of the path.
    QByteArrayView id; ///< What stood in the place of "{id}".
    QByteArray allow; ///< The methods of this path; empty when there is no such path.
    Reach reach = Reach::Shop; ///< Of this path.
};

/// Finds the call for a request; HEAD goes where GET goes. Paths are compared as they were sent,
/// without decoding.
RouteMatch matchRoute(std::span<const Route> table, QByteArrayView method, QByteArrayView path);
/// The public id of an order in its one spelling: decimal digits, no zero in front, from 1 to 2^53
/// − 1.
std::optional<qint64> publicIdOf(QByteArrayView text);
