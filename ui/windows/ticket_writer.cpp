#include "ticket_writer.h"

#include "allergen_words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

/// The words of tickets. Any thread.
class TicketWords
{
    Q_DECLARE_TR_FUNCTIONS(TicketWords)
public:
    static QString again() { return tr("Printed again"); }
    static QString soon() { return tr("As soon as possible"); }
    static QString pickup(const QString &time) { return tr("Pick-up %1").arg(time); }
    static QString placed(OrderSource source, const QString &time)
    {
        switch (source) {
        case OrderSource::Counter:
            return tr("Sold %1 at the counter").arg(time);
        case OrderSource::Web:
            return tr("Ordered %1 on the web page").arg(time);
        case OrderSource::Partner:
            return tr("Ordered %1 by a partner").arg(time);
        }
        Q_UNREACHABLE();
    }
};

/// With the day where it is not today.
QString timeText(const TicketWriter &writer, const QDateTime &at)
{
    const QDateTime local = at.toTimeZone(writer.zone);
    QString time = writer.figures.clock(local.time());
    if (local.date() == writer.today)
        return time;
    return writer.figures.locale().toString(local.date(), u"ddd d MMM"_s) + u' ' + time;
}

TicketContent::Line lineOf(const TicketWriter &writer, const Order::Line &line)
{
    const Product *product = writer.productOf ? writer.productOf(line.product) : nullptr;
    const SaleUnit unit = product ? product->unit : SaleUnit::Piece;
    TicketContent::Line written {.quantity = writer.figures.quantity(line.quantity, unit),
                                 .name = line.productName.simplified()};
    if (unit != SaleUnit::Weight)
        written.quantity += u" ×"_s;
    // "None" needs no line; "not recorded" does, and so do goods that are no longer sold.
    if (!product || !product->allergens || !product->allergens->isEmpty())
        written.allergens = allergenSentence(product ? product->allergens : std::nullopt);
    return written;
}

} // namespace

TicketContent TicketWriter::content(const Order &order, int prints) const
{
    TicketContent ticket {.code = order.pickupCode,
                          .pickup = order.pickupStart.isValid()
                              ? TicketWords::pickup(timeText(*this, order.pickupStart))
                              : TicketWords::soon(),
                          .name = order.customerName.simplified(),
                          .note = order.note.simplified(),
                          .foot =
                              TicketWords::placed(order.source, timeText(*this, order.placedAt)),
                          .again = prints > 0 ? TicketWords::again() : QString()};
    for (const Order::Line &line : order.lines)
        ticket.lines.push_back(lineOf(*this, line));
    return ticket;
}
