#pragma once

#include "order.h"
#include "result.h"
#include "ticket.h"
#include "ticket_content.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class OrderDesk;
class OrderFeed;
class SettingsBook;
class TicketStore;

/// Prep tickets on paper: prints those of accepted orders once each, where the settings say so, and
/// any when it is asked to. What could not be printed is tried again; what may have been printed is
/// left to people. Prints on a thread of its own, waits for nothing. Lives on the main thread;
/// owned by the counter's shop.
class TicketDesk final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TicketDesk)
public:
    struct Parts {
        TicketStore &store;
        OrderDesk &orders;
        OrderFeed &feed;
        const SettingsBook &settings;
    };
    /// What stands on the ticket of an order that came out @p prints times before.
    using Composer = std::function<TicketContent(const Order &order, int prints)>;

    explicit TicketDesk(const Parts &parts, QObject *parent = nullptr);
    ~TicketDesk() override; ///< Waits for a printer at most a moment.

    /// Begins; nothing is printed before.
    void setComposer(Composer composer);
    /// Prints the ticket of an order, again if it was printed; while it is being printed this does
    /// nothing. How it ends is told by changed().
    void print(qint64 publicId);

    /// Whether a printer or a folder is named.
    bool hasPrinter() const;
    /// Why the last ticket was not printed, until one is: field = printer or folder. NotFound:
    /// there is no such printer; Unavailable: it takes nothing; Timeout: it may have been printed.
    const std::optional<Error> &trouble() const;
    /// How the tickets of open orders stand, as of the last look.
    const QHash<qint64, TicketNote> &notes() const;
    /// Somebody looks at the notes: they are read every few seconds.
    void setWatched(bool watched);

signals:
    void changed(); ///< The trouble or the notes.

private:
    struct Private;
    std::unique_ptr<Private> m;
};
