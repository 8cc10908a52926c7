#include "paid_list.h"

#include "face.h"
#include "key_button.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {
constexpr int mostParts = 5;
constexpr qreal leastRowMm = 12.2;
}

PaidList::PaidList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    for (int i = 0; i < mostParts; ++i) {
        auto *key = new KeyButton(theme, tr("Remove"), u"trash"_s, this);
        key->setObjectName(u"removePartKey%1"_s.arg(i + 1));
        key->setKind(KeyButton::Kind::Danger);
        key->hide();
        connect(key, &KeyButton::clicked, this, [this, i] { emit removed(i); });
        m_keys.push_back(key);
    }
}

void PaidList::showRows(std::vector<Row> rows)
{
    m_rows = std::move(rows);
    QStringList read;
    for (size_t i = 0; i < m_keys.size(); ++i) {
        const bool part = i < m_rows.size() && m_rows[i].kind == Row::Kind::Part;
        m_keys[i]->setVisible(part);
        if (part)
            m_keys[i]->setAccessibleName(tr("Remove %1").arg(m_rows[i].words));
    }
    for (const Row &row : m_rows)
        read << row.words + u' ' + row.figure;
    setAccessibleName(read.join(u", "_s));
    place();
    update();
}

void PaidList::setChangeable(bool changeable)
{
    for (KeyButton *key : m_keys)
        key->setEnabled(changeable);
}

int PaidList::wantedRow() const
{
    return std::max(m_theme.unit(18), int(std::ceil(m_theme.px(leastRowMm))));
}

int PaidList::neededHeight() const
{
    return int(m_rows.size()) * wantedRow() + 2;
}

qreal PaidList::rowHeight() const
{
    return m_rows.empty() ? 0 : (height() - 2.0) / qreal(m_rows.size());
}

QRectF PaidList::rowBox(size_t row) const
{
    return {1, 1 + qreal(row) * rowHeight(), width() - 2.0, rowHeight()};
}

int PaidList::removeWidth() const
{
    return std::min(m_keys.front()->sizeHint().width(), width() * 3 / 10);
}

/// From the right edge to where the figures end.
int PaidList::figureEnd() const
{
    return removeWidth() + m_theme.unit(1) + m_theme.gap() * 2;
}

void PaidList::place()
{
    const int inset = m_theme.unit(1);
    for (size_t i = 0; i < m_keys.size(); ++i) {
        const QRect box = rowBox(i).toRect();
        m_keys[i]->setGeometry(box.right() - inset - removeWidth(), box.top() + inset,
                               removeWidth(), box.height() - 2 * inset);
    }
}

void PaidList::resizeEvent(QResizeEvent * /*event*/)
{
    place();
}

QFont PaidList::fontOf(const Row &row) const
{
    return row.kind == Row::Kind::Rest ? m_theme.font(Style::Price) : m_theme.font(Style::LineSum);
}

QRectF PaidList::wordsBox(size_t row) const
{
    const qreal side = m_theme.unit(3);
    const qreal icon = m_rows[row].icon.isEmpty() ? 0 : m_theme.iconPx() + m_theme.unit(2);
    const qreal figure = QFontMetricsF(fontOf(m_rows[row])).horizontalAdvance(m_rows[row].figure);
    return rowBox(row).adjusted(side + icon, 0, -figureEnd() - figure - m_theme.unit(3), 0);
}

/// In one line where it fits, else smaller, else in two lines.
NameLayout PaidList::wordsOf(const Row &row, const QRectF &box) const
{
    const Weight weight = row.kind == Row::Kind::Rest ? Weight::Bold : Weight::Regular;
    QFont font = m_theme.font(Style::Line, weight);
    NameLayout words = layOutName(row.words, font, box.width());
    while ((!words.fits || words.height() > box.height()) && font.pixelSize() > leastTextPx) {
        font = Theme::resized(font, font.pixelSize() - 1);
        words = layOutName(row.words, font, box.width());
    }
    return words;
}

bool PaidList::textFits() const
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const QRectF box = wordsBox(i);
        const NameLayout words = wordsOf(m_rows[i], box);
        const bool key = m_rows[i].kind != Row::Kind::Part || m_keys[i]->textFits();
        if (!words.fits || words.height() > box.height() || !key)
            return false;
    }
    return true;
}

void PaidList::paintEvent(QPaintEvent * /*event*/)
{
    if (m_rows.empty())
        return;
    QPainter painter(this);
    paintFace(painter, rect(),
              {.fill = m_theme.color(Role::Surface),
               .border = m_theme.color(Role::Line),
               .borderWidth = qreal(m_theme.line()),
               .radius = qreal(m_theme.radius())});
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows[i];
        const QRectF box = rowBox(i);
        if (i > 0)
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1),
                             m_theme.color(Role::Sunk));
        const QColor ink = m_theme.color(row.kind == Row::Kind::Note ? Role::Ink2 : Role::Ink);
        if (!row.icon.isEmpty())
            painter.drawPixmap(QPointF(box.left() + m_theme.unit(3),
                                       std::round(box.center().y() - m_theme.iconPx() / 2.0)),
                               m_theme.icon(row.icon, ink, m_theme.iconPx(), devicePixelRatioF()));
        painter.setPen(ink);
        const QRectF words = wordsBox(i);
        wordsOf(row, words).paint(painter, words, Qt::AlignLeft | Qt::AlignVCenter);
        painter.setFont(fontOf(row));
        painter.drawText(box.adjusted(0, 0, -figureEnd(), 0), Qt::AlignRight | Qt::AlignVCenter,
                         row.figure);
    }
}
