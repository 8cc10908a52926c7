#pragma once

#include "opening_hours.h"

#include <QWidget>

class KeyButton;
class QBoxLayout;
class Stepper;
class TextLabel;
class Theme;

/// One opening of a day: from, until, and a key that takes it away. Steps of a quarter of an hour,
/// faster while a key is held. Owned by the sheet of hours; main thread.
class SpanRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SpanRow)
public:
    SpanRow(const Theme &theme, const OpeningSpan &span, QWidget *parent);

    const OpeningSpan &span() const { return m_span; }
    Stepper &from() { return *m_from; }
    Stepper &to() { return *m_to; }
    KeyButton &dropKey() { return *m_drop; }
    /// Within that width: in a row, or one below the other.
    void setRoom(int width);
    bool textFits() const;

signals:
    void changed();
    void dropAsked();

private:
    void stepFrom(int by);
    void stepTo(int by);
    void showSpan();
    void dress();

    const Theme &m_theme;
    OpeningSpan m_span;
    Stepper *m_from;
    TextLabel *m_until;
    Stepper *m_to;
    KeyButton *m_drop;
    QBoxLayout *m_row;
    int m_room = 0; ///< 0 = as wide as it likes.
};
