#pragma once

#include "opening_hours.h"
#include "sheet.h"

class QScrollArea;
class QVBoxLayout;
class SpanRow;
class Stepper;
class TextField;

/// When the shop is open on one day of the week, or on one date. Covers the page of hours while it
/// is open; who owns it saves. Esc or Back change nothing. Owned by its parent, main thread.
class HoursSheet final : public Sheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HoursSheet)
public:
    enum class Date { New, Known };

    HoursSheet(const Theme &theme, QWidget *parent, MonotonicMs clock = steadyMs());

    void openWeekday(int weekday, const OpeningSpans &spans); ///< 1 = Monday.
    void openDate(const OpeningException &exception, Date date, QDate earliest);

    /// 1…7, or 0 for a date.
    int weekday() const { return m_weekday; }
    /// As it stands there, by time.
    OpeningSpans spans() const;
    /// Of a date.
    OpeningException exception() const;
    void setWaiting(bool waiting);
    void say(const QString &trouble); ///< Empty: nothing is wrong.
    bool textFits() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

signals:
    void saveAsked();
    void workdaysAsked(); ///< The same for Monday to Friday.
    void dropAsked(); ///< The date shall be like its weekday again.

private:
    void build();
    void begin(const OpeningSpans &spans);
    void addSpan(const OpeningSpan &span);
    void proposeSpan();
    void showRows();
    void stepDay(int by);
    int room() const;
    void fitRows();
    void askIfGood(void (HoursSheet::*ask)());

    int m_weekday = 0;
    QDate m_day;
    QDate m_earliest;
    QList<SpanRow *> m_rows;
    Stepper *m_date;
    TextField *m_name;
    QScrollArea *m_scroll;
    QVBoxLayout *m_list = nullptr;
    TextLabel *m_closed;
    KeyButton *m_add;
    TextLabel *m_trouble;
    KeyButton *m_workdays;
    KeyButton *m_drop;
    KeyButton *m_save;
};
