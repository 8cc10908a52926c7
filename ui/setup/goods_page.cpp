#include "goods_page.h"

#include "import_panel.h"
#include "label_fit.h"
#include "text_label.h"
#include "theme.h"

#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

GoodsPage::GoodsPage(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_count(new TextLabel(theme, Style::Line, {}, this))
    , m_import(new ImportPanel(
          theme,
          {.title = tr("Import goods from a CSV file"),
           .help = tr("It needs the columns %1, and may have %2.")
                       .arg(u"name, category, tax_class, price_minor, currency"_s,
                            u"stock, description, allergens, prepared, plu, barcode, unit, "
                            "divisible, lead_minutes, cutoff"_s),
           .key = tr("Import goods")},
          this))
{
    m_count->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_count);
    column->addWidget(m_import, 1);
    setCount(0);
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    dress();
}

void GoodsPage::setCount(int goods)
{
    m_count->setText(goods == 0 ? tr("There are no goods yet.")
                                : tr("Goods for sale: %1").arg(QLocale().toString(goods)));
}

void GoodsPage::dress()
{
    const int side = m_theme.unit(2);
    layout()->setContentsMargins(side, side, side, side);
    layout()->setSpacing(m_theme.unit(8));
}

bool GoodsPage::textFits() const
{
    return labelFits(*m_count) && m_import->textFits();
}
