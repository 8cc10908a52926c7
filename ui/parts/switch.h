#pragma once

#include "painted_button.h"
#include "ring_shaped.h"

/// Yes or no: a knob with a tick, and the word beside it. Its text() is what it switches and is
/// read out, not shown: the label of the form stands before it. Owned by its parent, main thread.
class Switch final : public PaintedButton, public RingShaped
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Switch)
public:
    Switch(const Theme &theme, const QString &name, QWidget *parent);

    QSize sizeHint() const override;
    Shape ringShape() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRectF track() const;
    QString word() const;
};
