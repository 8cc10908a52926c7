#pragma once

#include "theme.h"

#include <QWidget>

class QLineEdit;

/// The frame of a field, with a line to type in. Its focus is the line's; the ring lies around the
/// frame. Owned by its parent, main thread.
class FieldFrame final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldFrame)
public:
    enum class State { Plain, Wrong, Locked };

    FieldFrame(const Theme &theme, QWidget *parent);
    QLineEdit &edit() { return *m_edit; }
    void setState(State state);
    void setUnit(const QString &unit);
    void setIconName(const QString &icon);
    void setTextStyle(Style style, Weight weight);
    QSize sizeHint() const override;

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void arrange();
    void dress();
    QString rightIcon() const;
    qreal padding() const { return m_theme.unit(3.5); }
    int iconSide() const;

    const Theme &m_theme;
    QLineEdit *m_edit;
    State m_state = State::Plain;
    QString m_unit;
    QString m_icon;
    Style m_style = Style::Line;
    Weight m_weight = Weight::Own;
};
