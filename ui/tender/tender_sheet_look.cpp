#include "cash_sums.h"
#include "counter.h"
#include "entry_field.h"
#include "fitted_text.h"
#include "notice_card.h"
#include "paid_list.h"
#include "segment.h"
#include "sum_keys.h"
#include "tender_sheet.h"
#include "tender_words.h"
#include "words.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

// The part of the tender sheet that shows what is paid and what is left.

namespace {
constexpr qreal segmentShare = 0.49; // of the sheet, in the drawn frames
constexpr qreal mostSegmentShare = 0.68;
}

QString TenderSheet::exactWords(Money amount) const
{
    return m_method == TenderMethod::Card ? tr("Card took %1").arg(m_figures.money(amount))
                                          : tr("Voucher pays %1").arg(m_figures.money(amount));
}

QString TenderSheet::refusalWords(const Error &error) const
{
    const QString rest = m_figures.money(draft().rest(m_method));
    if (error.reason == Error::Reason::Overpaid)
        return m_method == TenderMethod::Card
            ? tr("Only %1 is left to pay. A card gives no change.").arg(rest)
            : tr("Only %1 is left to pay. A voucher gives no change.").arg(rest);
    if (error.field == u"number"_s)
        return tr("The number of a voucher has 4 to 12 digits.");
    if (error.field == u"parts"_s)
        return tr("Three parts are paid. The next one must pay %1.").arg(rest);
    if (error.field == u"amount"_s)
        return tr("Type a sum first.");
    return errorSentence(error);
}

std::vector<TotalPanel::Row> TenderSheet::paidRows() const
{
    const Money rounding = draft().rounding(m_method);
    std::vector<TotalPanel::Row> rows;
    if (draft().parts().empty() && rounding == Money())
        return rows;
    rows.push_back({tr("Total"), m_figures.money(draft().total())});
    for (const Tender &part : draft().parts())
        rows.push_back({TenderWords::part(part), m_figures.money(-part.amount)});
    if (rounding != Money())
        rows.push_back({tr("Rounding"), m_figures.money(rounding)});
    return rows;
}

Money TenderSheet::stillToPay() const
{
    return draft().rest(m_method);
}

bool TenderSheet::partlyPaid() const
{
    return !draft().parts().empty();
}

void TenderSheet::refresh()
{
    if (busy())
        return; // The next thing to see is what became of it.
    showHead();
    showKeys();
    showPad();
    showPaid();
    showNotice();
    place();
}

void TenderSheet::showHead()
{
    const QString heading =
        TenderWords::method(m_method) + u' ' + m_figures.money(draft().rest(m_method));
    m_heading->setText(heading);
    setAccessibleName(heading);
    const Error *wrong = trouble();
    m_heading->setVisible(!wrong);
    m_methods->setVisible(!wrong);
    if (!wrong)
        return m_trouble->say({});
    const bool unknown = wrong->code == Error::Code::Timeout;
    m_trouble->say(errorSentence(*wrong), unknown ? tr("Ask again") : tr("Try again"));
}

void TenderSheet::showKeys()
{
    const Money rest = draft().rest(m_method);
    std::vector<SumKeys::Key> keys;
    m_sums.clear();
    if (m_method == TenderMethod::Cash) {
        m_keysLabel->setText(tr("Tap what you are given: the sale is done"));
        m_sums = rest > Money() ? cashSums(rest, m_figures.currency(), m_cashKeys)
                                : std::vector {Money()};
        for (const Money sum : m_sums)
            keys.push_back({.text = m_figures.money(sum),
                            .second = sum == rest
                                ? tr("Exact, no change")
                                : tr("Change %1").arg(m_figures.money(sum - rest))});
    } else {
        const bool card = m_method == TenderMethod::Card;
        m_keysLabel->setText(card ? tr("Take it on the card terminal, then tap here")
                                  : tr("Tap when the voucher pays it all"));
        keys.push_back({.text = exactWords(rest), .icon = TenderWords::icon(m_method)});
    }
    m_keys->showKeys(keys);
    m_keys->setFirstKind(m_entry.empty() ? KeyButton::Kind::Pay : KeyButton::Kind::PayOutline);
    m_keys->setEnabled(usable() && !draft().overpaid());
}

QString TenderSheet::padWords() const
{
    switch (m_method) {
    case TenderMethod::Cash:
        return tr("Another sum");
    case TenderMethod::Card:
        return tr("A part by card");
    case TenderMethod::Voucher:
        return tr("A part by voucher");
    }
    Q_UNREACHABLE();
}

/// What comes of the amount that was typed: change, too much, or something left to pay.
void TenderSheet::describeTyped(AmountPad::Content &content) const
{
    const bool cash = m_method == TenderMethod::Cash;
    const Money amount = m_entry.amount();
    const Money over = amount - draft().rest(m_method);
    const bool enough = over > Money() || (cash && over == Money());
    content.amount = m_figures.money(amount);
    content.take = cash ? tr("Take %1").arg(content.amount) : exactWords(amount);
    content.outcomeFigure = m_figures.money(enough ? over : -over);
    if (enough)
        content.outcome = cash ? tr("Change") : tr("Too much");
    else
        content.outcome = tr("Still to pay");
}

