#pragma once

#include <QFont>
#include <QStaticText>

#include <vector>

class QPainter;

/// A name laid out in one or two lines, ready to be painted often. Nothing is ever elided. A value.
struct NameLayout {
    std::vector<QStaticText> lines;
    QFont font;
    qreal lineHeight = 0;
    qreal shift = 0; ///< From the top of a line to the top of its text: capitals are centred.
    qreal width = 0; ///< Of the widest line.
    bool fits = true; ///< False: needs a third line, or a word is wider than the space.

    qreal height() const { return lineHeight * qreal(lines.size()); }
    /// In the pen of @p painter, at the top of @p box (or as @p alignment says).
    void paint(QPainter &painter, const QRectF &box,
               Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignTop) const;
};

/// Breaks @p name at spaces, hyphens and soft hyphens (U+00AD) for a width in pixels.
NameLayout layOutName(const QString &name, const QFont &font, qreal width);
/// Whether it fits, in less than half the time.
bool nameFits(const QString &name, const QFont &font, qreal width);
/// As layOutName(), but in one line whatever its width is; fits says whether it is within @p width.
NameLayout layOutLine(const QString &name, const QFont &font, qreal width);
/// Paints @p text in the font and pen of @p painter, never elided, with its capitals centred
/// vertically in @p box; @p alignment is left, right or centre.
void paintLine(QPainter &painter, const QRectF &box, Qt::Alignment alignment, const QString &text);
/// @p name without its soft hyphens, for lines that are never broken and for screen readers.
QString withoutSoftHyphens(QString name);
