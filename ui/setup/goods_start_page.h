#pragma once

#include "catalogue.h"
#include "first_run_page.h"

#include <QByteArray>

class FileField;
class KeyButton;
class ProblemList;
class Segment;
class TextLabel;
struct CatalogueFile;

/// The third page: sample goods, or the shop's own from a file, which is read before anything is
/// changed. Owned by the first run screen; main thread.
class GoodsStartPage final : public FirstRunPage
{
    Q_OBJECT
public:
    GoodsStartPage(const Theme &theme, QWidget *parent);

    void setCurrency(const QString &currency); ///< Of the country: the file must be in it.
    bool ownGoods() const; ///< A file is chosen instead of the samples.
    int goodsInFile() const { return m_goods; } ///< 0 until a good file was read.

    QString title() const override;
    QString help() const override;
    bool check() override;
    void answer(FirstRunChoice &choice) const override;
    bool mark(const Error &error) override;
    QWidget *firstField() const override;
    bool textFits() const override;

signals:
    void fileRead(); ///< Whether it is good shows check().

private:
    void build();
    void dress();
    void showKind();
    void forget();
    void read();
    void show(const CatalogueFile &file);
    void say(const QString &sentence, bool good);

    QString m_currency;
    QString m_fileCurrency;
    QByteArray m_csv;
    int m_goods = 0;
    bool m_reading = false;
    Segment *m_kind;
    TextLabel *m_samples;
    FileField *m_file;
    KeyButton *m_check;
    TextLabel *m_outcome;
    ProblemList *m_problems;
};
