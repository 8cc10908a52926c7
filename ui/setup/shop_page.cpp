#include "shop_page.h"

#include "choice_field.h"
#include "country.h"
#include "country_words.h"
#include "first_run.h"
#include "labelled_field.h"
#include "lines_field.h"
#include "setting_words.h"
#include "text_field.h"
#include "theme.h"

#include <QGridLayout>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

ShopPage::ShopPage(const Theme &theme, QWidget *parent)
    : FirstRunPage(theme, parent)
    , m_name(new TextField(theme, tr("Shop name"), TextField::LabelPlace::Above, this))
    , m_countryField(new ChoiceField(theme, tr("Country"), this))
    , m_countryBox(new LabelledField(theme, tr("Country"), m_countryField, this))
    , m_address(new LinesField(theme, tr("Address"), this))
    , m_taxNumber(new TextField(theme, tr("Tax number"), TextField::LabelPlace::Above, this))
    , m_grid(new QGridLayout(this))
{
    m_name->edit().setObjectName(u"shopNameField"_s);
    m_countryField->setObjectName(u"countryField"_s);
    m_address->edit().setObjectName(u"addressField"_s);
    m_taxNumber->edit().setObjectName(u"taxNumberField"_s);
    m_name->setHelp(tr("At the top of each receipt"));
    m_taxNumber->setHelp(tr("On each receipt, if the country asks for it"));
    build();
    setCountry({});
    for (TextField *field : {m_name, m_taxNumber}) {
        connect(field, &TextField::accepted, this, &ShopPage::accepted);
        connect(field, &TextField::textEdited, this, [field] { field->setError({}); });
    }
    connect(m_address, &LinesField::textEdited, this, [this] { m_address->setError({}); });
    connect(m_countryField, &ChoiceField::clicked, this, &ShopPage::countryAsked);
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    dress();
}

void ShopPage::build()
{
    auto *address = new LabelledField(theme(), tr("Address"), m_address, this);
    address->setHelp(tr("On each receipt"));
    m_grid->addWidget(m_name, 0, 0, Qt::AlignTop);
    m_grid->addWidget(m_countryBox, 0, 1, Qt::AlignTop);
    m_grid->addWidget(address, 1, 0, Qt::AlignTop);
    m_grid->addWidget(m_taxNumber, 1, 1, Qt::AlignTop);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
    m_grid->setRowStretch(2, 1);
}

void ShopPage::dress()
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(theme().unit(10));
    m_grid->setVerticalSpacing(theme().unit(7));
}

void ShopPage::setCountry(const QString &code)
{
    m_country = code;
    const Country *country = countryOf(code);
    m_countryField->setWords(country ? countryWords(code) : tr("Choose a country"));
    m_countryBox->setHelp(country ? tr("Prices are in %1").arg(currencyWords(country->currency))
                                  : tr("Decides the currency and the VAT"));
}

void ShopPage::focusCountry()
{
    m_countryField->setFocus(Qt::OtherFocusReason);
}

QList<Choice> ShopPage::countryChoices()
{
    QList<Choice> choices;
    for (const auto &[code, name] : namedCountries())
        choices.append({code, name});
    return choices;
}

QString ShopPage::title() const
{
    return tr("Your shop");
}

QString ShopPage::help() const
{
    return tr("Three short pages. All of it can be changed later in the settings.");
}

bool ShopPage::check()
{
    if (countryOf(m_country))
        return true;
    m_countryBox->setError(tr("Choose a country"));
    m_countryField->setFocus(Qt::OtherFocusReason);
    return false;
}

void ShopPage::answer(FirstRunChoice &choice) const
{
    choice.shopName = m_name->text().trimmed();
    choice.country = m_country;
    choice.address = m_address->text().trimmed();
    choice.taxNumber = m_taxNumber->text().trimmed();
}

bool ShopPage::mark(const Error &error)
{
    const SettingRow *row = Settings::row(error.field);
    if (!row || row->group != "shop"_L1)
        return false;
    const QString example = settingExample(*row);
    if (row->key == "shop.name"_L1)
        m_name->setError(example);
    else if (row->key == "shop.address"_L1)
        m_address->setError(example);
    else if (row->key == "shop.tax_number"_L1)
        m_taxNumber->setError(example);
    else
        m_countryBox->setError(example);
    return true;
}

QWidget *ShopPage::firstField() const
{
    return &m_name->edit();
}

bool ShopPage::textFits() const
{
    return m_countryField->textFits() && m_countryBox->textFits();
}
