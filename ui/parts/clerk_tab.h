#pragma once

#include "name_layout.h"
#include "painted_button.h"
#include "theme.h"

/// What a clerk's tab says. A value.
struct ClerkFace {
    QString name;
    int number = 1; ///< 1 to 4: colour of the circle.
    QString sum; ///< Written out.
    bool operator==(const ClerkFace &) const = default;
};

/// A clerk above the basket: circle with initial, name, sum. Checked it is the open one, joined to
/// the basket below. Without a clerk it is the tab that adds one. As high as the top bar; the idle
/// tab is painted a little lower, but all of it takes touches. Owned by its parent, main thread.
class ClerkTab final : public PaintedButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClerkTab)
public:
    ClerkTab(const Theme &theme, const ClerkFace &clerk, QWidget *parent);
    /// The tab with a plus; @p words are its accessible name.
    ClerkTab(const Theme &theme, const QString &words, QWidget *parent);

    void setClerk(const ClerkFace &clerk);
    const ClerkFace &clerk() const { return m_clerk; }
    bool textFits() const { return m_name.fits && m_sum.fits; }
    QSize sizeHint() const override;

protected:
    void arrange() override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool adds() const { return m_clerk.name.isEmpty(); }
    QRectF circle() const;
    QRectF shape() const;
    void paintGround(QPainter &painter) const;
    void paintClerk(QPainter &painter) const;

    ClerkFace m_clerk;
    NameLayout m_name;
    NameLayout m_sum;
};

/// The circle of a clerk, wherever one is named.
void paintClerkMark(QPainter &painter, const Theme &theme, const QRectF &circle,
                    const ClerkFace &clerk);
