#pragma once

#include <QHash>
#include <QPixmap>

/// Strong is for icons inside small text, such as badges.
enum class Stroke { Plain, Strong };

/// One icon as it is drawn. A value.
struct IconKey {
    QString name;
    QRgb color = 0;
    int px = 0;
    int dprPercent = 100;
    Stroke stroke = Stroke::Plain;
    bool operator==(const IconKey &) const = default;
};
size_t qHash(const IconKey &key, size_t seed = 0);

/// Draws the icons of resources/icons in a colour and keeps them. Owned by the theme, main thread.
class IconStore
{
public:
    /// Empty where no icon has that name.
    QPixmap pixmap(const IconKey &key);
    bool contains(const QString &name) const;
    void clear() { m_pixmaps.clear(); }

private:
    QHash<IconKey, QPixmap> m_pixmaps;
};
