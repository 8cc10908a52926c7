#include "rates_page.h"

#include "country_words.h"
#include "first_run.h"
#include "label_fit.h"
#include "labelled_field.h"
#include "lines_field.h"
#include "rate_model.h"
#include "setting_words.h"
#include "text_field.h"
#include "text_label.h"
#include "theme.h"

#include <QGridLayout>
#include <QPlainTextEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

RatesPage::RatesPage(const Theme &theme, QWidget *parent)
    : FirstRunPage(theme, parent)
    , m_table(new QWidget(this))
    , m_grid(new QGridLayout(m_table))
    , m_header(new LinesField(theme, tr("Receipt, above the goods"), this))
    , m_footer(new LinesField(theme, tr("Receipt, below the sum"), this))
{
    m_header->edit().setObjectName(u"receiptHeaderField"_s);
    m_footer->edit().setObjectName(u"receiptFooterField"_s);
    for (LinesField *field : {m_header, m_footer})
        connect(field, &LinesField::textEdited, this, [field] { field->setError({}); });
    build();
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    dress();
}

void RatesPage::build()
{
    auto *header = new LabelledField(theme(), tr("Receipt, above the goods"), m_header, this);
    auto *footer = new LabelledField(theme(), tr("Receipt, below the sum"), m_footer, this);
    header->setHelp(tr("A greeting, opening hours"));
    footer->setHelp(tr("Thanks, or a web address"));
    auto *page = new QGridLayout(this);
    page->setContentsMargins({});
    page->addWidget(m_table, 0, 0, 1, 2);
    page->addWidget(header, 1, 0, Qt::AlignTop);
    page->addWidget(footer, 1, 1, Qt::AlignTop);
    page->setColumnStretch(0, 1);
    page->setColumnStretch(1, 1);
    page->setRowStretch(2, 1);
}

void RatesPage::dress()
{
    auto *page = qobject_cast<QGridLayout *>(layout());
    page->setHorizontalSpacing(theme().unit(10));
    page->setVerticalSpacing(theme().unit(8));
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(theme().unit(5));
    m_grid->setVerticalSpacing(theme().unit(2));
}

void RatesPage::offer(const std::vector<TaxRate> &rates, QDate day)
{
    m_offered = rates;
    m_cells.clear();
    while (const QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto addHead = [this](const QString &words, int column) {
        auto *label = new TextLabel(theme(), Style::Caption, words, m_table);
        label->setLook(Style::Caption, Weight::Bold);
        label->setRole(Role::Ink2);
        m_grid->addWidget(label, 0, column);
    };
    addHead(tr("Tax class"), 0);
    addHead(tr("Take away"), 1);
    addHead(tr("Eat in"), 2);
    const TaxTable table(rates);
    QStringList classes;
    for (const TaxRate &rate : rates) {
        if (!classes.contains(rate.taxClass))
            classes.append(rate.taxClass);
    }
    for (const QString &taxClass : std::as_const(classes))
        addRow(table, taxClass, day);
    for (int column = 0; column < 3; ++column)
        m_grid->setColumnStretch(column, 1);
    orderFields();
}

/// The table's fields are made anew for each country, and stand before the lines.
void RatesPage::orderFields()
{
    QWidget *before = nullptr;
    for (const Cell &cell : m_cells) {
        if (before)
            setTabOrder(before, &cell.field->edit());
        before = &cell.field->edit();
    }
    if (before)
        setTabOrder(before, &m_header->edit());
    setTabOrder(&m_header->edit(), &m_footer->edit());
}

QWidget *RatesPage::lastField() const
{
    return &m_footer->edit();
}

void RatesPage::addRow(const TaxTable &table, const QString &taxClass, QDate day)
{
    const int row = m_grid->rowCount();
    auto *label = new TextLabel(theme(), Style::Line, taxClassWords(taxClass), m_table);
    label->setLook(Style::Line, Weight::Bold);
    m_grid->addWidget(label, row, 0);
    for (const TaxMode mode : {TaxMode::TakeAway, TaxMode::EatIn}) {
        const int rateBp = table.rateBp(taxClass, mode, day).value_or(0);
        TextField *field = addCell(taxClass, mode, rateBp);
        m_grid->addWidget(field, row, mode == TaxMode::TakeAway ? 1 : 2, Qt::AlignTop);
    }
}

TextField *RatesPage::addCell(const QString &taxClass, TaxMode mode, int rateBp)
{
    const QString name = mode == TaxMode::TakeAway ? tr("%1, take away") : tr("%1, eat in");
    auto *field = new TextField(theme(), name.arg(taxClassWords(taxClass)),
                                TextField::LabelPlace::Hidden, m_table);
    field->edit().setObjectName(taxClass + u'.' + taxModeWord(mode));
    field->setUnit(u"%"_s);
    field->setText(rateWords(rateBp).remove(u" %"_s));
    connect(field, &TextField::textEdited, this, [field] { field->setError({}); });
    connect(field, &TextField::accepted, this, &RatesPage::accepted);
    m_cells.push_back({.taxClass = taxClass, .mode = mode, .offeredBp = rateBp, .field = field});
    return field;
}

std::vector<TaxRate> RatesPage::rates() const
{
    std::vector<TaxRate> rates = m_offered;
    for (const Cell &cell : m_cells) {
        const int rateBp = rateOf(cell.field->text()).value_or(cell.offeredBp);
        if (rateBp == cell.offeredBp)
            continue;
        const auto here = [&cell](const TaxRate &rate) {
            return rate.taxClass == cell.taxClass && rate.mode == cell.mode;
        };
        QDate first = std::ranges::find_if(rates, here)->validFrom;
        for (const TaxRate &rate : rates) {
            if (here(rate))
                first = std::min(first, rate.validFrom);
        }
        std::erase_if(rates, here);
        rates.push_back({cell.taxClass, cell.mode, first, rateBp});
    }
    return rates;
}

QString RatesPage::title() const
{
    return tr("VAT and receipt");
}

QString RatesPage::help() const
{
    return tr("These are the usual rates of the country. Ask your tax adviser.");
}

bool RatesPage::check()
{
    TextField *wrong = nullptr;
    for (const Cell &cell : m_cells) {
        const bool good = rateOf(cell.field->text()).has_value();
        cell.field->setError(good ? QString() : tr("Write a rate, for example %1").arg(u"7"_s));
        if (!good && !wrong)
            wrong = cell.field;
    }
    if (wrong)
        wrong->setFocus(Qt::OtherFocusReason);
    return !wrong;
}

void RatesPage::answer(FirstRunChoice &choice) const
{
    choice.rates = rates();
    choice.header = m_header->text().trimmed();
    choice.footer = m_footer->text().trimmed();
}

bool RatesPage::mark(const Error &error)
{
    const SettingRow *row = Settings::row(error.field);
    if (row && row->group == "receipt"_L1) {
        LinesField *field = row->key == "receipt.header"_L1 ? m_header : m_footer;
        field->setError(settingExample(*row));
        return true;
    }
    return error.field == "rates"_L1;
}

QWidget *RatesPage::firstField() const
{
    return m_cells.empty() ? &m_header->edit()
                           : static_cast<QWidget *>(&m_cells.front().field->edit());
}

bool RatesPage::textFits() const
{
    const QList<TextLabel *> labels = findChildren<TextLabel *>();
    return std::ranges::all_of(labels, [](const TextLabel *label) { return labelFits(*label); });
}
