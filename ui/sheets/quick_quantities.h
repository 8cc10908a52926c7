#pragma once

#include "quantity.h"

#include <QWidget>

class KeyButton;
class QGridLayout;
class Theme;

/// Keys that each stand for a quantity: 1 to 9, a half, a dozen. Owned by its parent, main thread.
class QuickQuantities final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuickQuantities)
public:
    QuickQuantities(const Theme &theme, QWidget *parent);

    void setHalfSold(bool sold);

signals:
    void chosen(Quantity quantity);

private:
    KeyButton *add(const QString &words, Quantity quantity, int row, int column);
    void dress();

    const Theme &m_theme;
    QGridLayout *m_grid;
    QList<KeyButton *> m_keys;
    KeyButton *m_half;
};
