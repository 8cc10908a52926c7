#include "change_face.h"

#include "face.h"

#include <QAccessible>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {
constexpr qreal leastFigureMm = 12;
constexpr qreal figureLine = 0.98; // of its size
constexpr qreal signShare = 0.5;
constexpr qreal sideMm = 13;
constexpr qreal narrowSideMm = 8;
}

ChangeFace::ChangeFace(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"changeFace"_s);
    connect(&theme, &Theme::changed, this, [this] {
        arrange();
        update();
    });
}

void ChangeFace::show(const Content &content)
{
    m_content = content;
    const QString amount =
        content.signBefore ? content.sign + content.figure : content.figure + u' ' + content.sign;
    setAccessibleName(content.headline + u' ' + amount);
    QStringList rest;
    for (const auto &[words, figure] : content.facts)
        rest << words + u' ' + figure;
    setAccessibleDescription((rest + content.coins).join(u", "_s));
    arrange();
    update();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

qreal ChangeFace::side() const
{
    return m_theme.px(m_theme.frame() == FrameClass::Narrow ? narrowSideMm : sideMm);
}

/// Returns where it ends at the right.
qreal ChangeFace::place(const QString &text, const QFont &font, Role role, QPointF at)
{
    const QFontMetricsF metrics(font);
    const QRectF box(at, QSizeF(metrics.horizontalAdvance(text), metrics.height()));
    m_pieces.push_back({.text = text, .font = font, .role = role, .box = box});
    m_fits = m_fits && box.right() <= right() + 1;
    return box.right();
}

void ChangeFace::arrange()
{
    m_pieces.clear();
    m_fits = true;
    qreal top = placeHeadline(0);
    top = placeFigure(top);
    top = placeFacts(top + m_theme.unit(3));
    if (!m_content.coins.isEmpty())
        top = placeCoins(top + m_theme.unit(7));
    m_fits = m_fits && top <= height();
    centre(top);
}

void ChangeFace::centre(qreal height)
{
    const qreal down = std::floor(std::max(0.0, (this->height() - height) / 2));
    m_mark.translate(0, down);
    for (Piece &piece : m_pieces)
        piece.box.translate(0, down);
}

qreal ChangeFace::placeHeadline(qreal top)
{
    m_mark = QRectF(side(), top, markSide(), markSide());
    const qreal left = m_mark.right() + m_theme.unit(4);
    const QFont font = m_theme.steppedFont(Style::Head, m_content.headline, right() - left, 3.6);
    const qreal tall = QFontMetricsF(font).height();
    place(m_content.headline, font, Role::Ok, {left, top + (markSide() - tall) / 2});
    return top + markSide() + m_theme.unit(1);
}

qreal ChangeFace::placeFigure(qreal top)
{
    const QFont own = m_theme.font(Style::Change);
    const auto signFont = [this](int px) {
        return Theme::resized(m_theme.font(Style::Change, Weight::Bold),
                              int(std::lround(px * signShare)));
    };
    const auto signWidth = [&](int px) {
        return QFontMetricsF(signFont(px)).horizontalAdvance(m_content.sign) + px * 0.1;
    };
    const int least = int(std::lround(m_theme.px(leastFigureMm)));
    int px = own.pixelSize();
    while (px > least
           && signWidth(px)
                   + QFontMetricsF(Theme::resized(own, px)).horizontalAdvance(m_content.figure)
               > right() - side())
        --px;
    m_figureFont = Theme::resized(own, px);
    const QFontMetricsF figure(m_figureFont);
    const QFontMetricsF sign(signFont(px));
    // Both stand on one line; the line is tighter than the font would have it.
    const qreal base = top + px * figureLine - figure.descent() * 0.5;
    const qreal signTop = base - sign.ascent();
    qreal left = side();
    if (m_content.signBefore)
        left = place(m_content.sign, signFont(px), Role::Ink2, {left, signTop}) + px * 0.1;
    const qreal end =
        place(m_content.figure, m_figureFont, Role::Ink, {left, base - figure.ascent()});
    if (!m_content.signBefore)
        place(m_content.sign, signFont(px), Role::Ink2, {end + px * 0.1, signTop});
    return base + figure.descent() * 0.5;
}

qreal ChangeFace::placeFacts(qreal top)
{
    const QFont words = m_theme.font(Style::LineSum, Weight::Regular);
    const QFont figures = m_theme.font(Style::LineSum, Weight::Bold);
    const QFontMetricsF wordMetrics(words);
    const QFontMetricsF figureMetrics(figures);
    const qreal space = wordMetrics.horizontalAdvance(u' ');
    qreal left = side();
    for (const auto &[word, figure] : m_content.facts) {
        const qreal wide =
            wordMetrics.horizontalAdvance(word) + space + figureMetrics.horizontalAdvance(figure);
        if (left > side() && left + wide > right()) {
            left = side();
            top += wordMetrics.height() * 1.2;
        }
        left = place(word, words, Role::Ink2, {left, top}) + space;
        left = place(figure, figures, Role::Ink, {left, top}) + m_theme.unit(9);
    }
    return top + wordMetrics.height();
}

qreal ChangeFace::placeCoins(qreal top)
{
    const QFont label = m_theme.font(Style::Body, Weight::Bold);
    place(m_content.coinsWords, label, Role::Ink2, {side(), top});
    top += QFontMetricsF(label).height() + m_theme.unit(2);
    const QFont font = m_theme.font(Style::LineSum, Weight::Bold);
    const QFontMetricsF metrics(font);
    const qreal tall = std::max(qreal(m_theme.unit(13)), metrics.height() * 1.5);
    qreal left = side();
    for (const QString &coin : m_content.coins) {
        const qreal wide = metrics.horizontalAdvance(coin) + m_theme.unit(8);
        if (left > side() && left + wide > right()) {
            left = side();
            top += tall + m_theme.gap();
        }
        m_pieces.push_back({.text = coin,
                            .font = font,
                            .role = Role::Ink,
                            .box = QRectF(left, top, wide, tall),
                            .chip = true});
        left += wide + m_theme.unit(3);
    }
    return top + tall;
}

void ChangeFace::resizeEvent(QResizeEvent * /*event*/)
{
    arrange();
}

void ChangeFace::mousePressEvent(QMouseEvent * /*event*/)
{
    emit tapped();
}

void ChangeFace::paintMark(QPainter &painter) const
{
    paintFace(painter, m_mark, {.fill = m_theme.color(Role::Pay), .radius = m_mark.height() / 2});
    const int tick = int(std::lround(m_mark.height() * 0.62));
    painter.drawPixmap(
        QPointF(std::round(m_mark.center().x() - tick / 2.0),
                std::round(m_mark.center().y() - tick / 2.0)),
        m_theme.icon(u"check"_s, m_theme.color(Role::OnPay), tick, devicePixelRatioF()));
}

void ChangeFace::paintChip(QPainter &painter, const QRectF &box) const
{
    Face chip {.fill = m_theme.color(Role::Sunk), .radius = qreal(m_theme.radius())};
    if (m_theme.isContrast()) {
        chip.border = m_theme.color(Role::Line);
        chip.borderWidth = m_theme.line();
    }
    paintFace(painter, box, chip);
}

void ChangeFace::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Surface));
    paintMark(painter);
    for (const Piece &piece : m_pieces) {
        if (piece.chip)
            paintChip(painter, piece.box);
        painter.setFont(piece.font);
        painter.setPen(m_theme.color(piece.role));
        painter.drawText(piece.box, Qt::AlignCenter | Qt::TextDontClip | Qt::TextSingleLine,
                         piece.text);
    }
}
