#pragma once

#include <QList>
#include <QWidget>

class KeyButton;
class Theme;

/// 7-8-9 on top, then 00, ½ or the decimal sign, 0, Delete. The order stays the same in languages
/// written from right to left. Owned by its parent, main thread.
class Keypad final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Keypad)
public:
    enum class Corner { DoubleZero, Decimal, Half, Empty };

    Keypad(const Theme &theme, Corner corner, QWidget *parent);

    void setKeyMm(qreal mm); ///< Least side of a key: 18 in sheets (the default), 15 over the grid.
    KeyButton *key(
        const QString &digit) const; ///< "0" to "9", "00", "½", the decimal sign; or null.
    KeyButton &deleteKey() { return *m_delete; }
    QSize sizeHint() const override;

signals:
    void digit(const QString &digit); ///< "7", "00", "½" or the locale's decimal sign.
    void erased(); ///< One digit back.

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void addDigit(const QString &digit, int row, int column);
    void dress();
    void placeDeleteIcon();

    const Theme &m_theme;
    QList<KeyButton *> m_digits;
    KeyButton *m_delete;
    qreal m_keyMm = 18;
};
