#pragma once

#include "paper.h"
#include "ticket_content.h"

/// A ticket for 80 mm paper: as long as it has to be, black only, nothing cut off. Any thread.
PaperDocument makeTicket(const TicketContent &content);
