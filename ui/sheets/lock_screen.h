#pragma once

#include "counter_frame.h"

#include <QTimer>
#include <QWidget>

class ClerkKeys;
class Clock;
class Counter;
class TextLabel;
class Theme;

/// Covers the whole window while nobody is at the till: the time, and a key for each clerk, which
/// unlocks as that clerk. The baskets stay as they are. Esc does not unlock. Owned by the counter
/// window; main thread.
class LockScreen final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LockScreen)
public:
    LockScreen(const Theme &theme, Counter &counter, const Clock &clock, QWidget *parent);

    void setFrame(const CounterFrame &frame);
    bool textFits() const;

signals:
    void backAsked(); ///< Somebody unlocked.

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showClerks();
    void showTime();
    void place();
    void unlock(int clerk);

    const Theme &m_theme;
    Counter &m_counter;
    const Clock &m_clock;
    QTimer m_tick;
    TextLabel *m_time;
    TextLabel *m_words;
    ClerkKeys *m_keys;
};
