#include "sold_out_sheet.h"

#include "goods_feed.h"
#include "name_layout.h"
#include "row_list.h"
#include "text_label.h"
#include "words_fit.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

SoldOutSheet::SoldOutSheet(const Theme &theme, const GoodsFeed &goods, QWidget *parent,
                           MonotonicMs clock)
    : Sheet(theme, parent, std::move(clock))
    , m_goods(goods)
    , m_words(new TextLabel(theme, Style::Body, {}, this))
    , m_list(new RowList(theme, tr("Sold out"), this))
{
    setObjectName(u"soldOutSheet"_s);
    setTitle(tr("Sold out"));
    setBackWords(tr("Back"));
    backKey().setObjectName(u"backKey"_s);
    m_list->setObjectName(u"soldOutList"_s);
    m_words->setLook(Style::Body, Weight::Bold);
    m_words->setRole(Role::Ink2);
    m_words->setWordWrap(true);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->addWidget(m_words);
    column->addWidget(m_list, 1);
    setContent(content);
    hide();
    connect(m_list, &RowList::taken, this,
            [this](int row) { emit availabilityAsked(m_shown.at(size_t(row)), true); });
    connect(&goods, &GoodsFeed::goodsChanged, this, &SoldOutSheet::showGoods);
}

void SoldOutSheet::setFrame(const CounterFrame &frame)
{
    setPadding(frame.sheetPad);
}

bool SoldOutSheet::textFits() const
{
    return wordsFit(*this) && m_list->textFits();
}

void SoldOutSheet::showEvent(QShowEvent *event)
{
    Sheet::showEvent(event);
    showGoods();
    m_list->setFocus(Qt::OtherFocusReason);
}

void SoldOutSheet::showGoods()
{
    if (!isVisible() || !m_goods.catalogue())
        return;
    m_shown.clear();
    std::vector<ListRow> rows;
    for (const Product &product : m_goods.catalogue()->goods().products) {
        if (product.available)
            continue;
        m_shown.push_back(product.id);
        rows.push_back({.name = withoutSoftHyphens(product.name), .second = product.category});
    }
    m_words->setText(rows.empty() ? tr("Nothing is sold out.") : tr("Tap what is on sale again."));
    m_list->show(std::move(rows));
}
