#pragma once

#include "theme.h"

#include <QWidget>

class KeyButton;
class TextLabel;

/// The keys of the chosen line: less, how many, more, remove. Lies over the line's second row.
/// Owned by the basket panel; main thread.
class LineKeys final : public QWidget
{
    Q_OBJECT
public:
    explicit LineKeys(const Theme &theme, QWidget *parent = nullptr);

    /// @p quantity as text; @p name is what a screen reader calls the line.
    void show(const QString &quantity, const QString &name);
    void setKeyHeight(int px);

signals:
    void lessAsked();
    void moreAsked();
    void quantityAsked(); ///< A tap on the figure.
    void removeAsked();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();

    const Theme &m_theme;
    KeyButton *m_less;
    KeyButton *m_quantity;
    KeyButton *m_more;
    KeyButton *m_remove;
    int m_keyHeight = 68;
};
