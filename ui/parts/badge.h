#pragma once

#include "theme.h"

#include <QWidget>

enum class BadgeKind { Low, SoldOut, Allergen, NotRecorded, Ok, Info, Warn, Danger };
enum class BadgeIcon { Shown, Dropped };

/// A word with an icon that says something about a product or an order. A value.
struct Badge {
    BadgeKind kind = BadgeKind::Info;
    QString text;
    BadgeIcon icon = BadgeIcon::Shown; ///< Small tiles drop the icon, never the word.
    QString iconName; ///< Empty: the icon of the kind.
};

QSizeF badgeSize(const Theme &theme, const Badge &badge);
/// At the top left of @p rect, which should be as large as badgeSize() says.
void paintBadge(QPainter &painter, const Theme &theme, const QRectF &rect, const Badge &badge);

/// The quantity that was typed before the tap ("3 ×"): a dark pill.
QSizeF pillSize(const Theme &theme, const QString &text);
void paintPill(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &text);
/// A count on slate ("3" new orders): round, as high as @p rect.
void paintCount(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &text);

/// A badge as a widget. Owned by its parent, main thread.
class BadgeLabel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BadgeLabel)
public:
    BadgeLabel(const Theme &theme, const Badge &badge, QWidget *parent);
    void setBadge(const Badge &badge);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Badge m_badge;
};
