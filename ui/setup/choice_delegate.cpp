#include "choice_delegate.h"

#include "choice_model.h"
#include "face.h"
#include "theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QTextOption>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
QFont fontOf(const Theme &theme, const QModelIndex &index)
{
    const bool current = index.data(ChoiceModel::currentRole).toBool();
    return theme.font(Style::Line, current ? Weight::Bold : Weight::Regular);
}

int padding(const Theme &theme)
{
    return theme.unit(4);
}
}

ChoiceDelegate::ChoiceDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize ChoiceDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    const int text = qRound(m_theme.textPx(Style::Line) * 1.8);
    return {m_theme.unit(40), std::max(qRound(m_theme.px(12)), text)};
}

bool ChoiceDelegate::fits(const QModelIndex &index, int width) const
{
    const QFontMetrics metrics(fontOf(m_theme, index));
    const int words = metrics.horizontalAdvance(index.data().toString());
    return words + 3 * padding(m_theme) + m_theme.iconPx() <= width;
}

void ChoiceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const bool current = index.data(ChoiceModel::currentRole).toBool();
    const bool marked = option.state.testFlag(QStyle::State_Selected);
    const QRectF row(option.rect);
    painter->save();
    if (marked || current)
        painter->fillRect(row, m_theme.color(Role::AccentTint));
    painter->fillRect(
        QRectF(row.left(), row.bottom() - m_theme.line(), row.width(), m_theme.line()),
        m_theme.color(Role::Line));
    const bool mirrored = option.direction == Qt::RightToLeft;
    const int iconSide = m_theme.iconPx();
    if (current) {
        const qreal x =
            mirrored ? row.left() + padding(m_theme) : row.right() - padding(m_theme) - iconSide;
        painter->drawPixmap(QPointF(x, row.center().y() - iconSide / 2.0),
                            m_theme.icon(u"check"_s, m_theme.color(Role::Accent), iconSide,
                                         painter->device()->devicePixelRatioF(), Stroke::Strong));
    }
    painter->setFont(fontOf(m_theme, index));
    painter->setPen(m_theme.color(Role::Ink));
    const QRectF box = row.adjusted(padding(m_theme), 0, -padding(m_theme), 0);
    const Qt::Alignment side = mirrored ? Qt::AlignRight : Qt::AlignLeft;
    painter->drawText(box, index.data().toString(), QTextOption(side | Qt::AlignVCenter));
    if (marked && m_theme.showsFocus()) {
        const qreal inset = focusRoom;
        paintFocusRing(*painter, row.adjusted(inset, inset, -inset, -inset), m_theme.radius(),
                       m_theme.color(Role::Focus));
    }
    painter->restore();
}
