#pragma once

#include <QAbstractButton>

class Theme;

/// Base of everything that is pressed and painted by itself. The widget is exactly its shape; the
/// focus ring lies outside (FocusRing). A tap does not take the focus away from a field. Enter and
/// Space press it. Owned by its parent, main thread.
class PaintedButton : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaintedButton)
public:
    PaintedButton(const Theme &theme, const QString &text, QWidget *parent);

    /// Clicks at the touch, not when the finger leaves: for tiles and digits.
    void setActsOnPress(bool on) { m_actsOnPress = on; }
    bool actsOnPress() const { return m_actsOnPress; }

protected:
    const Theme &theme() const { return m_theme; }
    /// Lays the content out anew: called after a change of size, theme, or by the derived class.
    virtual void arrange() { }
    void rearrange();

    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    const Theme &m_theme;
    bool m_actsOnPress = false;
};
