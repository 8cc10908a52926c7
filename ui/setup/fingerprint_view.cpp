#include "fingerprint_view.h"

#include "theme.h"

#include <QFontMetrics>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostColumns = 8;
constexpr int fewestColumns = 4;

} // namespace

FingerprintView::FingerprintView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"fingerprint"_s);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void FingerprintView::setText(const QString &text)
{
    m_pairs = text.split(u':', Qt::SkipEmptyParts);
    setAccessibleName(text);
    updateGeometry();
    update();
}

int FingerprintView::cellWidth() const
{
    const QFontMetrics metrics(m_theme.font(Style::Line, Weight::Bold));
    return metrics.horizontalAdvance(u"DD"_s) + metrics.horizontalAdvance(u" : "_s);
}

int FingerprintView::rowHeight() const
{
    return qRound(m_theme.textPx(Style::Line) * 1.45);
}

int FingerprintView::columnsFor(int width) const
{
    return width >= mostColumns * cellWidth() ? mostColumns : fewestColumns;
}

int FingerprintView::heightForWidth(int width) const
{
    const int columns = columnsFor(width);
    return (int(m_pairs.size()) + columns - 1) / columns * rowHeight();
}

QSize FingerprintView::sizeHint() const
{
    const int width = mostColumns * cellWidth();
    return {width, heightForWidth(width)};
}

bool FingerprintView::textFits() const
{
    return isHidden()
        || (width() >= columnsFor(width()) * cellWidth() && height() >= heightForWidth(width()));
}

void FingerprintView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFont font = m_theme.font(Style::Line, Weight::Bold);
    const QFontMetrics metrics(font);
    const int columns = columnsFor(width());
    const int cell = cellWidth();
    const int digit = metrics.horizontalAdvance(u"DD"_s) / 2;
    painter.setFont(font);
    for (int i = 0; i < m_pairs.size(); ++i) {
        const QString &pair = m_pairs.at(i);
        const QRect box(i % columns * cell, i / columns * rowHeight(), digit, rowHeight());
        painter.setPen(m_theme.color(Role::Ink));
        // Each digit in a place of its own: letters are not as wide as figures.
        for (int place = 0; place < pair.size(); ++place)
            painter.drawText(box.translated(place * digit, 0), Qt::AlignCenter | Qt::TextDontClip,
                             pair.at(place));
        const bool last = i % columns == columns - 1 || i + 1 == m_pairs.size();
        painter.setPen(m_theme.color(Role::Ink2));
        if (!last)
            painter.drawText(QRect(box.x() + 2 * digit, box.y(), cell - 2 * digit, rowHeight()),
                             Qt::AlignCenter | Qt::TextDontClip, u":"_s);
    }
}
