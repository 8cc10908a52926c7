#pragma once

#include "first_run.h"

#include <QDate>
#include <QTimer>
#include <QWidget>

class ChoiceSheet;
class FirstRunPage;
class GoodsStartPage;
class KeyButton;
class QScrollArea;
class QStackedWidget;
class RatesPage;
class ReadyPage;
class ShopPage;
class StepRow;
class TextLabel;
class Theme;

/// The questions of the first start, over the whole window: the shop, VAT and receipt, goods, and
/// what was set. Can be skipped at any time. Owned by the counter window; main thread.
class FirstRunScreen final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FirstRunScreen)
public:
    /// Offers the rates of @p day.
    FirstRunScreen(const Theme &theme, FirstRun &firstRun, QDate day, QWidget *parent);

    int step() const; ///< 0 to 2 the questions, 3 = ready.
    bool waitsForDatabase() const { return m_again.isActive(); }
    ChoiceSheet *choiceSheet() const { return m_choices; }
    bool textFits() const; ///< For tests: nothing is cut off.

signals:
    void finished(); ///< Answered, or skipped.

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void connectParts();
    void place();
    void placeFoot();
    void showStep(int step);
    void goOn();
    void goBack();
    void setCountry(const QString &code);
    FirstRunChoice choice() const;
    void apply();
    void end(const Result<void> &outcome);
    void markTrouble(const Error &error);
    void skip();
    void say(const QString &sentence, bool wrong);
    bool atTheEnd() const;

    const Theme &m_theme;
    FirstRun &m_firstRun;
    QDate m_day;
    QTimer m_again; ///< Tries again while the database is away.
    bool m_applying = false;
    QRect m_bar;
    QRect m_foot;
    StepRow *m_steps;
    TextLabel *m_name;
    TextLabel *m_title;
    TextLabel *m_help;
    QStackedWidget *m_pages;
    ShopPage *m_shop;
    RatesPage *m_rates;
    GoodsStartPage *m_goods;
    ReadyPage *m_ready;
    TextLabel *m_status;
    KeyButton *m_skip;
    KeyButton *m_back;
    KeyButton *m_next;
    ChoiceSheet *m_choices;
};
