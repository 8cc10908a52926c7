#pragma once

#include "theme.h"

#include <QWidget>

class QLineEdit;
struct Face;

/// The frame of a field, with a line to type in. Its focus is the line's; the ring lies around the
/// frame. Owned by its parent, main thread.
class FieldFrame final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldFrame)
public:
    enum class State { Plain, Wrong, Locked };
    enum class Ground { Page, Slate }; ///< Slate: the search in the top bar.

    FieldFrame(const Theme &theme, Ground ground, QWidget *parent);
    QLineEdit &edit() { return *m_edit; }
    void setState(State state);
    void setUnit(const QString &unit); ///< At the right end; on slate a small box: "F2".
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
    void fitPlaceholder();
    void dress();
    Face face() const;
    void paintUnit(QPainter &painter, qreal right) const;
    Role ink() const { return m_ground == Ground::Slate ? Role::Slate2 : Role::Ink2; }
    QFont unitFont() const;
    QString rightIcon() const;
    qreal padding() const { return m_theme.unit(3.5); }
    int iconSide() const;

    const Theme &m_theme;
    Ground m_ground;
    QLineEdit *m_edit;
    State m_state = State::Plain;
    QString m_unit;
    QString m_placeholder; ///< Kept while there is no room for it.
    QString m_icon;
    Style m_style = Style::Line;
    Weight m_weight = Weight::Own;
};
