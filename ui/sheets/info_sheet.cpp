#include "info_sheet.h"

#include "allergen_words.h"
#include "counter.h"
#include "figure_card.h"
#include "goods_feed.h"
#include "name_layout.h"
#include "row_list.h"
#include "text_label.h"
#include "words_fit.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

InfoSheet::InfoSheet(const Theme &theme, Counter &counter, const GoodsFeed &goods, QWidget *parent,
                     MonotonicMs clock)
    : Sheet(theme, parent, std::move(clock))
    , m_counter(counter)
    , m_goods(goods)
    , m_allergens(new TextLabel(theme, Style::Price, {}, this))
    , m_description(new TextLabel(theme, Style::Line, {}, this))
    , m_facts(new FigureCard(theme, FigureCard::Ground::Card, this))
    , m_list(new RowList(theme, tr("What the basket contains"), this))
    , m_space(new QWidget(this))
{
    setObjectName(u"infoSheet"_s);
    setBackWords(tr("Back"));
    backKey().setObjectName(u"backKey"_s);
    build();
    hide();
    connect(&goods, &GoodsFeed::stockChanged, this, &InfoSheet::showState);
    connect(&goods, &GoodsFeed::goodsChanged, this, &InfoSheet::showState);
}

void InfoSheet::build()
{
    m_allergens->setObjectName(u"infoAllergens"_s);
    m_allergens->setWordWrap(true);
    m_description->setObjectName(u"infoDescription"_s);
    m_description->setWordWrap(true);
    m_description->setRole(Role::Ink2);
    m_facts->setObjectName(u"infoFacts"_s);
    m_list->setObjectName(u"infoList"_s);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->addWidget(m_allergens);
    column->addWidget(m_description);
    column->addWidget(m_facts);
    column->addWidget(m_list, 1);
    column->addWidget(m_space, 1);
    setContent(content);
    const auto dress = [this, column] { column->setSpacing(theme().unit(4)); };
    connect(&theme(), &Theme::changed, this, dress);
    dress();
}

void InfoSheet::setFrame(const CounterFrame &frame)
{
    setPadding(frame.sheetPad);
}

void InfoSheet::setFigures(const Figures &figures)
{
    m_figures = figures;
    showState();
}

bool InfoSheet::textFits() const
{
    return wordsFit(*this) && (!m_facts->isVisibleTo(this) || m_facts->textFits())
        && (!m_list->isVisibleTo(this) || m_list->textFits());
}

void InfoSheet::showProduct(qint64 product)
{
    m_product = product;
    show();
    showState();
}

void InfoSheet::showBasket()
{
    m_product = 0;
    show();
    showState();
}

void InfoSheet::showEvent(QShowEvent *event)
{
    Sheet::showEvent(event);
    showState();
    m_product == 0 ? m_list->setFocus(Qt::OtherFocusReason)
                   : backKey().setFocus(Qt::OtherFocusReason);
}

void InfoSheet::showState()
{
    const Product *product = m_goods.find(m_product);
    m_list->setVisible(!product);
    m_facts->setVisible(product != nullptr);
    m_space->setVisible(product != nullptr);
    if (product)
        showOne(*product);
    else
        showAll();
}

QString InfoSheet::stockOf(const Product &product) const
{
    return m_figures.quantity(m_goods.stockOf(product.id), product.unit);
}

void InfoSheet::showOne(const Product &product)
{
    setTitle(withoutSoftHyphens(product.name));
    m_allergens->setText(allergenSentence(product.allergens));
    m_allergens->setRole(product.allergens ? Role::Ink : Role::Danger);
    m_description->setText(product.description);
    m_description->setVisible(!product.description.isEmpty());
    std::vector<FigureCard::Row> rows;
    const QString price = m_figures.price(product);
    rows.push_back({tr("Price"), price.isEmpty() ? tr("Open") : price, true});
    rows.push_back({tr("Left"), product.available ? stockOf(product) : tr("Sold out")});
    if (!product.plu.isEmpty())
        rows.push_back({tr("PLU"), product.plu});
    if (!product.barcode.isEmpty())
        rows.push_back({tr("Barcode"), product.barcode});
    m_facts->show(std::move(rows));
}

ListRow InfoSheet::rowOf(const BasketLine &line) const
{
    const Product *product = m_goods.find(line.product);
    const bool recorded = product && product->allergens;
    return {.name = withoutSoftHyphens(line.name),
            .second = allergenSentence(product ? product->allergens : std::nullopt),
            .figure = product ? tr("%1 left").arg(stockOf(*product)) : QString(),
            .tone = recorded ? ListRow::Tone::Plain : ListRow::Tone::Danger};
}

void InfoSheet::showAll()
{
    setTitle(tr("What the basket contains"));
    m_description->hide();
    const Basket *basket = m_counter.basket();
    std::vector<ListRow> rows;
    QStringList words;
    bool allRecorded = true;
    for (const BasketLine &line : basket ? basket->lines : std::vector<BasketLine>()) {
        const Product *product = m_goods.find(line.product);
        if (product && product->allergens)
            words << *product->allergens;
        else
            allRecorded = false;
        rows.push_back(rowOf(line));
    }
    if (rows.empty())
        m_allergens->setText(tr("The basket is empty."));
    else if (allRecorded)
        m_allergens->setText(allergenSentence(words));
    else
        m_allergens->setText(tr("Not all allergens are recorded."));
    m_allergens->setRole(allRecorded ? Role::Ink : Role::Danger);
    m_list->show(std::move(rows));
    m_list->setVisible(m_list->rows().rowCount() > 0);
    m_space->setVisible(m_list->rows().rowCount() == 0);
}
