#include "change_sheet.h"

#include "coin_words.h"
#include "fitted_text.h"
#include "key_button.h"
#include "tender_words.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
Money paidBy(const Receipt &receipt, TenderMethod method)
{
    Money sum;
    for (const Tender &tender : receipt.tenders)
        sum += tender.method == method ? tender.amount : Money();
    return sum;
}

bool hasTender(const Receipt &receipt, TenderMethod method)
{
    return std::ranges::any_of(receipt.tenders,
                               [method](const Tender &tender) { return tender.method == method; });
}
}

ChangeSheet::ChangeSheet(const Theme &theme, QWidget *parent, MonotonicMs clock)
    : Sheet(theme, parent, std::move(clock))
    , m_face(new ChangeFace(theme, this))
    , m_question(new FittedText(theme, Style::Body, FittedText::Lines::One, this))
    , m_show(new KeyButton(theme, tr("Show receipt"), u"receipt"_s, this))
    , m_none(new KeyButton(theme, tr("None"), u"cross"_s, this))
{
    setObjectName(u"changeSheet"_s);
    m_show->setObjectName(u"showReceiptKey"_s);
    m_none->setObjectName(u"noReceiptKey"_s);
    m_question->setText(tr("Receipt? Only if the customer asks."));
    m_question->setLook(Style::Body, Weight::Bold);
    m_question->setRole(Role::Ink2);
    for (KeyButton *key : {m_show, m_none})
        key->setTextStyle(Style::LineSum, Weight::Bold);
    setFocusPolicy(Qt::StrongFocus);
    connect(m_show, &KeyButton::clicked, this, [this] { emit receiptAsked(m_receipt.uuid); });
    connect(m_none, &KeyButton::clicked, this, &ChangeSheet::doneAsked);
    connect(m_face, &ChangeFace::tapped, this, &ChangeSheet::doneAsked);
    connect(&theme, &Theme::changed, this, [this] { place(); });
}

void ChangeSheet::setFrame(const CounterFrame &frame)
{
    m_frame = frame;
    place();
}

void ChangeSheet::setFigures(const Figures &figures)
{
    m_figures = figures;
    m_face->show(contentOf(m_receipt));
}

void ChangeSheet::showSale(const Receipt &receipt)
{
    m_receipt = receipt;
    m_face->show(contentOf(receipt));
    setAccessibleName(m_face->accessibleName());
}

QString ChangeSheet::headline(const Receipt &receipt) const
{
    const bool card = hasTender(receipt, TenderMethod::Card);
    const bool voucher = hasTender(receipt, TenderMethod::Voucher);
    if (hasTender(receipt, TenderMethod::Cash))
        return receipt.change > Money() ? tr("Change") : tr("No change");
    if (card && voucher)
        return tr("Paid by voucher and card");
    return card ? tr("Paid by card") : tr("Paid by voucher");
}

ChangeFace::Content ChangeSheet::contentOf(const Receipt &receipt) const
{
    const bool cash = hasTender(receipt, TenderMethod::Cash);
    ChangeFace::Content content {.headline = headline(receipt),
                                 .figure = m_figures.money(cash ? receipt.change : receipt.total),
                                 .sign = m_figures.sign(),
                                 .signBefore = m_figures.signStandsBefore(),
                                 .coinsWords = tr("Give back")};
    const Money given = paidBy(receipt, TenderMethod::Cash);
    for (const Tender &tender : receipt.tenders) {
        if (tender.method != TenderMethod::Cash && receipt.tenders.size() > 1)
            content.facts.emplace_back(TenderWords::part(tender), m_figures.money(tender.amount));
    }
    if (cash) {
        content.facts.emplace_back(tr("To pay"), m_figures.money(given - receipt.change));
        content.facts.emplace_back(tr("Given"), m_figures.money(given));
    }
    if (receipt.rounding != Money())
        content.facts.emplace_back(tr("Rounding"), m_figures.money(receipt.rounding));
    content.facts.emplace_back(tr("Receipt"), TenderWords::receiptNumber(receipt));
    content.coins = coinWords(receipt.change, receipt.currency, m_figures);
    return content;
}

void ChangeSheet::resizeEvent(QResizeEvent *event)
{
    Sheet::resizeEvent(event);
    place();
}

void ChangeSheet::place()
{
    const int beside = theme().unit(m_frame.frameClass == FrameClass::Narrow ? 4 : 8);
    const int wide = width() - 2 * beside;
    const int label = m_question->heightFor(wide);
    const int key = theme().unit(23);
    m_stripTop = height() - theme().unit(6) - key - theme().unit(2) - label - theme().unit(5);
    m_face->setGeometry(0, 0, width(), m_stripTop);
    const int top = m_stripTop + theme().unit(5);
    m_question->setGeometry(beside, top, wide, label);
    const int half = (wide - theme().gap()) / 2;
    m_show->setGeometry(beside, top + label + theme().unit(2), half, key);
    m_none->setGeometry(beside + half + theme().gap(), m_show->y(), half, key);
    update();
}

void ChangeSheet::paintEvent(QPaintEvent *event)
{
    Sheet::paintEvent(event);
    QPainter(this).fillRect(0, m_stripTop, width(), theme().line(), theme().color(Role::Line));
}

bool ChangeSheet::textFits() const
{
    return m_face->textFits() && m_question->textFits() && m_show->textFits() && m_none->textFits();
}
