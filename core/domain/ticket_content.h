#pragma once

#include <QString>

#include <vector>

/// What stands on a prep ticket, in the words of the till. A value.
struct TicketContent {
    struct Line {
        QString quantity; ///< "2 ×"
        QString name;
        QString allergens; ///< What it contains, or that this is not recorded; may be empty.
        bool operator==(const Line &) const = default;
    };
    QString code; ///< "K7M2P"
    QString pickup; ///< "10:15", "As soon as possible"
    QString name; ///< Of the customer; may be empty.
    std::vector<Line> lines;
    QString note; ///< The customer's; may be empty.
    QString foot; ///< "Ordered 09:42, from the web"
    QString again; ///< "Printed again"; empty on the first one.
    bool operator==(const TicketContent &) const = default;
};
