#include "refund_keys.h"

#include "fitted_text.h"
#include "key_button.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr qreal keyMm = 15;
constexpr qreal keyHeightMm = 12;
}

RefundKeys::RefundKeys(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_less(new KeyButton(theme, {}, u"minus"_s, this))
    , m_count(new FittedText(theme, Style::Price, FittedText::Lines::One, this))
    , m_more(new KeyButton(theme, {}, u"plus"_s, this))
    , m_all(new KeyButton(theme, tr("All"), this))
{
    m_less->setObjectName(u"refundLessKey"_s);
    m_more->setObjectName(u"refundMoreKey"_s);
    m_all->setObjectName(u"refundAllKey"_s);
    m_count->setObjectName(u"refundCount"_s);
    m_count->setAlignment(Qt::AlignCenter);
    connect(m_less, &KeyButton::clicked, this, [this] { emit stepped(-1); });
    connect(m_more, &KeyButton::clicked, this, [this] { emit stepped(1); });
    connect(m_all, &KeyButton::clicked, this, &RefundKeys::allAsked);
}

void RefundKeys::show(const QString &count, const QString &name)
{
    m_count->setText(count);
    m_less->setAccessibleName(tr("Fewer: %1").arg(name));
    m_more->setAccessibleName(tr("More: %1").arg(name));
    m_all->setAccessibleName(tr("All: %1").arg(name));
}

int RefundKeys::neededHeight() const
{
    return qRound(m_theme.px(keyHeightMm)) + 1 + m_theme.gap();
}

bool RefundKeys::textFits() const
{
    return m_count->textFits() && m_all->textFits();
}

void RefundKeys::resizeEvent(QResizeEvent * /*event*/)
{
    const int gap = m_theme.gap();
    const int side = m_theme.unit(3);
    const int tall = height() - gap;
    const int key = std::min(qRound(m_theme.px(keyMm)), (width() - 2 * side - 3 * gap) / 4);
    m_less->setGeometry(side, 0, key, tall);
    m_count->setGeometry(side + key + gap, 0, key, tall);
    m_more->setGeometry(side + 2 * (key + gap), 0, key, tall);
    const int left = side + 3 * (key + gap);
    m_all->setGeometry(left, 0, std::min(width() - side - left, key * 3 / 2), tall);
}
