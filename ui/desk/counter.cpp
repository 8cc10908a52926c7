#include "counter.h"

#include "clock.h"
#include "counter_private.h"
#include "goods_feed.h"
#include "quantity_text.h"

using namespace Qt::StringLiterals;

namespace {
constexpr int longestTyped = 13;

Error notAllowed(const QString &field)
{
    return {
        .code = Error::Code::Conflict, .reason = Error::Reason::StateNotAllowed, .field = field};
}
}

Counter::Counter(const Parts &parts, const QStringList &clerks, QObject *parent)
    : QObject(parent)
    , m(new Private {.q = this,
                     .till = parts.till,
                     .goods = parts.goods,
                     .meter = parts.meter,
                     .clock = parts.clock})
{
    setClerks(clerks);
    connect(&parts.till, &Till::basketChanged, this,
            [this](const QUuid &uuid) { m->tillChanged(uuid); });
}

Counter::~Counter() = default;

void Counter::setClerks(const QStringList &names)
{
    m->names = names;
    if (m->seats.empty())
        m->seats.push_back({.clerk = 1});
    for (ClerkSlot &slot : m->seats)
        slot.name = m->nameOf(slot.clerk);
    emit clerksChanged();
}

QString Counter::Private::nameOf(int clerk) const
{
    const QString name = names.value(clerk - 1).trimmed();
    return name.isEmpty() ? Counter::tr("Clerk %1").arg(clerk) : name;
}

const std::vector<ClerkSlot> &Counter::slotList() const
{
    return m->seats;
}

int Counter::activeSlot() const
{
    return m->active;
}

Money Counter::sumOf(int slot) const
{
    const Basket *found = m->till.basket(m->seats.at(size_t(slot)).basket);
    return found ? found->total() : Money();
}

void Counter::activate(int slot)
{
    if (slot < 0 || size_t(slot) >= m->seats.size() || slot == m->active)
        return;
    m->active = slot;
    setTyped({});
    emit clerksChanged();
    emit basketChanged();
    emit chosenChanged();
}

std::vector<std::pair<int, QString>> Counter::absentClerks() const
{
    std::vector<std::pair<int, QString>> absent;
    const int known = std::max(int(m->names.size()), mostClerks);
    for (int clerk = 1; clerk <= known; ++clerk) {
        if (m->slotOf(clerk) < 0)
            absent.emplace_back(clerk, m->nameOf(clerk));
    }
    return absent;
}

Result<void> Counter::signOn(int clerk)
{
    const int known = m->slotOf(clerk);
    if (known < 0) {
        if (m->seats.size() >= mostClerks)
            return notAllowed(u"clerk"_s);
        m->seats.push_back({.clerk = clerk, .name = m->nameOf(clerk)});
    }
    const int slot = known < 0 ? int(m->seats.size()) - 1 : known;
    if (slot == m->active)
        emit clerksChanged();
    activate(slot);
    return {};
}

Result<void> Counter::signOff(int slot)
{
    if (slot < 0 || size_t(slot) >= m->seats.size() || m->seats.size() == 1)
        return notAllowed(u"clerk"_s);
    const Basket *left = m->till.basket(m->seats[size_t(slot)].basket);
    if (left && !left->empty())
        return notAllowed(u"basket"_s);
    m->seats.erase(m->seats.begin() + slot);
    if (m->active >= slot && m->active > 0)
        --m->active;
    emit clerksChanged();
    emit basketChanged();
    emit chosenChanged();
    return {};
}

const Basket *Counter::basket() const
{
    return m->till.basket(m->seat().basket);
}

bool Counter::empty() const
{
    const Basket *open = basket();
    return !open || open->empty();
}

Money Counter::total() const
{
    const Basket *open = basket();
    return open ? open->total() : Money();
}

std::optional<Money> Counter::vat() const
{
    const Basket *open = basket();
    const Catalogue *catalogue = m->goods.catalogue();
    if (!open || !catalogue)
        return std::nullopt;
    const QDate today = m->clock.now().toLocalTime().date();
    const std::vector<Money> shares = discountShares(*open);
    std::vector<RatedAmount> amounts;
    for (size_t i = 0; i < open->lines.size(); ++i) {
        const BasketLine &line = open->lines[i];
        const auto rate = catalogue->goods().taxes.rateBp(line.taxClass, open->mode, today);
        if (!rate)
            return std::nullopt;
        amounts.push_back({.rateBp = *rate, .gross = line.gross() - shares[i]});
    }
    Money sum;
    for (const VatTotal &total : vatTotals(amounts))
        sum += total.vat;
    return sum;
}

TaxMode Counter::mode() const
{
    const Basket *open = basket();
    return open ? open->mode : m->seat().nextMode;
}

void Counter::setMode(TaxMode mode)
{
    if (basket()) {
        accepted(m->till.setMode(m->seat().basket, mode));
        return;
    }
    m->seat().nextMode = mode;
    emit basketChanged();
}

int Counter::chosenLine() const
{
    return m->seat().chosenLine;
}

void Counter::choose(int line)
{
    const int lines = basket() ? int(basket()->lines.size()) : 0;
    const int chosen = line >= 0 && line < lines ? line : -1;
    if (m->seat().chosenLine == chosen)
        return;
    m->seat().chosenLine = chosen;
    emit chosenChanged();
}

void Counter::undo()
{
    accepted(m->till.undo(m->seat().basket));
}

bool Counter::canUndo() const
{
    return m->till.canUndo(m->seat().basket);
}

bool Counter::accepted(const Result<void> &outcome)
{
    if (!outcome)
        emit refused(outcome.error());
    return bool(outcome);
}

const QString &Counter::typed() const
{
    return m->typed;
}

void Counter::setTyped(const QString &text)
{
    if (m->typed == text)
        return;
    m->typed = text;
    emit typedChanged();
}

bool Counter::type(QChar letter)
{
    const bool point = letter == u'.' || letter == u',';
    if (!letter.isDigit() && !point && letter != u'*')
        return false;
    const bool closed = m->typed.contains(u'*');
    if (letter == u'*' && (closed || m->typed.isEmpty()))
        return true;
    if (point && m->typed.section(u'*', -1).contains(u'.'))
        return true;
    if (m->typed.size() < longestTyped)
        setTyped(m->typed + (point ? QChar(u'.') : letter));
    return true;
}

void Counter::eraseTyped()
{
    setTyped(m->typed.chopped(m->typed.isEmpty() ? 0 : 1));
}

void Counter::sellTyped()
{
    const QString plu = m->typed.section(u'*', -1);
    if (plu.isEmpty())
        return;
    const Product *found = m->goods.index().byPlu(plu);
    if (!found) {
        setTyped({});
        emit refused(
            {.code = Error::Code::NotFound, .reason = Error::Reason::UnknownProduct, .field = plu});
        return;
    }
    const qint64 product = found->id;
    setTyped(m->typed.contains(u'*') ? m->typed.section(u'*', 0, 0) + u'*' : QString());
    sell(product);
}

Quantity Counter::typedQuantity() const
{
    const QString text = m->typed.section(u'*', 0, 0);
    const Result<Quantity> typedValue = quantityFromText(text);
    return text.isEmpty() || !typedValue ? Quantity::fromPieces(1) : *typedValue;
}

Quantity Counter::takeTypedQuantity()
{
    const Quantity quantity = typedQuantity();
    setTyped({});
    return quantity;
}

Till &Counter::till()
{
    return m->till;
}
