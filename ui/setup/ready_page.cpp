#include "ready_page.h"

#include "country.h"
#include "country_words.h"
#include "first_run.h"
#include "label_fit.h"
#include "rate_model.h"
#include "text_label.h"
#include "theme.h"

#include <QGridLayout>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

ReadyPage::ReadyPage(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    dress();
}

void ReadyPage::dress()
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(m_theme.unit(10));
    m_grid->setVerticalSpacing(m_theme.unit(5));
}

static QString ratesLine(const std::vector<TaxRate> &rates, QDate day)
{
    const TaxTable table(rates);
    QStringList parts;
    QString last;
    for (const TaxRate &rate : table.rates()) {
        if (rate.taxClass == last)
            continue;
        last = rate.taxClass;
        const int takeAway = table.rateBp(last, TaxMode::TakeAway, day).value_or(0);
        const int eatIn = table.rateBp(last, TaxMode::EatIn, day).value_or(0);
        QString line = taxClassWords(last) + u' ' + rateWords(takeAway);
        if (eatIn != takeAway)
            line += u" / "_s + rateWords(eatIn);
        parts.append(line);
    }
    return parts.join(u'\n');
}

void ReadyPage::show(const FirstRunChoice &choice, int goods, QDate day)
{
    while (const QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const Country *country = countryOf(choice.country);
    addRow(tr("Shop"), choice.shopName.isEmpty() ? tr("Bakehouse") : choice.shopName);
    addRow(tr("Country"), countryWords(choice.country));
    addRow(tr("Prices are in"), country ? currencyWords(country->currency) : QString());
    addRow(tr("VAT, take away / eat in"), ratesLine(choice.rates, day));
    addRow(tr("Goods"), goods == 0 ? tr("Samples") : QLocale().toString(goods));
    m_grid->setColumnStretch(1, 1);
    m_grid->setRowStretch(m_grid->rowCount(), 1);
}

void ReadyPage::addRow(const QString &name, const QString &value)
{
    const int row = m_grid->rowCount();
    auto *label = new TextLabel(m_theme, Style::Line, name, this);
    auto *words = new TextLabel(m_theme, Style::Line, value, this);
    label->setRole(Role::Ink2);
    words->setLook(Style::Line, Weight::Bold);
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    m_grid->addWidget(words, row, 1, Qt::AlignTop);
}

bool ReadyPage::textFits() const
{
    const QList<TextLabel *> labels = findChildren<TextLabel *>();
    return std::ranges::all_of(labels, [](const TextLabel *label) { return labelFits(*label); });
}
