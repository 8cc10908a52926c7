#pragma once

#include "choice_model.h"
#include "first_run_page.h"

class ChoiceField;
class LabelledField;
class LinesField;
class QGridLayout;
class TextField;

/// The first page: name, country, address and tax number. Owned by the first run screen; main
/// thread.
class ShopPage final : public FirstRunPage
{
    Q_OBJECT
public:
    ShopPage(const Theme &theme, QWidget *parent);

    QString country() const { return m_country; } ///< Empty until it is chosen.
    void setCountry(const QString &code);
    void focusCountry();
    static QList<Choice> countryChoices();

    QString title() const override;
    QString help() const override;
    bool check() override;
    void answer(FirstRunChoice &choice) const override;
    bool mark(const Error &error) override;
    QWidget *firstField() const override;
    bool textFits() const override;

signals:
    void countryAsked(); ///< The list of countries is to be opened.

private:
    void build();
    void dress();

    QString m_country;
    TextField *m_name;
    ChoiceField *m_countryField;
    LabelledField *m_countryBox;
    LinesField *m_address;
    TextField *m_taxNumber;
    QGridLayout *m_grid;
};
