#include "tender_sheet.h"

#include "counter.h"
#include "entry_field.h"
#include "fitted_text.h"
#include "notice_card.h"
#include "paid_list.h"
#include "segment.h"
#include "sum_keys.h"
#include "tender_words.h"
#include "till.h"
#include "when_done.h"

#include <QKeyEvent>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

// The part of the tender sheet that takes money; tender_sheet_look.cpp shows it.

namespace {
constexpr std::array methods {TenderMethod::Cash, TenderMethod::Card, TenderMethod::Voucher};
constexpr qsizetype longestNumber = 12;
}

TenderSheet::TenderSheet(const Theme &theme, Counter &counter, QWidget *parent, MonotonicMs clock)
    : Sheet(theme, parent, std::move(clock))
    , m_counter(counter)
    , m_heading(new FittedText(theme, Style::Head, FittedText::Lines::One, this))
    , m_methods(new Segment(theme, tr("Way to pay"), this))
    , m_trouble(new NoticeCard(theme, this))
    , m_keysLabel(new FittedText(theme, Style::Body, FittedText::Lines::One, this))
    , m_keys(new SumKeys(theme, this))
    , m_numberLabel(new FittedText(theme, Style::Body, FittedText::Lines::One, this))
    , m_numberField(new EntryField(theme, tr("Number of the voucher"), this))
    , m_paidLabel(new FittedText(theme, Style::Body, FittedText::Lines::One, this))
    , m_paid(new PaidList(theme, this))
    , m_notice(new FittedText(theme, Style::Body, FittedText::Lines::Many, this))
    , m_pad(new AmountPad(theme, this))
{
    setObjectName(u"tenderSheet"_s);
    setFocusPolicy(Qt::StrongFocus);
    build();
    connectParts();
    connectCounter();
    connect(&theme, &Theme::changed, this, [this] { place(); });
}

void TenderSheet::build()
{
    m_methods->setObjectName(u"methodSegment"_s);
    m_numberField->setObjectName(u"numberField"_s);
    m_heading->setObjectName(u"tenderHeading"_s);
    m_notice->setObjectName(u"tenderNotice"_s);
    m_keysLabel->setObjectName(u"keysLabel"_s);
    m_paidLabel->setObjectName(u"paidLabel"_s);
    QList<Segment::Word> words;
    for (const TenderMethod method : methods)
        words << Segment::Word {.text = TenderWords::method(method),
                                .icon = TenderWords::icon(method)};
    m_methods->setWords(words);
    for (FittedText *label : {m_keysLabel, m_numberLabel, m_paidLabel}) {
        label->setLook(Style::Body, Weight::Bold);
        label->setRole(Role::Ink2);
    }
    m_numberLabel->setText(tr("Number on the voucher, if it has one"));
    m_numberField->setTextStyle(Style::Head);
    m_paidLabel->setText(tr("Paid so far"));
    m_notice->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_pad->field().setChecked(true);
}

void TenderSheet::connectParts()
{
    connect(m_methods, &Segment::chosen, this,
            [this](int word) { choose(methods.at(size_t(word))); });
    connect(m_keys, &SumKeys::tapped, this, &TenderSheet::takeKey);
    connect(m_pad, &AmountPad::typed, this, &TenderSheet::type);
    connect(m_pad, &AmountPad::erased, this, &TenderSheet::erase);
    connect(m_pad, &AmountPad::taken, this, &TenderSheet::takeTyped);
    connect(m_paid, &PaidList::removed, this, &TenderSheet::removePart);
    connect(m_trouble, &NoticeCard::keyTapped, this, &TenderSheet::tryAgain);
    // Two fields, one of which takes the digits.
    connect(&m_pad->field(), &EntryField::clicked, this,
            [this] { m_numberField->setChecked(false); });
    connect(m_numberField, &EntryField::clicked, this,
            [this] { m_pad->field().setChecked(false); });
}

void TenderSheet::connectCounter()
{
    connect(&m_counter, &Counter::basketChanged, this, [this] {
        follow();
        refresh();
        emit paidSoFarChanged();
    });
    connect(&m_counter, &Counter::payingChanged, this, [this] {
        if (m_tapped)
            m_tapped->setWaiting(m_counter.paying());
    });
    connect(&m_counter, &Counter::sold, this, &TenderSheet::paymentDone);
    connect(&m_counter, &Counter::refused, this, &TenderSheet::paymentFailed);
}

void TenderSheet::setFrame(const CounterFrame &frame)
{
    m_frame = frame;
    m_pad->setFrame(frame);
    m_keys->setKeyHeight(frame.sumKey);
    place();
}

void TenderSheet::setFigures(const Figures &figures)
{
    m_figures = figures;
    m_entry = AmountEntry(figures.currency().decimals);
    refresh();
}

void TenderSheet::setCashKeys(int count)
{
    m_cashKeys = std::clamp(count, 3, SumKeys::mostKeys);
    refresh();
}

