#include "price_sheet.h"

#include "counter.h"
#include "figure_card.h"
#include "figure_entry.h"
#include "name_layout.h"
#include "price_reason.h"
#include "text_label.h"
#include "till.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

PriceSheet::PriceSheet(const Theme &theme, Counter &counter, QWidget *parent, MonotonicMs clock)
    : EntrySheet(theme, parent, std::move(clock))
    , m_counter(counter)
    , m_subject(new TextLabel(theme, Style::Line, {}, this))
    , m_reasons(new PriceReason(theme, 3, this))
    , m_hint(new TextLabel(theme, Style::Body, {}, this))
    , m_preview(new FigureCard(theme, FigureCard::Ground::Card, this))
    , m_listPrice(&addFootKey(tr("List price"), u"undo"_s))
    , m_set(&setMainKey(tr("Change price"), u"check"_s, KeyButton::Kind::Accent))
{
    setObjectName(u"priceSheet"_s);
    setTitle(tr("Change price"));
    m_preview->setObjectName(u"pricePreview"_s);
    m_listPrice->setObjectName(u"listPriceKey"_s);
    m_set->setObjectName(u"setPriceKey"_s);
    m_subject->setLook(Style::Line, Weight::Bold);
    m_subject->setWordWrap(true);
    m_hint->setRole(Role::Ink2);
    m_hint->setWordWrap(true);
    side().addWidget(m_subject);
    side().addWidget(m_reasons);
    side().addStretch(1);
    belowSide().addWidget(m_hint);
    belowSide().addWidget(m_preview);
    connect(m_reasons, &PriceReason::changed, this, &PriceSheet::showState);
    connect(m_reasons, &PriceReason::accepted, this, &PriceSheet::take);
    connect(m_set, &KeyButton::clicked, this, &PriceSheet::take);
    connect(m_listPrice, &KeyButton::clicked, this, &PriceSheet::restore);
    connect(&counter, &Counter::basketChanged, this, [this] {
        if (isVisible())
            showState();
    });
}

bool PriceSheet::textFits() const
{
    return EntrySheet::textFits() && m_preview->textFits();
}

void PriceSheet::showEvent(QShowEvent *event)
{
    EntrySheet::showEvent(event);
    m_reasons->setReason({});
    entry().begin(TypedFigure(TypedFigure::Kind::Money, figures().currency().decimals),
                  tr("New price"));
    showState();
}

void PriceSheet::showState()
{
    const bool some = m_counter.basket() && m_counter.chosenLine() >= 0;
    const bool typed = some && entry().figure().money();
    m_set->setEnabled(typed && !m_reasons->reason().isEmpty());
    m_hint->setText(!some                                        ? tr("Choose a line first.")
                        : typed && m_reasons->reason().isEmpty() ? tr("Choose a reason.")
                                                                 : QString());
    m_listPrice->setVisible(false);
    m_subject->clear();
    m_preview->show({});
    if (some)
        showPreview();
}

void PriceSheet::showPreview()
{
    const Basket &before = *m_counter.basket();
    const auto line = size_t(m_counter.chosenLine());
    const BasketLine &chosen = before.lines[line];
    m_subject->setText(u"%1 × %2"_s.arg(figures().quantity(chosen.quantity, chosen.unit),
                                        withoutSoftHyphens(chosen.name)));
    m_listPrice->setVisible(chosen.unitPrice != chosen.listPrice);
    Basket after = before;
    const QString anyReason = u"-"_s;
    if (const std::optional<Money> price = entry().figure().money()) {
        if (!setLinePrice(after, int(line), *price, anyReason)) {
            m_hint->setText(tr("That is more than a till takes."));
            m_set->setEnabled(false);
        }
    }
    m_preview->show(
        {{tr("List price"), figures().money(chosen.listPrice)},
         {tr("Line"), change(chosen.gross(), after.lines[line].gross())},
         {.words = tr("Total"), .figure = change(before.total(), after.total()), .strong = true}});
}

void PriceSheet::setPrice(Money price, const QString &reason)
{
    const QUuid basket = m_counter.basket()->uuid;
    const int line = m_counter.chosenLine();
    if (m_counter.accepted(m_counter.till().setPrice(basket, line, price, reason)))
        emit backAsked();
}

void PriceSheet::take()
{
    if (m_set->isEnabled())
        setPrice(*entry().figure().money(), m_reasons->reason());
}

void PriceSheet::restore()
{
    const BasketLine &line = m_counter.basket()->lines[size_t(m_counter.chosenLine())];
    setPrice(line.listPrice, {});
}
