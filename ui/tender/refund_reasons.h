#pragma once

#include "theme.h"

#include <QList>
#include <QWidget>

class SegmentWord;

/// One of a few reasons, two in a row; none is chosen at first. Owned by the refund sheet; main
/// thread.
class RefundReasons final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RefundReasons)
public:
    /// @p name is what a screen reader calls the choice.
    RefundReasons(const Theme &theme, const QString &name, QWidget *parent);

    void setReasons(const QStringList &reasons); ///< None is chosen then.
    int chosenReason() const; ///< −1 = none.
    SegmentWord *word(int reason) const { return m_words.at(reason); }
    bool textFits() const;
    QSize sizeHint() const override;

signals:
    void chosen(int reason); ///< By the user.

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    int rows() const { return (int(m_words.size()) + 1) / 2; }
    void place();

    const Theme &m_theme;
    QList<SegmentWord *> m_words;
};