void TenderSheet::begin(TenderMethod first)
{
    m_refusal.clear();
    m_unwritable.reset();
    std::erase_if(m_bills,
                  [this](const auto &kept) { return !m_counter.till().basket(kept.first); });
    follow();
    choose(first);
    if (!trouble())
        checkWritable();
    emit paidSoFarChanged();
}

/// The bill of the open basket; what was paid of others waits for them.
void TenderSheet::follow()
{
    const Basket *open = m_counter.basket();
    m_basket = open ? open->uuid : QUuid();
    bill().draft.setBill(m_counter.total(), m_counter.till().cashStep());
}

void TenderSheet::checkWritable()
{
    whenDone(m_counter.till().checkWritable(), this, [this](const Result<void> &writable) {
        m_unwritable = writable ? std::nullopt : std::optional(writable.error());
        refresh();
    });
}

void TenderSheet::choose(TenderMethod method)
{
    m_method = method;
    m_entry.clear();
    m_number.clear();
    m_refusal.clear();
    m_pad->field().setChecked(true);
    m_numberField->setChecked(false);
    m_methods->choose(int(std::ranges::find(methods, method) - methods.begin()));
    refresh();
    emit paidSoFarChanged();
}

const PaymentDraft &TenderSheet::draft() const
{
    static const PaymentDraft nothing;
    const auto found = m_bills.find(m_basket);
    return found == m_bills.end() ? nothing : found->second.draft;
}

bool TenderSheet::busy() const
{
    return !m_booking.isNull() || m_counter.paying();
}

const Error *TenderSheet::trouble() const
{
    const auto found = m_bills.find(m_basket);
    if (found != m_bills.end() && found->second.failure)
        return &*found->second.failure;
    return m_unwritable ? &*m_unwritable : nullptr;
}

void TenderSheet::type(const QString &letters)
{
    if (!usable())
        return;
    m_refusal.clear();
    if (!m_numberField->isChecked())
        m_entry.type(letters);
    else if (letters.front().isDigit() && m_number.size() + letters.size() <= longestNumber)
        m_number += letters;
    refresh();
}

void TenderSheet::erase()
{
    m_numberField->isChecked() ? m_number.chop(1) : m_entry.erase();
    m_refusal.clear();
    refresh();
}

void TenderSheet::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->text();
    const bool number =
        text.size() == 1 && (text.front().isDigit() || text == u'.' || text == u',');
    if (number)
        type(text);
    else if (event->key() == Qt::Key_Backspace)
        erase();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        trouble() ? tryAgain() : takeTyped();
    else if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Right)
        focusNextChild();
    else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Left)
        focusPreviousChild();
    else
        Sheet::keyPressEvent(event);
}

/// What was typed; with nothing typed all that is left.
void TenderSheet::takeTyped()
{
    if (m_entry.empty())
        return takeKey(0);
    m_tapped = &m_pad->takeKey();
    take({.method = m_method, .amount = m_entry.amount(), .number = m_number});
}

void TenderSheet::takeKey(int index)
{
    const bool sum = m_method == TenderMethod::Cash && size_t(index) < m_sums.size();
    m_tapped = &m_keys->key(index);
    take({.method = m_method,
          .amount = sum ? m_sums[size_t(index)] : draft().rest(m_method),
          .number = m_number});
}

void TenderSheet::take(const Tender &part)
{
    if (!usable() || m_counter.empty())
        return;
    if (const Result<void> added = bill().draft.add(part); !added) {
        m_refusal = refusalWords(added.error());
        return refresh();
    }
    m_entry.clear();
    m_number.clear();
    m_refusal.clear();
    if (draft().covers())
        return book();
    refresh();
    emit paidSoFarChanged();
}

void TenderSheet::book()
{
    m_booking = m_basket;
    bill().failure.reset();
    m_counter.pay(draft().parts());
}

void TenderSheet::takeExact(TenderMethod method)
{
    follow();
    if (busy() || m_counter.empty())
        return;
    if (bill().failure)
        return book();
    m_unwritable.reset();
    choose(method);
    takeKey(0);
}

void TenderSheet::removePart(int part)
{
    if (busy())
        return;
    bill().draft.remove(size_t(part));
    bill().failure.reset();
    m_refusal.clear();
    refresh();
    emit paidSoFarChanged();
}

void TenderSheet::tryAgain()
{
    if (busy())
        return;
    m_tapped = &m_trouble->key();
    bill().failure ? book() : checkWritable();
}

void TenderSheet::paymentDone(const QUuid &basket)
{
    m_bills.erase(basket);
    if (basket != m_booking)
        return;
    m_booking = {};
    follow();
    refresh();
    emit paidSoFarChanged();
}

void TenderSheet::paymentFailed(const Error &error)
{
    if (m_booking.isNull() || m_counter.paying())
        return; // Something else was refused.
    m_bills[m_booking].failure = error;
    m_booking = {};
    refresh();
    emit paidSoFarChanged();
    emit payingFailed();
}
