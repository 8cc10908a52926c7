#include "basket_panel.h"
#include "bottom_bar.h"
#include "change_sheet.h"
#include "counter.h"
#include "counter_parts.h"
#include "counter_sheets_made.h"
#include "goods_desk.h"
#include "info_sheet.h"
#include "orders_board.h"
#include "quantity_pad.h"
#include "receipt_sheet.h"
#include "refund_sheet.h"
#include "sell_screen.h"
#include "tender_sheet.h"
#include "unknown_code_sheet.h"
#include "when_done.h"
#include "words.h"

using namespace Qt::StringLiterals;

CounterSheets::CounterSheets(const Parts &parts, QWidget &window)
    : QObject(&window)
    , m(parts)
    , m_window(window)
    , m_stack(window)
{
    connect(&m_stack, &SheetStack::changed, this, &CounterSheets::stackChanged);
    connectCounter();
}

CounterSheets::~CounterSheets() = default;

void CounterSheets::setFrame(const CounterFrame &frame, QSize window)
{
    m_frame = frame;
    m_size = window;
    m_stack.setFrame(frame, window);
    for (const auto &dresser : m_dressers)
        dresser();
}

void CounterSheets::setFigures(const Figures &figures)
{
    m_figures = figures;
    for (const auto &dresser : m_dressers)
        dresser();
}

void CounterSheets::setReceiptWords(const ReceiptWords &words)
{
    m_words = words;
    if (m_receipts)
        m_receipts->setWords(words);
    if (m_board)
        m_board->setZone(words.zone);
}

void CounterSheets::setCashKeys(int count)
{
    m_cashKeys = count;
    if (m_tender)
        m_tender->setCashKeys(count);
}

void CounterSheets::connectCounter()
{
    connect(&m.counter, &Counter::sold, this, &CounterSheets::openChange);
    connect(&m.counter, &Counter::saleBegun, this, [this] {
        if (m_change && m_stack.current() == m_change)
            m_stack.close();
    });
    connect(&m.counter, &Counter::measureAsked, this, [this](qint64 product) {
        show(pad());
        pad().askWeight(product);
    });
    connect(&m.counter, &Counter::priceAsked, this, [this](qint64 product, qint64 thousandths) {
        show(pad());
        pad().askPrice(product, thousandths);
    });
}

void CounterSheets::show(QWidget &sheet, SheetStack::Cover cover)
{
    m_stack.show(sheet, cover);
}

bool CounterSheets::selling() const
{
    return !m_stack.current() || m_stack.current() == m_change;
}

void CounterSheets::stackChanged()
{
    const bool taking = m_tender && m_stack.current() == m_tender;
    m.sell.basket().setFoot(taking ? BasketPanel::Foot::Back : BasketPanel::Foot::Pay);
    const bool wide = m_stack.current() && m_stack.cover() == SheetStack::Cover::BelowTopBar;
    m.sell.setBarAlone(wide);
    emit changed();
}

TenderSheet &CounterSheets::tender()
{
    const bool first = !m_tender;
    TenderSheet &sheet = made(m_tender, m.counter);
    if (first) {
        connect(&sheet, &TenderSheet::paidSoFarChanged, this, &CounterSheets::showPaid);
        connect(&sheet, &TenderSheet::payingFailed, this, [this] { show(*m_tender); });
    }
    return sheet;
}

void CounterSheets::showPaid()
{
    const std::vector<TotalPanel::Row> rows = m_tender->paidRows();
    if (rows.empty())
        m.sell.basket().clearPaid();
    else
        m.sell.basket().setPaid(rows, m_tender->stillToPay());
}

void CounterSheets::openTender(TenderMethod method)
{
    if (m.counter.empty())
        return;
    show(tender());
    tender().begin(method);
}

void CounterSheets::takeExact(TenderMethod method)
{
    if (!m.counter.empty())
        tender().takeExact(method);
}

void CounterSheets::openChange(const QUuid & /*receipt*/)
{
    const bool first = !m_change;
    ChangeSheet &sheet = made(m_change);
    if (first) {
        connect(&sheet, &ChangeSheet::doneAsked, this, [this] { m_stack.close(); });
        connect(&sheet, &ChangeSheet::receiptAsked, this, [this](const QUuid &receipt) {
            show(receipts());
            receipts().showReceipt(receipt);
        });
    }
    m.sell.basket().clearPaid();
    const std::optional<Receipt> &sale = m.counter.lastSale();
    if (sale->orderPublicId)
        board().noteHandedOver(*sale->orderPublicId);
    m.sell.bottomBar().setLastSum(m_figures.money(sale->total));
    sheet.showSale(*sale);
    show(sheet);
}

ReceiptSheet &CounterSheets::receipts()
{
    const bool first = !m_receipts;
    ReceiptSheet &sheet = made(m_receipts, m.counter);
    if (first)
        connect(&sheet, &ReceiptSheet::refundAsked, this, &CounterSheets::openRefund);
    return sheet;
}

void CounterSheets::openRefund(const QUuid & /*receipt*/)
{
    const std::optional<Receipt> original = receipts().shown();
    if (!original)
        return;
    RefundSheet &sheet = made(m_refund, m.counter);
    sheet.begin(*original);
    show(sheet);
}

void CounterSheets::openReceipts()
{
    show(receipts());
    receipts().showLast();
}

void CounterSheets::openLast()
{
    if (m.counter.lastSale()) {
        show(receipts());
        receipts().showReceipt(m.counter.lastSale()->uuid);
    } else {
        openReceipts();
    }
}

QuantityPad &CounterSheets::pad()
{
    const bool first = !m_pad;
    QuantityPad &sheet = made(m_pad, m.counter, m.goods);
    if (first) {
        connect(&sheet, &QuantityPad::availabilityAsked, this, &CounterSheets::setAvailable);
        connect(&sheet, &QuantityPad::infoAsked, this, [this](qint64 product) {
            show(info());
            info().showProduct(product);
        });
    }
    return sheet;
}

InfoSheet &CounterSheets::info()
{
    return made(m_info, m.counter, m.goods);
}

void CounterSheets::openTile(qint64 product)
{
    show(pad());
    pad().askTile(product);
}

void CounterSheets::openQuantity()
{
    if (m.counter.chosenLine() < 0)
        return;
    show(pad());
    pad().askQuantity();
}

void CounterSheets::openUnknownCode(const QString &code)
{
    const UnknownCodeSheet::Parts parts {
        m.counter, m.goods, [this](qint64 product, const QString &barcode) {
            return m.counterParts.goodsDesk.setBarcode(product, barcode);
        }};
    const bool first = !m_unknown;
    UnknownCodeSheet &sheet = made(m_unknown, parts);
    if (first)
        connect(&sheet, &UnknownCodeSheet::assigned, this, [this](qint64 product) {
            m_stack.close();
            m.counter.sell(product);
        });
    show(sheet);
    sheet.show(code);
}

bool CounterSheets::takeScan(const QString &code)
{
    QWidget *const open = m_stack.current();
    if (open && open == m_receipts)
        receipts().find(code);
    else if (open && open == m_board)
        board().find(code);
    else if (open && open == m_unknown)
        openUnknownCode(code);
    else
        return false;
    return true;
}

void CounterSheets::setAvailable(qint64 product, bool available)
{
    whenDone(m.counterParts.goodsDesk.setAvailable(product, available), this,
             [this](const Result<void> &done) {
                 if (!done)
                     emit said(errorSentence(done.error()), true);
             });
    if (m_pad && m_stack.current() == m_pad)
        m_stack.close();
}
