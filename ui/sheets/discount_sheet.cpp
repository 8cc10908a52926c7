#include "discount_sheet.h"

#include "counter.h"
#include "figure_card.h"
#include "figure_entry.h"
#include "key_choice.h"
#include "lines_words.h"
#include "name_layout.h"
#include "price_reason.h"
#include "segment.h"
#include "text_label.h"
#include "till.h"

#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr std::array quickPercents {5, 10, 20, 50};
constexpr int onePercentBp = 100;

QStringList percentWords()
{
    QStringList words;
    for (const int percent : quickPercents)
        words << u"%1\u202f%"_s.arg(percent);
    return words;
}
}

DiscountSheet::DiscountSheet(const Theme &theme, Counter &counter, QWidget *parent,
                             MonotonicMs clock)
    : EntrySheet(theme, parent, std::move(clock))
    , m_counter(counter)
    , m_scope(new Segment(theme, tr("What the discount is on"), this))
    , m_subject(new TextLabel(theme, Style::Line, {}, this))
    , m_percents(new KeyChoice(theme, percentWords(), int(quickPercents.size()), this))
    , m_reasons(new PriceReason(theme, 3, this))
    , m_preview(new FigureCard(theme, FigureCard::Ground::Card, this))
    , m_hint(new TextLabel(theme, Style::Body, {}, this))
    , m_unit(new Segment(theme, tr("How it is counted"), this))
    , m_remove(&addFootKey(tr("Take off"), u"trash"_s))
    , m_give(&setMainKey(tr("Give discount"), u"check"_s, KeyButton::Kind::Accent))
{
    setObjectName(u"discountSheet"_s);
    setTitle(tr("Discount"));
    build();
    connect(m_scope, &Segment::chosen, this, &DiscountSheet::begin);
    connect(m_unit, &Segment::chosen, this, &DiscountSheet::beginFigure);
    connect(m_percents, &KeyChoice::chosen, this, [this](int key) {
        m_unit->choose(0);
        beginFigure();
        entry().propose(QString::number(quickPercents.at(size_t(key))));
    });
    connect(m_reasons, &PriceReason::changed, this, &DiscountSheet::showState);
    connect(m_reasons, &PriceReason::accepted, this, &DiscountSheet::take);
    connect(m_give, &KeyButton::clicked, this, &DiscountSheet::take);
    connect(m_remove, &KeyButton::clicked, this, &DiscountSheet::remove);
    connect(&counter, &Counter::basketChanged, this, [this] {
        if (isVisible())
            showState();
    });
}

void DiscountSheet::build()
{
    m_scope->setWords({{tr("This line"), {}}, {tr("Whole receipt"), {}}});
    m_unit->setWords({{tr("Percent"), {}}, {tr("Amount"), {}}});
    m_scope->setObjectName(u"discountScope"_s);
    m_unit->setObjectName(u"discountUnit"_s);
    m_percents->setObjectName(u"percentKeys"_s);
    m_preview->setObjectName(u"discountPreview"_s);
    m_hint->setObjectName(u"discountHint"_s);
    m_give->setObjectName(u"giveDiscountKey"_s);
    m_remove->setObjectName(u"takeOffDiscountKey"_s);
    m_remove->setKind(KeyButton::Kind::Danger);
    m_subject->setLook(Style::Line, Weight::Bold);
    m_subject->setWordWrap(true);
    m_hint->setRole(Role::Ink2);
    m_hint->setWordWrap(true);
    side().addWidget(m_subject);
    side().addWidget(m_percents);
    side().addWidget(m_reasons);
    side().addStretch(1);
    belowSide().addWidget(m_hint);
    belowSide().addWidget(m_preview);
    setTitleSide(m_scope);
    aboveEntry().insertWidget(0, m_unit);
}

DiscountSheet::Scope DiscountSheet::scope() const
{
    return m_scope->chosenWord() == 0 ? Scope::Line : Scope::Receipt;
}

bool DiscountSheet::inPercent() const
{
    return m_unit->chosenWord() == 0;
}

bool DiscountSheet::textFits() const
{
    return EntrySheet::textFits() && m_preview->textFits();
}

void DiscountSheet::showEvent(QShowEvent *event)
{
    EntrySheet::showEvent(event);
    const bool hasLine = m_counter.chosenLine() >= 0;
    m_scope->word(0)->setEnabled(hasLine);
    m_scope->choose(hasLine ? 0 : 1);
    begin();
}

void DiscountSheet::begin()
{
    m_reasons->setReason({});
    m_unit->choose(0);
    beginFigure();
}

void DiscountSheet::beginFigure()
{
    const int decimals = figures().currency().decimals;
    if (inPercent())
        entry().begin(TypedFigure(TypedFigure::Kind::Percent), tr("Discount in percent"));
    else
        entry().begin(TypedFigure(TypedFigure::Kind::Money, decimals), tr("Discount as an amount"));
    showState();
}

