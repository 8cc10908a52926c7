#include "name_layout.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <optional>

namespace {
constexpr QChar softHyphen(0x00AD);
constexpr qreal lineSpacing = 1.14;

/// From the middle of a line to its baseline. By the capitals, because figures have their height
/// and the fonts' own ascents leave room for accents that hardly ever come.
qreal baselineBelowMiddle(const QFontMetricsF &metrics)
{
    return std::round(metrics.capHeight() / 2 + metrics.height() * 0.02);
}

struct Broken {
    QString first;
    QString second;
};

/// The two lines that come of a break before or at @p at; nothing where there can be none.
std::optional<Broken> brokenAt(const QString &name, qsizetype at)
{
    const QChar letter = name.at(at);
    const QString before = name.first(at);
    const QString after = name.sliced(at + 1);
    if (before.isEmpty() || after.isEmpty())
        return {};
    if (letter == u' ')
        return Broken {withoutSoftHyphens(before), withoutSoftHyphens(after)};
    if (letter == softHyphen)
        return Broken {withoutSoftHyphens(before) + u'-', withoutSoftHyphens(after)};
    if (letter == u'-' || letter == u'/')
        return Broken {withoutSoftHyphens(before) + letter, withoutSoftHyphens(after)};
    return {};
}

NameLayout laidOut(const QStringList &lines, const QFont &font, qreal width)
{
    const QFontMetricsF metrics(font);
    NameLayout layout {.font = font};
    layout.lineHeight = std::ceil(font.pixelSize() * lineSpacing);
    layout.shift = layout.lineHeight / 2 + baselineBelowMiddle(metrics) - metrics.ascent();
    for (const QString &line : lines) {
        QStaticText text(line);
        text.setTextFormat(Qt::PlainText);
        text.prepare({}, font);
        layout.width = std::max(layout.width, metrics.horizontalAdvance(line));
        layout.lines.push_back(text);
    }
    layout.fits = layout.width <= width;
    return layout;
}
}

QString withoutSoftHyphens(QString name)
{
    return name.remove(softHyphen);
}

NameLayout layOutLine(const QString &name, const QFont &font, qreal width)
{
    return laidOut({withoutSoftHyphens(name)}, font, width);
}

NameLayout layOutName(const QString &name, const QFont &font, qreal width)
{
    NameLayout whole = layOutLine(name, font, width);
    if (whole.fits)
        return whole;
    const QFontMetricsF metrics(font);
    std::optional<Broken> best;
    for (qsizetype at = 1; at < name.size(); ++at) {
        const std::optional<Broken> broken = brokenAt(name, at);
        // The last break that fits; the first of all where the first word is too wide already.
        if (broken && (!best || metrics.horizontalAdvance(broken->first) <= width))
            best = broken;
    }
    return best ? laidOut({best->first, best->second}, font, width) : whole;
}

void NameLayout::paint(QPainter &painter, const QRectF &box, Qt::Alignment alignment) const
{
    painter.setFont(font);
    qreal y = box.y();
    if (alignment & Qt::AlignVCenter)
        y += (box.height() - height()) / 2;
    else if (alignment & Qt::AlignBottom)
        y += box.height() - height();
    for (const QStaticText &line : lines) {
        const QSizeF size = line.size();
        qreal x = box.x();
        if (alignment & Qt::AlignHCenter)
            x += (box.width() - size.width()) / 2;
        else if (alignment & Qt::AlignRight)
            x += box.width() - size.width();
        painter.drawStaticText(QPointF(x, y + shift), line);
        y += lineHeight;
    }
}

void paintLine(QPainter &painter, const QRectF &box, Qt::Alignment alignment, const QString &text)
{
    const QFontMetricsF metrics(painter.font());
    qreal x = box.x();
    if (alignment & Qt::AlignHCenter)
        x += (box.width() - metrics.horizontalAdvance(text)) / 2;
    else if (alignment & Qt::AlignRight)
        x += box.width() - metrics.horizontalAdvance(text);
    painter.drawText(QPointF(x, box.center().y() + baselineBelowMiddle(metrics)), text);
}
