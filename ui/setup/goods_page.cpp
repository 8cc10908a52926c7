#include "goods_page.h"

#include "import_panel.h"
#include "label_fit.h"
#include "picture_panel.h"
#include "segment.h"
#include "text_label.h"
#include "theme.h"

#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

GoodsPage::GoodsPage(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_count(new TextLabel(theme, Style::Line, {}, this))
    , m_parts(new Segment(theme, tr("What to do with goods"), this))
    , m_pages(new QStackedWidget(this))
    , m_import(new ImportPanel(
          theme,
          {.title = tr("Import goods from a CSV file"),
           .help = tr("It needs the columns %1, and may have %2.")
                       .arg(u"name, category, tax_class, price_minor, currency"_s,
                            u"stock, description, allergens, prepared, plu, barcode, unit, "
                            "divisible, lead_minutes, cutoff"_s),
           .key = tr("Import goods")},
          m_pages))
    , m_pictures(new PicturePanel(theme, m_pages))
{
    m_parts->setObjectName(u"goodsParts"_s);
    m_parts->setWords({{tr("Import"), u"down"_s}, {tr("Pictures"), u"plate"_s}});
    m_pages->addWidget(m_import);
    m_pages->addWidget(m_pictures);
    connect(m_parts, &Segment::chosen, m_pages, &QStackedWidget::setCurrentIndex);
    m_count->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_count);
    column->addWidget(m_parts, 0, Qt::AlignLeft);
    column->addWidget(m_pages, 1);
    setCount(0);
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    dress();
}

void GoodsPage::setCount(int goods)
{
    m_count->setText(goods == 0 ? tr("There are no goods yet.")
                                : tr("Goods for sale: %1").arg(QLocale().toString(goods)));
}

void GoodsPage::setPictures(PictureDesk &desk, const GoodsFeed &goods)
{
    m_pictures->setDesk(desk, goods);
}

void GoodsPage::dress()
{
    const int side = m_theme.unit(2);
    layout()->setContentsMargins(side, side, side, side);
    layout()->setSpacing(m_theme.unit(4));
}

bool GoodsPage::textFits() const
{
    const bool page =
        m_pages->currentWidget() == m_import ? m_import->textFits() : m_pictures->textFits();
    return page && labelFits(*m_count) && m_parts->textFits();
}
