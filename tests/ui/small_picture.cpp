#include "small_picture.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace {

constexpr int mostColours = 64;
constexpr int leastDistance = 500; // Nearer ones look alike.

int distance(QRgb one, QRgb other)
{
    const int red = qRed(one) - qRed(other);
    const int green = qGreen(one) - qGreen(other);
    const int blue = qBlue(one) - qBlue(other);
    return 2 * red * red + 4 * green * green + 3 * blue * blue;
}

bool isNew(const QList<QRgb> &colours, QRgb colour)
{
    return std::ranges::all_of(
        colours, [colour](QRgb other) { return distance(colour, other) > leastDistance; });
}

/// The commonest first; among equals by value, so that it is always the same.
QList<QRgb> commonest(const QImage &picture)
{
    QHash<QRgb, int> counts;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            ++counts[picture.pixel(x, y)];
    }
    std::vector<std::pair<int, QRgb>> order;
    for (const auto &[colour, count] : counts.asKeyValueRange())
        order.emplace_back(-count, colour);
    std::ranges::sort(order);
    QList<QRgb> colours;
    for (const auto &[count, colour] : order) {
        if (colours.size() < mostColours && isNew(colours, colour))
            colours.append(colour);
    }
    return colours;
}

uchar nearest(const QList<QRgb> &colours, QRgb wanted)
{
    const auto found = std::ranges::min_element(
        colours, {}, [wanted](QRgb colour) { return distance(colour, wanted); });
    return uchar(found - colours.begin());
}

}

QImage smallPicture(const QImage &picture)
{
    const QList<QRgb> colours = commonest(picture);
    QHash<QRgb, uchar> known;
    QImage small(picture.size(), QImage::Format_Indexed8);
    small.setColorTable(colours);
    for (int y = 0; y < picture.height(); ++y) {
        uchar *line = small.scanLine(y);
        for (int x = 0; x < picture.width(); ++x) {
            const QRgb colour = picture.pixel(x, y);
            auto found = known.constFind(colour);
            if (found == known.constEnd())
                found = known.insert(colour, nearest(colours, colour));
            line[x] = *found;
        }
    }
    return small;
}
