#pragma once

#include "first_run_page.h"
#include "vat.h"

#include <QDate>

#include <vector>

class LinesField;
class QGridLayout;
class TextField;
class TextLabel;

/// The second page: the usual rates of VAT of the country, to be corrected, and the words of the
/// receipt. Owned by the first run screen; main thread.
class RatesPage final : public FirstRunPage
{
    Q_OBJECT
public:
    RatesPage(const Theme &theme, QWidget *parent);

    /// Offers @p rates, those in force on @p day in the fields. What was typed is forgotten.
    void offer(const std::vector<TaxRate> &rates, QDate day);
    QWidget *lastField() const; ///< Its fields follow each other up to this one.
    /// As offered, where nothing else was typed; what was typed holds from the beginning.
    std::vector<TaxRate> rates() const;

    QString title() const override;
    QString help() const override;
    bool check() override;
    void answer(FirstRunChoice &choice) const override;
    bool mark(const Error &error) override;
    QWidget *firstField() const override;
    bool textFits() const override;

private:
    /// A field of the table, and what was offered in it.
    struct Cell {
        QString taxClass;
        TaxMode mode = TaxMode::TakeAway;
        int offeredBp = 0;
        TextField *field = nullptr;
    };
    void build();
    void dress();
    void addRow(const TaxTable &table, const QString &taxClass, QDate day);
    void orderFields();
    TextField *addCell(const QString &taxClass, TaxMode mode, int rateBp);

    std::vector<TaxRate> m_offered;
    std::vector<Cell> m_cells;
    QWidget *m_table;
    QGridLayout *m_grid;
    LinesField *m_header;
    LinesField *m_footer;
};
