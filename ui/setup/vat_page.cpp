#include "vat_page.h"

#include "import_panel.h"
#include "label_fit.h"
#include "rate_model.h"
#include "text_label.h"
#include "theme.h"

#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

VatPage::VatPage(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(new RateModel(this))
    , m_table(new QTableView(this))
    , m_empty(new TextLabel(theme, Style::Body, tr("The rates come with the first goods."), this))
    , m_import(
          new ImportPanel(theme,
                          {.title = tr("Import rates from a file"),
                           .help = tr("A CSV file with the columns %1.")
                                       .arg(u"tax_class, takeaway_bp, eat_in_bp, valid_from"_s),
                           .key = tr("Import rates")},
                          this))
{
    m_table->setObjectName(u"rateTable"_s);
    m_table->setAccessibleName(tr("Rates now in force"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setFocusPolicy(Qt::TabFocus);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_empty->setRole(Role::Ink2);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_empty);
    column->addWidget(m_table);
    column->addWidget(m_import, 1);
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    setRates({}, {});
    dress();
}

void VatPage::setRates(const TaxTable &rates, QDate day)
{
    m_model->setRates(rates, day);
    m_empty->setVisible(m_model->rowCount() == 0);
    m_table->setVisible(m_model->rowCount() > 0);
    fitTable();
}

void VatPage::dress()
{
    const int side = m_theme.unit(2);
    layout()->setContentsMargins(side, side, side, side);
    layout()->setSpacing(m_theme.unit(8));
    m_table->setFont(m_theme.font(Style::Body));
    m_table->horizontalHeader()->setFont(m_theme.font(Style::Caption, Weight::Bold));
    fitTable();
}

/// As high as its rows, but never more than eight of them.
void VatPage::fitTable()
{
    constexpr int mostRows = 8;
    const int text = qRound(m_theme.textPx(Style::Body) * 1.8);
    const int row = std::max(qRound(m_theme.px(10)), text);
    m_table->verticalHeader()->setDefaultSectionSize(row);
    const int head = m_table->horizontalHeader()->sizeHint().height();
    m_table->setFixedHeight(head + row * std::min(m_model->rowCount(), mostRows)
                            + 2 * m_theme.line());
}

bool VatPage::textFits() const
{
    return labelFits(*m_empty) && m_import->textFits();
}
