#pragma once

#include "key_layout.h"
#include "painted_button.h"

/// One of several keys of which one is chosen. Chosen it is tinted and framed, never filled: the
/// filled key is the one that acts. A radio button to the screen reader. Made by KeyChoice.
class ChoiceKey final : public PaintedButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChoiceKey)
public:
    ChoiceKey(const Theme &theme, const QString &text, QWidget *parent);

    bool textFits() const { return m_layout.fits; }
    QSize sizeHint() const override;

protected:
    void arrange() override;
    void paintEvent(QPaintEvent *event) override;

private:
    KeyLayout m_layout;
};
