#include "icon_store.h"

#include <QColor>
#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace {
QString pathOf(const QString &name)
{
    return u":/bakehouse/icons/%1.svg"_s.arg(name);
}

QPixmap drawn(const IconKey &key)
{
    QFile file(pathOf(key.name));
    if (key.name.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    svg.replace("currentColor", QColor::fromRgba(key.color).name().toLatin1());
    if (key.stroke == Stroke::Strong)
        svg.replace("stroke-width=\"1.75\"", "stroke-width=\"2.2\"");
    QSvgRenderer renderer(svg);
    const int side = qRound(key.px * key.dprPercent / 100.0);
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, side, side));
    painter.end();
    pixmap.setDevicePixelRatio(key.dprPercent / 100.0);
    return pixmap;
}
}

size_t qHash(const IconKey &key, size_t seed)
{
    return qHashMulti(seed, key.name, key.color, key.px, key.dprPercent, int(key.stroke));
}

QPixmap IconStore::pixmap(const IconKey &key)
{
    const auto found = m_pixmaps.constFind(key);
    if (found != m_pixmaps.constEnd())
        return *found;
    return *m_pixmaps.insert(key, drawn(key));
}

bool IconStore::contains(const QString &name) const
{
    return !name.isEmpty() && QFile::exists(pathOf(name));
}
