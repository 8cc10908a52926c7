#pragma once

#include "counter_frame.h"
#include "theme.h"

#include <QWidget>

class EntryField;
class FittedText;
class KeyButton;
class Keypad;

/// An amount that is typed: field, what comes of it, digits, and the key that takes it. Keeps no
/// amount of its own. Owned by the tender sheet; main thread.
class AmountPad final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AmountPad)
public:
    /// What it shows.
    struct Content {
        QString label; ///< "Another sum".
        QString amount;
        QString outcome; ///< "Change", "Still to pay".
        QString outcomeFigure;
        QString take; ///< "Take 20.40".
        bool canTake = false; ///< Then the key is filled.
        bool usable = true; ///< Digits may be typed.
    };

    AmountPad(const Theme &theme, QWidget *parent);

    void setFrame(const CounterFrame &frame);
    void show(const Content &content);
    EntryField &field() { return *m_field; }
    KeyButton &takeKey() { return *m_take; }
    Keypad &keypad() { return *m_keypad; }
    bool textFits() const;

signals:
    void typed(const QString &letters);
    void erased();
    void taken();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void place();

    const Theme &m_theme;
    CounterFrame m_frame;
    FittedText *m_label;
    EntryField *m_field;
    FittedText *m_outcome;
    FittedText *m_outcomeFigure;
    Keypad *m_keypad;
    KeyButton *m_take;
};
