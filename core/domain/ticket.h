#pragma once

#include <QString>

#include <optional>

/// How the paper ticket of an order stands. The words in the database are ticketStateWord().
enum class TicketState {
    Printing,
    Printed,
    Waiting, ///< Surely not printed; it is tried again.
    Unsure, ///< Perhaps printed: somebody has to look.
};
QString ticketStateWord(TicketState state);
std::optional<TicketState> ticketStateFromWord(const QString &word);

/// The ticket of an order. A value.
struct TicketNote {
    TicketState state = TicketState::Printing;
    int prints = 0; ///< That came out, or may have.
    bool operator==(const TicketNote &) const = default;
};
