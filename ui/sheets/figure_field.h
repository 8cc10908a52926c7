#pragma once

#include "theme.h"

#include <QWidget>

/// What is being typed on a keypad: a large figure at the right, with a caret. It has no focus of
/// its own; the sheet takes the keys. Owned by its parent, main thread.
class FigureField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FigureField)
public:
    FigureField(const Theme &theme, QWidget *parent);

    void show(const QString &text);
    QString text() const { return m_text; }
    bool textFits() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int padding() const { return m_theme.unit(4); }
    QFont stepped() const;

    const Theme &m_theme;
    QString m_text;
};
