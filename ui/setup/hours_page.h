#pragma once

#include "opening_hours.h"
#include "result.h"

#include <QFuture>
#include <QWidget>

#include <functional>

class HoursSheet;
class KeyButton;
class QScrollArea;
class QVBoxLayout;
class TextLabel;
class Theme;

/// The page "Opening hours" of the settings: whether the shop is open now, the days of the week,
/// and single dates with other hours. A tap on a day opens its sheet; what is saved there holds at
/// once. Owned by the settings screen; main thread.
class HoursPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HoursPage)
public:
    /// Who writes the hours down, and what time it is in the shop.
    struct Desk {
        std::function<QFuture<Result<void>>(const std::array<OpeningSpans, 7> &)> setWeek;
        std::function<QFuture<Result<void>>(const OpeningException &)> setException;
        std::function<QFuture<Result<void>>(QDate)> dropException;
        std::function<QDateTime()> now;
        QTimeZone zone;
    };
    HoursPage(const Theme &theme, QWidget *parent);

    void setDesk(Desk desk);
    void setHours(const OpeningHours &hours);
    HoursSheet &sheet() { return *m_sheet; }
    bool textFits() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void dress();
    void showWeek();
    void showDates();
    void showState();
    QString stateWords() const;
    QDate today() const;
    void openNewDate();
    void saveDays(const QList<int> &weekdays);
    void save();
    void drop();
    void finish(const QFuture<Result<void>> &saved);

    const Theme &m_theme;
    Desk m_desk;
    OpeningHours m_hours;
    TextLabel *m_state;
    QScrollArea *m_scroll;
    QVBoxLayout *m_list = nullptr;
    QList<KeyButton *> m_days;
    TextLabel *m_datesTitle;
    QList<KeyButton *> m_dates;
    KeyButton *m_addDate;
    HoursSheet *m_sheet;
};
