#include "paper_rows.h"

#include "tender_words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
using Kind = PaperRow::Kind;

/// Writes the rows of one receipt, from the top down.
class RowWriter
{
    Q_DECLARE_TR_FUNCTIONS(ReceiptRows)
public:
    RowWriter(const Receipt &receipt, const ReceiptWords &words, const Figures &figures)
        : m_receipt(receipt)
        , m_words(words)
        , m_figures(figures)
    {
    }

    std::vector<PaperRow> written() &&
    {
        addShop();
        addHead();
        addGoods();
        addTotal();
        addVat();
        addFoot();
        return std::move(m_rows);
    }

private:
    void add(Kind kind, const QString &left = {}, const QString &right = {})
    {
        m_rows.push_back({.kind = kind, .left = left, .right = right});
    }
    void addLines(Kind kind, const QString &text)
    {
        for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts))
            add(kind, line.trimmed());
    }
    QString money(Money amount) const { return m_figures.money(amount); }

    void addShop()
    {
        add(Kind::Mark);
        addLines(Kind::Name, m_words.shopName);
        addLines(Kind::SmallCentre, m_words.address);
        if (!m_words.taxNumber.isEmpty())
            add(Kind::SmallCentre, tr("VAT no. %1").arg(m_words.taxNumber));
        addLines(Kind::Centre, m_words.header);
        add(Kind::Rule);
    }
    QString clerk() const
    {
        const int index = m_receipt.clerk - 1;
        return index >= 0 && index < m_words.clerks.size() ? m_words.clerks.at(index) : QString();
    }
    void addHead()
    {
        const QDateTime local = m_receipt.soldAt.toTimeZone(m_words.zone);
        const QLocale &locale = m_figures.locale();
        const QString number = TenderWords::receiptNumber(m_receipt);
        const bool refund = m_receipt.kind == ReceiptKind::Refund;
        add(Kind::Pair, refund ? tr("Refund %1").arg(number) : tr("Receipt %1").arg(number),
            locale.toString(local.date(), u"d MMM yyyy"_s));
        add(Kind::Pair, clerk(), m_figures.clock(local.time()));
        if (m_receipt.original)
            add(Kind::Pair, tr("Of receipt"), QString::number(m_receipt.original->number));
        add(Kind::BoldPair, m_receipt.mode == TaxMode::EatIn ? tr("Eat in") : tr("Take away"));
        add(Kind::Dashes);
    }
    QString code(int rateBp) const
    {
        const auto found = std::ranges::find(m_receipt.vat, rateBp, &VatTotal::rateBp);
        return {QChar(u'A' + ushort(found - m_receipt.vat.begin()))};
    }
    void addGoods()
    {
        for (const ReceiptLine &line : m_receipt.lines) {
            add(Kind::Pair, line.name, money(line.gross) + u' ' + code(line.rateBp));
            const bool one = line.quantity == Quantity::fromPieces(1);
            if (!one || line.discount != Money())
                add(Kind::Indented, receiptQuantity(line, m_words, m_figures));
            if (line.discount != Money())
                add(Kind::Indented, line.reason.isEmpty() ? tr("Discount") : line.reason,
                    money(-line.discount));
            else if (!line.reason.isEmpty())
                add(Kind::Indented, line.reason);
        }
        add(Kind::Rule);
    }
    void addTotal()
    {
        add(Kind::TotalPair, tr("Total"), m_figures.moneyWithSign(m_receipt.total));
        if (m_receipt.rounding != Money())
            add(Kind::Pair, tr("Rounding of cash"), money(m_receipt.rounding));
        for (const Tender &tender : m_receipt.tenders)
            add(Kind::Pair, TenderWords::part(tender), money(tender.amount));
        if (m_receipt.change != Money())
            add(Kind::BoldPair, tr("Change"), money(m_receipt.change));
        add(Kind::Dashes);
    }
    void addVat()
    {
        m_rows.push_back(
            {.kind = Kind::VatRow, .cells = {tr("VAT"), tr("net"), tr("VAT"), tr("gross")}});
        for (const VatTotal &total : m_receipt.vat)
            m_rows.push_back({.kind = Kind::VatRow,
                              .cells = {code(total.rateBp) + u' ' + m_figures.percent(total.rateBp),
                                        money(total.net), money(total.vat), money(total.gross)}});
        add(Kind::Dashes);
    }
    void addFoot()
    {
        add(Kind::Code, m_receipt.uuid.toString(QUuid::WithoutBraces));
        add(Kind::SmallCentre, tr("Scan to see or return this receipt"));
        addLines(Kind::Centre, m_words.footer);
    }

    const Receipt &m_receipt;
    const ReceiptWords &m_words;
    const Figures &m_figures;
    std::vector<PaperRow> m_rows;
};
}

QString receiptQuantity(const ReceiptLine &line, const ReceiptWords &words, const Figures &figures)
{
    const bool weighed = words.unitOf ? words.unitOf(line.product) == SaleUnit::Weight
                                      : line.quantity.thousandths() % 500 != 0;
    const SaleUnit unit = weighed ? SaleUnit::Weight : SaleUnit::Piece;
    return figures.quantity(line.quantity, unit) + u" × "_s + figures.money(line.unitPrice);
}

std::vector<PaperRow> paperRows(const Receipt &receipt, const ReceiptWords &words,
                                const Figures &figures)
{
    return RowWriter(receipt, words, figures).written();
}
