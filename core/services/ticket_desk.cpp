#include "ticket_desk.h"

#include "document_printer.h"
#include "order_desk.h"
#include "order_feed.h"
#include "settings_book.h"
#include "ticket_paper.h"
#include "ticket_store.h"
#include "when_done.h"

#include <QLoggingCategory>
#include <QThreadPool>
#include <QTimer>
#include <QtConcurrentRun>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(ticketLog, "bakehouse.tickets")

constexpr int claimedAtOnce = 4;
constexpr std::chrono::milliseconds lookEvery = 3s;
constexpr std::chrono::milliseconds lookPause = 200ms; // Between two looks that the feed asks for.

/// Where tickets go. A value.
struct TicketTarget {
    QString printer;
    QString folder;
};

TicketTarget targetOf(const Settings &settings)
{
    return {.printer = settings.text(u"tickets.printer"_s),
            .folder = settings.text(u"tickets.folder"_s)};
}

/// On the printing thread.
Result<void> putOnPaper(const TicketContent &content, const TicketTarget &target,
                        const std::atomic<bool> &stop)
{
    const PaperDocument document = makeTicket(content);
    if (!target.printer.isEmpty())
        return printDocument(document, target.printer, stop);
    const Result<QString> file = fileDocument(document, target.folder, u"ticket-"_s + content.code);
    if (!file)
        return file.error();
    return {};
}

/// Nobody makes what was cancelled or handed over since it was claimed.
bool isMade(const Order &order)
{
    return order.state == OrderState::Requested || order.state == OrderState::Confirmed
        || order.state == OrderState::InProduction || order.state == OrderState::Ready;
}

TicketState stateAfter(const Result<void> &printed)
{
    if (printed)
        return TicketState::Printed;
    return printed.error().code == Error::Code::Timeout ? TicketState::Unsure
                                                        : TicketState::Waiting;
}

} // namespace

/// A ticket that this desk has claimed and how far it is.
struct Claimed {
    qint64 publicId = 0;
    QUuid claim;
    int prints = 0;
    TicketState ended = TicketState::Waiting;
};

struct TicketDesk::Private {
    Private(TicketDesk &owner, const Parts &given)
        : desk(owner)
        , parts(given)
    {
        pool.setMaxThreadCount(1);
        pause.setSingleShot(true);
        pause.setInterval(lookPause);
        every.setInterval(lookEvery);
    }

    bool prints() const
    {
        const Settings &settings = parts.settings.settings();
        return composer && desk.hasPrinter() && settings.text(u"tickets.print"_s) == "accepted"_L1;
    }

    /// The feed may tell ten times a second.
    void lookSoon()
    {
        if (!pause.isActive())
            pause.start();
    }

    void look()
    {
        if (watched)
            readNotes();
        const std::vector<Claimed> waiting = std::exchange(unnoted, {});
        for (const Claimed &ticket : waiting)
            note(ticket);
        if (looking || !prints())
            return;
        looking = true;
        whenDone(parts.store.claimWaiting(claimedAtOnce, claim), &desk,
                 [this](const Result<std::vector<qint64>> &ids) { take(ids); });
    }

    void take(const Result<std::vector<qint64>> &ids)
    {
        looking = false;
        if (!ids) // Asked again under the same claim: the answer may have been lost.
            return;
        const QUuid taken = std::exchange(claim, QUuid::createUuid());
        for (const qint64 publicId : *ids)
            begin({.publicId = publicId, .claim = taken});
        if (int(ids->size()) >= claimedAtOnce)
            lookSoon();
    }

    void begin(const Claimed &ticket)
    {
        whenDone(parts.orders.find(ticket.publicId), &desk,
                 [this, ticket](const Result<Order> &order) {
                     if (order && isMade(*order))
                         press(ticket, *order);
                     else
                         note(ticket); // Surely not printed.
                 });
    }

    void press(const Claimed &ticket, const Order &order)
    {
        const auto work = [this, content = composer(order, ticket.prints),
                           target = targetOf(parts.settings.settings())] {
            return putOnPaper(content, target, stop);
        };
        whenDone(QtConcurrent::run(&pool, work), &desk,
                 [this, ticket](const Result<void> &printed) { end(ticket, printed); });
    }

    void end(Claimed ticket, const Result<void> &printed)
    {
        ticket.ended = stateAfter(printed);
        if (printed)
            trouble.reset();
        else
            keepTrouble(printed.error());
        notes.insert(ticket.publicId, {ticket.ended, ticket.prints + (printed ? 1 : 0)});
        emit desk.changed();
        note(ticket);
    }

    void keepTrouble(const Error &error)
    {
        if (!trouble || *trouble != error)
            qCWarning(ticketLog).noquote() << "a ticket was not printed:" << describe(error);
        trouble = error;
    }

    /// What was printed is not forgotten while the database is away.
    void note(const Claimed &ticket)
    {
        whenDone(parts.store.note(ticket.publicId, ticket.claim, ticket.ended), &desk,
                 [this, ticket](const Result<bool> &noted) {
                     if (!noted)
                         unnoted.push_back(ticket);
                 });
    }

    void readNotes()
    {
        if (reading)
            return;
        reading = true;
        whenDone(parts.store.open(), &desk, [this](const Result<QHash<qint64, TicketNote>> &read) {
            reading = false;
            if (!read || *read == notes)
                return;
            notes = *read;
            emit desk.changed();
        });
    }

    TicketDesk &desk;
    const Parts parts;
    Composer composer;
    QUuid claim = QUuid::createUuid(); ///< Of the next look.
    std::vector<Claimed> unnoted;
    QHash<qint64, TicketNote> notes;
    std::optional<Error> trouble;
    QTimer every;
    QTimer pause;
    bool watched = false;
    bool looking = false;
    bool reading = false;
    std::atomic<bool> stop = false;
    QThreadPool pool; ///< Last: its work reads the above.
};

TicketDesk::TicketDesk(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m(std::make_unique<Private>(*this, parts))
{
    connect(&m->every, &QTimer::timeout, this, [this] { m->look(); });
    connect(&m->pause, &QTimer::timeout, this, [this] { m->look(); });
    connect(&parts.feed, &OrderFeed::changed, this, [this] { m->lookSoon(); });
    connect(&parts.settings, &SettingsBook::changed, this, [this] { m->lookSoon(); });
}

TicketDesk::~TicketDesk()
{
    m->stop = true;
    m->pool.waitForDone();
}

void TicketDesk::setComposer(Composer composer)
{
    m->composer = std::move(composer);
    m->every.start();
    m->lookSoon();
}

void TicketDesk::print(qint64 publicId)
{
    if (!m->composer)
        return;
    if (!hasPrinter()) {
        m->keepTrouble({.code = Error::Code::NotFound,
                        .reason = Error::Reason::MissingField,
                        .field = u"tickets.printer"_s});
        emit changed();
        return;
    }
    const QUuid claim = QUuid::createUuid();
    whenDone(m->parts.store.claim(publicId, claim), this,
             [this, publicId, claim](const Result<int> &prints) {
                 if (prints)
                     m->begin({.publicId = publicId, .claim = claim, .prints = *prints});
             });
}

bool TicketDesk::hasPrinter() const
{
    const TicketTarget target = targetOf(m->parts.settings.settings());
    return !target.printer.isEmpty() || !target.folder.isEmpty();
}

const std::optional<Error> &TicketDesk::trouble() const
{
    return m->trouble;
}

const QHash<qint64, TicketNote> &TicketDesk::notes() const
{
    return m->notes;
}

void TicketDesk::setWatched(bool watched)
{
    m->watched = watched;
    if (watched)
        m->readNotes();
}
