#include "quick_quantities.h"

#include "key_button.h"

#include <QGridLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr qreal keyMm = 15;
constexpr int dozen = 12;
constexpr int halfThousandths = 500;
}

QuickQuantities::QuickQuantities(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    setLayoutDirection(Qt::LeftToRight); // As a keypad in all languages.
    setAccessibleName(tr("Quantity"));
    m_grid->setContentsMargins({});
    for (int n = 1; n <= 9; ++n)
        add(QString::number(n), Quantity::fromPieces(n), 2 - (n - 1) / 3, (n - 1) % 3);
    m_half = add(u"½"_s, Quantity::fromThousandths(halfThousandths), 3, 0);
    KeyButton *twelve = add(tr("Dozen"), Quantity::fromPieces(dozen), 3, 1);
    m_grid->addWidget(twelve, 3, 1, 1, 2);
    twelve->setTextStyle(Style::Line);
    twelve->setObjectName(u"dozenKey"_s);
    m_half->setObjectName(u"halfKey"_s);
    m_half->setAccessibleName(tr("One half"));
    connect(&theme, &Theme::changed, this, &QuickQuantities::dress);
    dress();
}

KeyButton *QuickQuantities::add(const QString &words, Quantity quantity, int row, int column)
{
    auto *key = new KeyButton(m_theme, words, this);
    key->setTextStyle(Style::KeypadKey, Weight::Own);
    key->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(key, &KeyButton::clicked, this, [this, quantity] { emit chosen(quantity); });
    m_grid->addWidget(key, row, column);
    m_keys << key;
    return key;
}

void QuickQuantities::setHalfSold(bool sold)
{
    m_half->setEnabled(sold);
}

void QuickQuantities::dress()
{
    m_grid->setSpacing(m_theme.gap());
    const int side = qRound(m_theme.px(keyMm));
    for (KeyButton *key : std::as_const(m_keys))
        key->setMinimumSize(side, side);
}
