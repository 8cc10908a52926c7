#include "line_keys.h"

#include "key_button.h"

namespace {
constexpr qreal keyMm = 15;
constexpr qreal quantityMm = 11;
constexpr int barPx = 6; // of the chosen line
}

LineKeys::LineKeys(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_less(new KeyButton(theme, {}, QStringLiteral("minus"), this))
    , m_quantity(new KeyButton(theme, {}, this))
    , m_more(new KeyButton(theme, {}, QStringLiteral("plus"), this))
    , m_remove(new KeyButton(theme, tr("Remove"), QStringLiteral("trash"), this))
{
    setObjectName(QStringLiteral("lineKeys"));
    m_less->setObjectName(QStringLiteral("lessKey"));
    m_more->setObjectName(QStringLiteral("onePieceMoreKey"));
    m_quantity->setObjectName(QStringLiteral("quantityKey"));
    m_remove->setObjectName(QStringLiteral("removeKey"));
    m_quantity->setKind(KeyButton::Kind::Flat);
    m_quantity->setTextStyle(Style::Head, Weight::Black);
    m_remove->setKind(KeyButton::Kind::Danger);
    m_less->setActsOnPress(true);
    m_more->setActsOnPress(true);
    connect(m_less, &KeyButton::clicked, this, &LineKeys::lessAsked);
    connect(m_more, &KeyButton::clicked, this, &LineKeys::moreAsked);
    connect(m_quantity, &KeyButton::clicked, this, &LineKeys::quantityAsked);
    connect(m_remove, &KeyButton::clicked, this, &LineKeys::removeAsked);
    connect(&theme, &Theme::changed, this, &LineKeys::place);
}

void LineKeys::show(const QString &quantity, const QString &name)
{
    m_less->setAccessibleName(tr("One less of %1").arg(name));
    m_more->setAccessibleName(tr("One more of %1").arg(name));
    m_remove->setAccessibleName(tr("Remove %1").arg(name));
    m_quantity->setAccessibleName(tr("Quantity %1 of %2, change it").arg(quantity, name));
    m_quantity->setWords(quantity);
}

void LineKeys::setKeyHeight(int px)
{
    m_keyHeight = px;
    place();
}

void LineKeys::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void LineKeys::place()
{
    const int gap = m_theme.gap();
    const int key = qRound(m_theme.px(keyMm));
    const int quantity = qRound(m_theme.px(quantityMm)) + gap;
    int left = barPx + gap;
    m_less->setGeometry(left, 0, key, m_keyHeight);
    left += key;
    m_quantity->setGeometry(left, 0, quantity, m_keyHeight);
    left += quantity;
    m_more->setGeometry(left, 0, key, m_keyHeight);
    const int remove =
        std::min(m_remove->sizeHint().width() + 2 * gap, width() - left - key - 2 * gap);
    m_remove->setGeometry(width() - remove - gap, 0, remove, m_keyHeight);
}
