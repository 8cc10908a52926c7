#pragma once

#include "theme.h"

#include <QWidget>

class FittedText;
class KeyButton;

/// The keys of the line that is given back: fewer, how many, more, all. Lies over the second row of
/// the chosen line. Owned by the refund sheet; main thread.
class RefundKeys final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RefundKeys)
public:
    RefundKeys(const Theme &theme, QWidget *parent);

    void show(const QString &count, const QString &name); ///< @p name for the screen reader.
    int neededHeight() const;
    bool textFits() const;

signals:
    void stepped(int by); ///< −1 or +1.
    void allAsked();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    const Theme &m_theme;
    KeyButton *m_less;
    FittedText *m_count;
    KeyButton *m_more;
    KeyButton *m_all;
};
