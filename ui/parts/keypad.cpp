#include "keypad.h"

#include "accessible_parts.h"
#include "key_button.h"
#include "theme.h"

#include <QFontMetrics>
#include <QGridLayout>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

Keypad::Keypad(const Theme &theme, Corner corner, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_delete(new KeyButton(theme, tr("Delete"), u"back"_s, this))
{
    installAccessibleParts();
    setLayoutDirection(Qt::LeftToRight);
    setAccessibleName(tr("Digits"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    for (int n = 1; n <= 9; ++n)
        addDigit(QString::number(n), 2 - (n - 1) / 3, (n - 1) % 3);
    if (corner == Corner::DoubleZero)
        addDigit(u"00"_s, 3, 0);
    else if (corner == Corner::Decimal)
        addDigit(QLocale().decimalPoint(), 3, 0);
    else if (corner == Corner::Half)
        addDigit(u"½"_s, 3, 0);
    addDigit(u"0"_s, 3, 1);
    grid->addWidget(m_delete, 3, 2);
    m_delete->setAccessibleName(tr("Delete"));
    m_delete->setActsOnPress(true);
    m_delete->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    for (int i = 0; i < 4; ++i)
        grid->setRowStretch(i, 1);
    for (int i = 0; i < 3; ++i)
        grid->setColumnStretch(i, 1);
    connect(m_delete, &KeyButton::clicked, this, &Keypad::erased);
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    dress();
}

void Keypad::addDigit(const QString &digit, int row, int column)
{
    auto *key = new KeyButton(m_theme, digit, this);
    key->setActsOnPress(true);
    key->setTextStyle(Style::KeypadKey, Weight::Own);
    key->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(key, &KeyButton::clicked, this, [this, digit] { emit this->digit(digit); });
    static_cast<QGridLayout *>(layout())->addWidget(key, row, column);
    m_digits << key;
}

KeyButton *Keypad::key(const QString &digit) const
{
    for (KeyButton *key : m_digits) {
        if (key->text() == digit)
            return key;
    }
    return nullptr;
}

void Keypad::setKeyMm(qreal mm)
{
    m_keyMm = mm;
    dress();
}

void Keypad::dress()
{
    layout()->setSpacing(m_theme.gap());
    const QFont smallest =
        Theme::resized(m_theme.font(Style::KeypadKey), m_theme.textPx(Style::KeypadKey) * 3 / 4);
    const int words = QFontMetrics(smallest).horizontalAdvance(u"00"_s) + m_theme.unit(4);
    const int side = std::max(qRound(m_theme.px(m_keyMm)), words);
    m_delete->setMinimumSize(side, side);
    for (KeyButton *key : std::as_const(m_digits))
        key->setMinimumSize(side, side);
    updateGeometry();
    placeDeleteIcon();
}

/// Icon and word stand side by side only where a key is wide; large text leaves the icon alone.
void Keypad::placeDeleteIcon()
{
    const QSizeF cell((width() - 2 * m_theme.gap()) / 3.0, (height() - 3 * m_theme.gap()) / 4.0);
    const QRectF inner(0, 0, cell.width() - m_theme.unit(4), cell.height() - m_theme.unit(4));
    const auto fits = [&](IconPlace place) {
        return layOutKey(m_theme,
                         {.icon = u"back"_s,
                          .text = tr("Delete"),
                          .font = m_theme.font(Style::Body, Weight::Bold),
                          .place = place},
                         inner)
            .fits;
    };
    const bool beside = cell.width() >= m_theme.px(22) && fits(IconPlace::Left);
    m_delete->setIconName(u"back"_s, beside ? IconPlace::Left : IconPlace::Above);
    m_delete->setWords(beside || fits(IconPlace::Above) ? tr("Delete") : QString());
}

void Keypad::resizeEvent(QResizeEvent *)
{
    placeDeleteIcon();
}

QSize Keypad::sizeHint() const
{
    const int side = qRound(m_theme.px(m_keyMm));
    return {3 * side + 2 * m_theme.gap(), 4 * side + 3 * m_theme.gap()};
}
