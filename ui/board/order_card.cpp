#include "order_card.h"

#include "board_words.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace {
constexpr size_t itemsShown = 6; ///< Of an order whose More is closed.

/// Puts a card together. Lives for one card.
class CardMaker
{
    Q_DECLARE_TR_FUNCTIONS(OrderCard)
public:
    CardMaker(const Order &order, const CardContext &context)
        : m_order(order)
        , m_context(context)
    {
    }
    OrderCard made()
    {
        m_card.publicId = m_order.publicId;
        m_card.code = m_order.pickupCode;
        m_card.name = m_order.customerName.simplified();
        if (m_card.name.isEmpty() && isPaid(m_order))
            m_card.name = tr("Counter");
        const QDateTime shown = shownTime(m_order).toTimeZone(m_context.zone);
        const QDate today = m_context.now.toTimeZone(m_context.zone).date();
        m_card.time = BoardWords::time(m_context.figures, shown, today);
        m_card.note = m_order.note.simplified();
        if (m_context.byTime)
            m_card.state = BoardWords::state(m_order.state);
        addItems();
        addUnusual();
        addQuiet();
        addKeys();
        return m_card;
    }

private:
    bool opened() const { return m_context.more != MoreStep::Closed; }

    void addItems()
    {
        const size_t count = m_order.lines.size();
        const bool all = opened() || count <= itemsShown + 1;
        const size_t shown = all ? count : itemsShown;
        for (size_t i = 0; i < shown; ++i) {
            const Order::Line &line = m_order.lines[i];
            m_card.items.push_back({m_context.figures.quantity(line.quantity, SaleUnit::Piece),
                                    line.productName.simplified()});
        }
        if (shown < count)
            m_card.rest = tr("and %1 more").arg(count - shown);
        if (opened() && !m_order.customerPhone.isEmpty())
            m_card.phone = tr("Phone %1").arg(m_order.customerPhone.simplified());
    }

    void addUnusual()
    {
        const int late = minutesLate(m_order, m_context.now);
        const int waiting = minutesWaiting(m_order, m_context.now, m_context.timing);
        m_card.late = late > 0;
        if (m_card.late)
            m_card.flag = CardFlag {BadgeKind::SoldOut, BoardWords::late(late), u"warning"_s};
        else if (waiting > 0)
            m_card.flag = CardFlag {BadgeKind::Warn, BoardWords::waiting(waiting), u"bell"_s};
        else if (isPaid(m_order))
            m_card.flag = CardFlag {BadgeKind::Ok, tr("Paid"), u"check"_s};
    }

    void addQuiet()
    {
        if (m_card.flag)
            return;
        if (m_order.state == OrderState::Requested) {
            const int minutes = int(m_order.placedAt.secsTo(m_context.now) / 60);
            m_card.quiet = BoardWords::placed(m_order.source, minutes);
            return;
        }
        m_card.quiet = tr("To pay");
        m_card.sum = m_context.figures.money(m_order.total);
    }

    void addKeys()
    {
        m_card.keys = {mainKey(),
                       {CardAct::More, opened() ? tr("Less") : tr("More"),
                        opened() ? u"up"_s : u"more"_s, CardKey::Look::Plain}};
        if (!opened())
            return;
        if (m_context.tickets && m_order.state != OrderState::Requested)
            m_card.keys.push_back({CardAct::Ticket, tr("Print the ticket"), u"printer"_s, {}});
        if (m_order.state == OrderState::Ready) {
            addAsking({CardAct::AskNoShow, tr("Not collected"), u"user"_s, {}},
                      {CardAct::NoShow, tr("Nobody came: close it"), u"user"_s, {}});
            return;
        }
        if (!isPaid(m_order))
            m_card.keys.push_back(handOverKey(CardKey::Look::PayOutline));
        if (!isPaid(m_order) && cancelAllowed(m_order.state))
            addAsking({CardAct::AskCancel, tr("Cancel the order"), u"trash"_s, {}},
                      {CardAct::Cancel, tr("Cancel it: stock comes back"), u"trash"_s, {}});
    }

    /// A key that takes something away changes its words after the first tap.
    void addAsking(CardKey ask, CardKey act)
    {
        const bool asked =
            (ask.act == CardAct::AskCancel && m_context.more == MoreStep::AskedCancel)
            || (ask.act == CardAct::AskNoShow && m_context.more == MoreStep::AskedNoShow);
        ask.look = CardKey::Look::Danger;
        act.look = CardKey::Look::DangerFilled;
        m_card.keys.push_back(asked ? act : ask);
    }

    CardKey handOverKey(CardKey::Look look) const
    {
        if (isPaid(m_order))
            return {CardAct::HandOver, tr("Hand over"), u"bag"_s, look};
        return {CardAct::HandOver,
                tr("Hand over, take %1").arg(m_context.figures.money(m_order.total)), u"cash"_s,
                look};
    }

    CardKey mainKey() const
    {
        const auto look = m_context.accented ? CardKey::Look::Accent : CardKey::Look::Plain;
        switch (m_order.state) {
        case OrderState::Requested:
            return {CardAct::Advance, tr("Accept"), u"check"_s, look};
        case OrderState::Confirmed:
            return {CardAct::Advance, tr("Start"), u"loaf"_s, look};
        case OrderState::InProduction:
            return {CardAct::Advance, tr("Ready"), u"check"_s, look};
        case OrderState::Ready:
        case OrderState::Collected:
        case OrderState::Cancelled:
        case OrderState::NoShow:
            break;
        }
        return handOverKey(CardKey::Look::Pay);
    }

    const Order &m_order;
    const CardContext &m_context;
    OrderCard m_card;
};
}

OrderCard makeCard(const Order &order, const CardContext &context)
{
    return CardMaker(order, context).made();
}

std::optional<OrderState> nextState(OrderState state)
{
    switch (state) {
    case OrderState::Requested:
        return OrderState::Confirmed;
    case OrderState::Confirmed:
        return OrderState::InProduction;
    case OrderState::InProduction:
        return OrderState::Ready;
    case OrderState::Ready:
    case OrderState::Collected:
    case OrderState::Cancelled:
    case OrderState::NoShow:
        break;
    }
    return std::nullopt;
}

QString OrderCard::spoken() const
{
    QStringList parts {code, name, time, flag ? flag->text : QString(), state};
    for (const Item &item : items)
        parts << item.quantity + u' ' + item.name;
    parts << rest << note << phone << (sum.isEmpty() ? quiet : quiet + u' ' + sum);
    parts.removeAll(QString());
    return parts.join(u", "_s);
}