void TenderSheet::showPad()
{
    const bool cash = m_method == TenderMethod::Cash;
    const bool voucher = m_method == TenderMethod::Voucher;
    AmountPad::Content content {.label = padWords(),
                                .take = cash ? tr("Take") : TenderWords::method(m_method),
                                .canTake = !m_entry.empty() && usable(),
                                .usable = usable()};
    if (!m_entry.empty())
        describeTyped(content);
    m_pad->show(content);
    m_numberLabel->setVisible(voucher);
    m_numberField->setVisible(voucher);
    m_numberField->setContent(m_number);
    m_numberField->setEnabled(usable());
}

void TenderSheet::showPaid()
{
    const Money rounding = draft().rounding(m_method);
    const bool parts = !draft().parts().empty();
    std::vector<PaidList::Row> rows;
    for (const Tender &part : draft().parts())
        rows.push_back({.kind = PaidList::Row::Kind::Part,
                        .icon = TenderWords::icon(part.method),
                        .words = TenderWords::part(part),
                        .figure = m_figures.money(part.amount)});
    if (rounding != Money())
        rows.push_back({.kind = PaidList::Row::Kind::Note,
                        .icon = {},
                        .words = tr("Rounding of cash"),
                        .figure = m_figures.money(rounding)});
    if (!rows.empty())
        rows.push_back({.kind = PaidList::Row::Kind::Rest,
                        .icon = {},
                        .words = tr("Still to pay"),
                        .figure = m_figures.money(draft().rest(m_method))});
    m_paidLabel->setVisible(parts);
    m_paid->setVisible(!rows.empty());
    m_paid->showRows(std::move(rows));
    const Error *wrong = trouble();
    m_paid->setChangeable(!wrong || wrong->code != Error::Code::Timeout);
}

void TenderSheet::showNotice()
{
    QString refusal = m_refusal;
    if (refusal.isEmpty() && draft().overpaid())
        refusal = tr("More is paid than the total. Remove a part.");
    m_notice->setText(refusal.isEmpty()
                          ? tr("A second tap does nothing. Nothing prints unless asked.")
                          : refusal);
    m_notice->setRole(refusal.isEmpty() ? Role::Ink2 : Role::Danger);
    m_notice->setLook(Style::Body, refusal.isEmpty() ? Weight::Regular : Weight::Bold);
    m_notice->setIconName(refusal.isEmpty() ? u"info"_s : u"warning"_s);
}

void TenderSheet::resizeEvent(QResizeEvent *event)
{
    Sheet::resizeEvent(event);
    place();
}

void TenderSheet::place()
{
    const int pad = m_frame.sheetPad;
    const QRect area = rect().adjusted(pad, pad, -pad, -pad);
    const int top = area.top() + placeHead(area) + theme().unit(3);
    const int gutter = theme().unit(m_frame.frameClass == FrameClass::Wide ? 8 : 5);
    const QRect right(area.right() + 1 - m_frame.keypadWidth, top, m_frame.keypadWidth,
                      area.bottom() + 1 - top);
    m_pad->setGeometry(right);
    placeLeft(QRect(area.left(), top, right.left() - gutter - area.left(), right.height()));
}

int TenderSheet::placeHead(const QRect &area)
{
    if (trouble()) {
        const int height = m_trouble->neededHeight(area.width());
        m_trouble->setGeometry(area.left(), area.top(), area.width(), height);
        return height;
    }
    const int wanted = std::max(
        int(std::lround(area.width() * segmentShare)),
        std::min(m_methods->sizeHint().width(), int(std::lround(area.width() * mostSegmentShare))));
    const int height = m_methods->sizeHint().height();
    m_methods->setGeometry(area.right() + 1 - wanted, area.top(), wanted, height);
    m_heading->setGeometry(area.left(), area.top(), area.width() - wanted - theme().unit(4),
                           height);
    return height;
}

void TenderSheet::placeLeft(const QRect &area)
{
    int top = area.top();
    const auto below = [&](QWidget *widget, int height) {
        widget->setGeometry(area.left(), top, area.width(), height);
        top += height;
    };
    const auto label = [&](FittedText *text) {
        below(text, text->heightFor(area.width()) + theme().unit(2));
    };
    if (!m_numberField->isHidden()) {
        label(m_numberLabel);
        below(m_numberField, m_numberField->sizeHint().height());
        top += theme().unit(4);
    }
    label(m_keysLabel);
    below(m_keys, m_keys->neededHeight());
    top += theme().unit(m_frame.frameClass == FrameClass::Wide ? 6 : 3);
    if (!m_paidLabel->isHidden())
        label(m_paidLabel);
    if (!m_paid->isHidden())
        below(m_paid, std::min(m_paid->neededHeight(), area.bottom() + 1 - top));
    const int left = area.bottom() + 1 - top;
    const int notice = m_notice->heightFor(area.width());
    const bool warns = !m_refusal.isEmpty() || draft().overpaid();
    m_notice->setVisible(warns || notice <= left);
    m_notice->setGeometry(area.left(), area.bottom() + 1 - std::min(left, notice), area.width(),
                          std::min(left, notice));
}

bool TenderSheet::textFits() const
{
    const auto fits = [](const auto *part) { return part->isHidden() || part->textFits(); };
    return fits(m_heading) && fits(m_methods) && m_trouble->textFits() && fits(m_keysLabel)
        && m_keys->textFits() && fits(m_numberLabel) && fits(m_numberField) && fits(m_paidLabel)
        && fits(m_paid) && fits(m_notice) && m_pad->textFits();
}
