#pragma once

#include "vat.h"

#include <QWidget>

class ImportPanel;
class QTableView;
class RateModel;
class TextLabel;
class Theme;

/// The page "VAT" of the settings: the rates now in force, and a file with others. Owned by the
/// settings screen; main thread.
class VatPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VatPage)
public:
    VatPage(const Theme &theme, QWidget *parent);

    /// @p day is the business day whose rates are shown.
    void setRates(const TaxTable &rates, QDate day);
    ImportPanel &importPanel() { return *m_import; }
    QTableView *table() const { return m_table; }
    bool textFits() const;

private:
    void dress();
    void fitTable();

    const Theme &m_theme;
    RateModel *m_model;
    QTableView *m_table;
    TextLabel *m_empty;
    ImportPanel *m_import;
};