std::optional<ReceiptDiscount> DiscountSheet::asked() const
{
    const TypedFigure &figure = entry().figure();
    if (inPercent()) {
        const std::optional<int> percent = figure.basisPoints();
        return percent ? std::optional(ReceiptDiscount {.percentBp = *percent}) : std::nullopt;
    }
    const std::optional<Money> amount = figure.money();
    const bool some = amount && *amount > Money();
    return some ? std::optional(ReceiptDiscount {.amount = *amount}) : std::nullopt;
}

Result<Basket> DiscountSheet::discounted(const QString &reason) const
{
    Basket changed = *m_counter.basket();
    ReceiptDiscount discount = *asked();
    discount.reason = reason;
    const int line = m_counter.chosenLine();
    Result<void> done;
    if (scope() == Scope::Receipt)
        done = setReceiptDiscount(changed, discount);
    else if (inPercent())
        done = setLinePercent(changed, line, discount.percentBp, reason);
    else
        done = setLineDiscount(changed, line, discount.amount, reason);
    return done ? Result<Basket>(std::move(changed)) : Result<Basket>(done.error());
}

bool DiscountSheet::hasDiscount() const
{
    const Basket *basket = m_counter.basket();
    const int line = m_counter.chosenLine();
    if (!basket || basket->empty())
        return false;
    if (scope() == Scope::Receipt)
        return basket->discount.has_value();
    return line >= 0 && basket->lines[size_t(line)].discount != Money();
}

void DiscountSheet::showState()
{
    const Basket *basket = m_counter.basket();
    const int line = m_counter.chosenLine();
    const bool some = basket && !basket->empty() && (scope() == Scope::Receipt || line >= 0);
    if (!some) {
        m_subject->clear();
        m_preview->show({});
    } else if (scope() == Scope::Line) {
        const BasketLine &chosen = basket->lines[size_t(line)];
        m_subject->setText(u"%1 × %2"_s.arg(figures().quantity(chosen.quantity, chosen.unit),
                                            withoutSoftHyphens(chosen.name)));
    } else {
        m_subject->setText(linesWords(int(basket->lines.size())));
    }
    const std::optional<int> percent = entry().figure().basisPoints();
    const auto quick = std::ranges::find_if(
        quickPercents, [&](int each) { return inPercent() && percent == each * onePercentBp; });
    m_percents->choose(quick == quickPercents.end() ? -1 : int(quick - quickPercents.begin()));
    m_remove->setVisible(hasDiscount());
    m_give->setEnabled(some && asked() && !m_reasons->reason().isEmpty());
    m_hint->setText(some && asked() && m_reasons->reason().isEmpty() ? tr("Choose a reason.")
                                                                     : QString());
    if (some)
        showPreview();
}

void DiscountSheet::showPreview()
{
    const Basket &before = *m_counter.basket();
    const QString anyReason = u"-"_s;
    const Result<Basket> result = asked() ? discounted(anyReason) : Result<Basket>(before);
    if (!result) {
        m_hint->setText(tr("That is more than there is to pay."));
        m_give->setEnabled(false);
    }
    const Basket &after = result ? *result : before;
    std::vector<FigureCard::Row> rows;
    if (scope() == Scope::Line) {
        const auto line = size_t(m_counter.chosenLine());
        rows.push_back({tr("Line"), change(before.lines[line].gross(), after.lines[line].gross())});
    }
    rows.push_back({tr("Total"), change(before.total(), after.total()), true});
    m_preview->show(std::move(rows));
}

void DiscountSheet::take()
{
    if (!m_give->isEnabled())
        return;
    const QString reason = m_reasons->reason();
    const QUuid basket = m_counter.basket()->uuid;
    const int line = m_counter.chosenLine();
    ReceiptDiscount discount = *asked();
    discount.reason = reason;
    Till &till = m_counter.till();
    Result<void> given;
    if (scope() == Scope::Receipt)
        given = till.setDiscount(basket, discount);
    else if (inPercent())
        given = till.setLinePercent(basket, line, discount.percentBp, reason);
    else
        given = till.setLineDiscount(basket, line, discount.amount, reason);
    if (m_counter.accepted(given))
        emit backAsked();
}

void DiscountSheet::remove()
{
    const QUuid basket = m_counter.basket()->uuid;
    const Result<void> taken = scope() == Scope::Receipt
        ? m_counter.till().setDiscount(basket, std::nullopt)
        : m_counter.till().setLineDiscount(basket, m_counter.chosenLine(), Money(), {});
    if (m_counter.accepted(taken))
        emit backAsked();
}
