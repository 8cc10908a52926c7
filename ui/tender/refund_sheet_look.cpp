#include "change_face.h"
#include "coin_words.h"
#include "counter.h"
#include "fitted_text.h"
#include "notice_card.h"
#include "refund_delegate.h"
#include "refund_keys.h"
#include "refund_model.h"
#include "refund_reasons.h"
#include "refund_sheet.h"
#include "segment.h"
#include "tender_words.h"
#include "text_field.h"
#include "text_label.h"
#include "till.h"

#include <QEvent>
#include <QLayout>
#include <QListView>

#include <algorithm>

using namespace Qt::StringLiterals;

// The part of the refund sheet that shows what goes back.

namespace {
constexpr int otherReason = 3;
}

SaleUnit RefundSheet::unitOf(const ReceiptLine &line) const
{
    if (m_unitOf)
        return m_unitOf(line.product);
    return line.quantity.thousandths() % 500 == 0 ? SaleUnit::Piece : SaleUnit::Weight;
}

QString RefundSheet::quantityOf(Quantity quantity, const ReceiptLine &line) const
{
    return m_figures.quantity(quantity, unitOf(line));
}

RefundRow RefundSheet::rowOf(size_t line, const Result<Receipt> &preview) const
{
    const ReceiptLine &sold = m_original.lines[line];
    const Quantity left = m_draft.left(line);
    RefundRow row {.name = sold.name, .spent = m_draft.known() && left == Quantity()};
    row.detail = quantityOf(sold.quantity, sold) + u" × "_s + m_figures.money(sold.unitPrice);
    if (row.spent)
        row.detail += u", "_s + tr("given back");
    else if (m_draft.known() && left != sold.quantity)
        row.detail += u", "_s + tr("%1 left").arg(quantityOf(left, sold));
    if (m_draft.chosen(line) == Quantity() || !preview)
        return row;
    const bool weighed = unitOf(sold) == SaleUnit::Weight;
    row.chosen = weighed ? u"1"_s : quantityOf(m_draft.chosen(line), sold);
    const auto mirrored =
        std::ranges::find(preview->lines, int(line) + 1, &ReceiptLine::originalLine);
    if (mirrored != preview->lines.end())
        row.amount = m_figures.money(mirrored->gross);
    return row;
}

void RefundSheet::refresh()
{
    const Result<Receipt> preview = m_draft.preview(method(), m_counter.till().cashStep());
    showRows(preview);
    showSum(preview);
    m_other->setVisible(m_reasons->chosenReason() == otherReason);
    m_all->setEnabled(m_draft.known() && !m_draft.nothingLeft());
    placeKeys();
}

void RefundSheet::showRows(const Result<Receipt> &preview)
{
    std::vector<RefundRow> rows;
    for (size_t line = 0; line < m_draft.lines(); ++line)
        rows.push_back(rowOf(line, preview));
    m_model->show(std::move(rows));
}

void RefundSheet::showSum(const Result<Receipt> &preview)
{
    const bool any = preview && !m_draft.empty();
    const Money back = any ? -(preview->total + preview->rounding) : Money();
    m_sum->setText(m_figures.moneyWithSign(back));
    const bool rounded = any && preview->rounding != Money();
    m_rounding->setVisible(rounded);
    if (rounded)
        m_rounding->setText(
            tr("%1, rounding of cash %2")
                .arg(m_figures.money(-preview->total), m_figures.money(-preview->rounding)));
    m_pay->setWords(any ? tr("Pay back %1").arg(m_figures.money(back)) : tr("Pay back"));
    m_pay->setEnabled(any && !reason().isEmpty());
    m_hint->setText(any ? tr("Choose a reason.") : tr("Tap the goods that come back."));
    m_hint->setVisible(!m_pay->isEnabled() && m_notice->isHidden());
}

void RefundSheet::placeKeys()
{
    const QModelIndex current = m_list->currentIndex();
    const bool shown = current.isValid() && m_draft.left(size_t(current.row())) > Quantity();
    m_keys->setVisible(shown);
    if (!shown)
        return;
    const ReceiptLine &line = m_original.lines[size_t(current.row())];
    m_keys->show(quantityOf(m_draft.chosen(size_t(current.row())), line), line.name);
    const QRect row = m_list->visualRect(current);
    m_keys->setGeometry(row.left(), row.top() + m_delegate->lineHeight(), row.width(),
                        m_keys->neededHeight());
}

void RefundSheet::showDone(const Receipt &refund)
{
    const bool cash = refund.tenders.front().method == TenderMethod::Cash;
    const Money back = -refund.tenders.front().amount;
    ChangeFace::Content content {.headline = cash ? tr("Pay back") : tr("Pay back by card"),
                                 .figure = m_figures.money(back),
                                 .sign = m_figures.sign(),
                                 .signBefore = m_figures.signStandsBefore(),
                                 .coinsWords = tr("Give back")};
    if (refund.rounding != Money()) {
        content.facts.emplace_back(tr("Goods"), m_figures.money(-refund.total));
        content.facts.emplace_back(tr("Rounding"), m_figures.money(-refund.rounding));
    }
    content.facts.emplace_back(tr("Refund"), TenderWords::receiptNumber(refund));
    content.facts.emplace_back(tr("Of receipt"), TenderWords::receiptNumber(m_original));
    if (cash)
        content.coins = coinWords(back, refund.currency, m_figures);
    m_done->show(content);
    m_done->setGeometry(rect());
    m_done->raise();
    m_done->setVisible(true);
    m_doneAt = m_clock();
    setFocus(Qt::OtherFocusReason);
}

void RefundSheet::resizeEvent(QResizeEvent *event)
{
    Sheet::resizeEvent(event);
    m_done->setGeometry(rect());
    placeKeys();
}

/// The list's rows have their place only after its layout.
bool RefundSheet::event(QEvent *event)
{
    const bool done = Sheet::event(event);
    if (event->type() == QEvent::LayoutRequest)
        placeKeys();
    return done;
}

void RefundSheet::dress()
{
    const int wide = theme().unit(m_frame.frameClass == FrameClass::Wide ? 8 : 4);
    m_page->layout()->setSpacing(wide);
    m_reasonLabel->parentWidget()->layout()->setSpacing(theme().unit(2));
    m_delegate->setKeysHeight(m_keys->neededHeight());
    m_pay->setMinimumSize(m_frame.basket.width() * 3 / 5, m_frame.payKey);
    m_list->doItemsLayout();
    for (FittedText *text : {m_sum, m_rounding})
        text->setMinimumHeight(text->heightFor(1 << 16));
    const int right = std::max(1, m_sum->parentWidget()->width());
    m_hint->setMinimumHeight(m_hint->heightFor(right));
    refresh();
}

bool RefundSheet::textFits() const
{
    bool rows = true;
    for (int row = 0; row < m_model->rowCount(); ++row)
        rows = rows && m_delegate->fits(row, m_list->viewport()->width());
    const auto fits = [](const auto *part) { return part->isHidden() || part->textFits(); };
    return rows && fits(m_keys) && m_all->textFits() && m_reasons->textFits()
        && m_methods->textFits() && fits(m_hint) && m_notice->textFits() && m_sum->textFits()
        && fits(m_rounding) && m_pay->textFits() && fits(m_done);
}
