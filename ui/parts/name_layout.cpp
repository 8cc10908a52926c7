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

/// What stands on the lines of a name.
struct Lines {
    QStringList texts;
    qreal width = 0; ///< Of the widest.
};

Lines oneLine(const QString &name, const QFontMetricsF &metrics)
{
    const QString whole = withoutSoftHyphens(name);
    return {{whole}, metrics.horizontalAdvance(whole)};
}

/// The last break that fits; the first of all where the first word is too wide already.
Lines linesOf(const QString &name, const QFontMetricsF &metrics, qreal width)
{
    Lines lines = oneLine(name, metrics);
    if (lines.width <= width)
        return lines;
    std::optional<Broken> best;
    qreal firstWidth = 0;
    for (qsizetype at = 1; at < name.size(); ++at) {
        const std::optional<Broken> broken = brokenAt(name, at);
        const qreal wide = broken ? metrics.horizontalAdvance(broken->first) : 0;
        if (broken && (!best || wide <= width)) {
            best = broken;
            firstWidth = wide;
        }
    }
    if (best)
        lines = {{best->first, best->second},
                 std::max(firstWidth, metrics.horizontalAdvance(best->second))};
    return lines;
}

NameLayout laidOut(const Lines &lines, const QFont &font, qreal width)
{
    const QFontMetricsF metrics(font);
    NameLayout layout {.font = font, .width = lines.width, .fits = lines.width <= width};
    layout.lineHeight = std::ceil(font.pixelSize() * lineSpacing);
    layout.shift = layout.lineHeight / 2 + baselineBelowMiddle(metrics) - metrics.ascent();
    for (const QString &line : lines.texts) {
        QStaticText text(line);
        text.setTextFormat(Qt::PlainText);
        text.prepare({}, font);
        layout.lines.push_back(text);
    }
    return layout;
}
}

QString withoutSoftHyphens(QString name)
{
    return name.remove(softHyphen);
}

NameLayout layOutLine(const QString &name, const QFont &font, qreal width)
{
    return laidOut(oneLine(name, QFontMetricsF(font)), font, width);
}

NameLayout layOutName(const QString &name, const QFont &font, qreal width)
{
    return laidOut(linesOf(name, QFontMetricsF(font), width), font, width);
}

bool nameFits(const QString &name, const QFont &font, qreal width)
{
    return linesOf(name, QFontMetricsF(font), width).width <= width;
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
