#pragma once

#include "name_layout.h"
#include "painted_button.h"
#include "theme.h"

/// A category in the rail. Checked it is the open one: filled, and a tab that runs to the grid.
/// The widget reaches to the grid's side of the rail: it is one gap wider than the key at rest.
/// Checkable and exclusive among its siblings. Owned by its parent, main thread.
class RailKey final : public PaintedButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RailKey)
public:
    enum class GridSide { Right, Left };

    RailKey(const Theme &theme, const QString &name, const QString &icon, CategoryKey category,
            QWidget *parent);

    void setGridSide(GridSide side); ///< Left in the layout for the left hand.
    void setCategory(const QString &name, const QString &icon, CategoryKey category);
    CategoryKey category() const { return m_category; }
    bool textFits() const { return m_name.fits; }
    /// Whether its icon has room; a rail shows all icons or none.
    bool showsIcon() const { return m_iconAt != IconAt::Nowhere; }
    void setIconAllowed(bool allowed);
    QSize sizeHint() const override;

protected:
    void arrange() override;
    void paintEvent(QPaintEvent *event) override;

private:
    enum class IconAt { Beside, Above, Nowhere };

    QRectF shape() const;
    qreal iconSide() const;
    void layOut(IconAt place, int px);
    bool tryPlace(IconAt place);
    void paintContent(QPainter &painter, const QRectF &key) const;

    QString m_icon;
    CategoryKey m_category;
    GridSide m_side = GridSide::Right;
    IconAt m_iconAt = IconAt::Beside;
    bool m_iconAllowed = true;
    NameLayout m_name;
};
