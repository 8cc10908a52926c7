#pragma once

#include "ring_shaped.h"
#include "theme.h"

#include <QLineEdit>
#include <QWidget>

/// The search in the top bar: icon, a line to type in, and its key. Takes touches over the whole
/// bar. The results lie over the grid. Owned by the top bar; main thread.
class SearchBox final : public QWidget, public RingShaped
{
    Q_OBJECT
public:
    SearchBox(const Theme &theme, QWidget *parent);

    void setBoxHeight(int px);
    void setHintShown(bool shown); ///< "F2" at the end.
    void setIconOnly(bool only); ///< While a banner needs the room.
    QLineEdit &edit() { return *m_edit; }
    bool inUse() const;
    void clear();
    Shape ringShape() const override;

signals:
    void textChanged(const QString &text);
    void enterPressed();
    void arrowPressed(int by); ///< −1 up, +1 down.
    void leaveAsked(); ///< Esc.
    void wideningAsked(); ///< It was touched or left.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QRect box() const;
    void place();
    void dress();

    const Theme &m_theme;
    QLineEdit *m_edit;
    int m_boxHeight = 46;
    bool m_hintShown = true;
    bool m_iconOnly = false;
};
