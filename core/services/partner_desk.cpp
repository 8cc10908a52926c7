#include "partner_desk.h"

#include "business_day.h"
#include "catalogue_file.h"
#include "clean_text.h"
#include "order_desk.h"
#include "partner_store.h"
#include "pickup_rules.h"
#include "shared_promise.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostThousandths = 1'000'000'000;
constexpr qint64 highestPrice = 100'000'000; // as in a catalogue's file
constexpr int mostOrders = 1'000;
constexpr qsizetype longestReason = 200;
constexpr qsizetype longestSearch = 100;

Error fault(Error::Reason reason, const QString &field, const QString &detail)
{
    return {.code = Error::Code::Invalid, .reason = reason, .field = field, .detail = detail};
}

Result<void> checkLine(const QString &text, qsizetype longest, const QString &field)
{
    if (characters(text) > longest || !isCleanText(text))
        return fault(Error::Reason::BadField, field,
                     u"must be at most %1 characters on one line"_s.arg(longest));
    return Done {};
}

Result<void> checkQuery(const OrderQuery &query)
{
    if (query.limit < 1 || query.limit > mostOrders)
        return fault(Error::Reason::BadField, u"limit"_s, u"must be 1 to 1,000"_s);
    if (query.since.isValid() && query.until.isValid() && query.until <= query.since)
        return fault(Error::Reason::BadField, u"until"_s, u"must lie after since"_s);
    return checkLine(query.find, longestSearch, u"q"_s);
}

bool isForPartners(OrderState state)
{
    return state != OrderState::Requested && state != OrderState::Collected;
}

Result<void> checkStep(const PartnerHand &hand, StockStep step)
{
    const bool sets = step.kind == StockStep::Kind::Set;
    const qint64 amount = step.quantity.thousandths();
    if (!hasVisibleText(hand.reason))
        return fault(Error::Reason::MissingField, u"reason"_s, u"is empty"_s);
    if (Result<void> reason = checkLine(hand.reason, longestReason, u"reason"_s); !reason)
        return reason;
    if (std::abs(amount) > mostThousandths || (sets ? amount < 0 : amount == 0))
        return fault(Error::Reason::BadField, sets ? u"set"_s : u"add"_s, u"is out of bounds"_s);
    return Done {};
}

Result<void> checkAllergens(const QStringList &allergens)
{
    const bool known = std::ranges::all_of(
        allergens, [](const QString &word) { return allergenWords().contains(word); });
    if (!known || QStringList(allergens).removeDuplicates() > 0)
        return fault(Error::Reason::BadField, u"allergens"_s,
                     u"holds a word that is none of the list, or one twice"_s);
    return Done {};
}

Result<void> checkFacts(const PartnerHand &hand, const ProductFacts &facts)
{
    if (facts == ProductFacts {})
        return fault(Error::Reason::MissingField, u"price"_s, u"nothing is to be changed"_s);
    if (facts.price && (facts.price->minor() < 0 || facts.price->minor() > highestPrice))
        return fault(Error::Reason::BadField, u"price"_s, u"is out of bounds"_s);
    if (facts.leadMinutes && (*facts.leadMinutes < 0 || *facts.leadMinutes > longestLeadMinutes))
        return fault(Error::Reason::BadField, u"lead_minutes"_s, u"is out of bounds"_s);
    if (Result<void> allergens = checkAllergens(facts.allergens.value_or(QStringList()));
        !allergens)
        return allergens;
    return checkLine(hand.reason, longestReason, u"reason"_s);
}

QFuture<Result<PartnerChange>> told(QFuture<Result<MadeChange>> made)
{
    return made.then(QtFuture::Launch::Sync,
                     [](const Result<MadeChange> &change) -> Result<PartnerChange> {
                         if (!change)
                             return change.error();
                         return change->change;
                     });
}

}

PartnerDesk::PartnerDesk(PartnerStore &store, OrderDesk &orders, const Clock &clock,
                         Settings settings)
    : m_store(store)
    , m_orders(orders)
    , m_clock(clock)
    , m_settings(std::move(settings))
{
}

QFuture<Result<OrderPage>> PartnerDesk::orders(const OrderQuery &query)
{
    const Result<void> checked = checkQuery(query);
    return checked ? m_store.orders(query) : failedFuture<OrderPage>(checked.error());
}

QFuture<Result<Order>> PartnerDesk::order(qint64 publicId)
{
    return m_store.order(publicId);
}

QFuture<Result<Order>> PartnerDesk::moveOrder(const PartnerHand &hand, qint64 publicId,
                                              OrderState to)
{
    if (!isForPartners(to))
        return failedFuture<Order>(
            fault(Error::Reason::BadField, u"to"_s, u"is no step that partners take"_s));
    if (const Result<void> reason = checkLine(hand.reason, longestReason, u"reason"_s); !reason)
        return failedFuture<Order>(reason.error());
    return m_orders.told(m_store.moveOrder(hand, publicId, to));
}

QFuture<Result<PartnerChange>> PartnerDesk::changeStock(const PartnerHand &hand, qint64 product,
                                                        StockStep step)
{
    if (const Result<void> checked = checkStep(hand, step); !checked)
        return failedFuture<PartnerChange>(checked.error());
    const QDate today = businessDay(m_clock.now(), m_settings.zone, m_settings.dayStart);
    return told(m_store.changeStock(hand, product, step, today));
}

QFuture<Result<PartnerChange>> PartnerDesk::changeProduct(const PartnerHand &hand, qint64 product,
                                                          const ProductFacts &facts)
{
    if (const Result<void> checked = checkFacts(hand, facts); !checked)
        return failedFuture<PartnerChange>(checked.error());
    return told(m_store.changeProduct(hand, product, facts));
}

QFuture<Result<std::vector<PartnerChange>>> PartnerDesk::changes(const PartnerChangeQuery &query)
{
    return m_store.changes(query);
}
