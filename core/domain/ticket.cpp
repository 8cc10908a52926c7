#include "ticket.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

const std::array<std::pair<TicketState, QString>, 4> &words()
{
    static const std::array<std::pair<TicketState, QString>, 4> table {
        {{TicketState::Printing, u"printing"_s},
         {TicketState::Printed, u"printed"_s},
         {TicketState::Waiting, u"waiting"_s},
         {TicketState::Unsure, u"unsure"_s}}};
    return table;
}

} // namespace

QString ticketStateWord(TicketState state)
{
    return words().at(size_t(state)).second;
}

std::optional<TicketState> ticketStateFromWord(const QString &word)
{
    const auto *const found =
        std::ranges::find(words(), word, &std::pair<TicketState, QString>::second);
    return found == words().end() ? std::nullopt : std::optional(found->first);
}
