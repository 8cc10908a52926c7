#pragma once

#include <QPointer>
#include <QWidget>

class Theme;

/// The focus ring of one window: lies above everything, outside the shape of the widget that has
/// the focus, while the keyboard is in use. Make one per window, as its child:
/// `new FocusRing(theme, window)`. Item views paint the ring of their items themselves.
class FocusRing final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FocusRing)
public:
    FocusRing(const Theme &theme, QWidget *window);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void follow(QWidget *focused);
    void watch(QWidget *focused);
    void place();

    const Theme &m_theme;
    QPointer<QWidget> m_target;
    QList<QPointer<QWidget>> m_watched; ///< The target and what it lies in.
    qreal m_radius = 0;
};
