#include "amount_pad.h"

#include "entry_field.h"
#include "fitted_text.h"
#include "key_button.h"
#include "keypad.h"

#include <QLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {
constexpr qreal fieldShare = 0.86; // of a key of the pad
constexpr qreal outcomeShare = 0.5;
}

AmountPad::AmountPad(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_label(new FittedText(theme, Style::Body, FittedText::Lines::One, this))
    , m_field(new EntryField(theme, tr("Amount"), this))
    , m_outcome(new FittedText(theme, Style::LineSum, FittedText::Lines::One, this))
    , m_outcomeFigure(new FittedText(theme, Style::Price, FittedText::Lines::One, this))
    , m_keypad(new Keypad(theme, Keypad::Corner::DoubleZero, this))
    , m_take(new KeyButton(theme, {}, u"check"_s, this))
{
    build();
}

void AmountPad::build()
{
    m_field->setObjectName(u"amountField"_s);
    m_take->setObjectName(u"takeKey"_s);
    m_keypad->setObjectName(u"keypad"_s);
    m_label->setLook(Style::Body, Weight::Bold);
    m_label->setRole(Role::Ink2);
    m_outcome->setLook(Style::LineSum, Weight::Regular);
    m_outcome->setRole(Role::Ink2);
    m_outcomeFigure->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_field->setTextStyle(Style::SumKey);
    m_take->setKind(KeyButton::Kind::Pay);
    m_take->setTextStyle(Style::Head, Weight::Black);
    connect(m_keypad, &Keypad::digit, this, &AmountPad::typed);
    connect(m_keypad, &Keypad::erased, this, &AmountPad::erased);
    connect(m_take, &KeyButton::clicked, this, &AmountPad::taken);
}

void AmountPad::setFrame(const CounterFrame &frame)
{
    m_frame = frame;
    m_keypad->setKeyMm(0); // The frame says how large they are.
    place();
}

void AmountPad::show(const Content &content)
{
    m_label->setText(content.label);
    m_field->setContent(content.amount);
    m_outcome->setText(content.outcome);
    m_outcomeFigure->setText(content.outcomeFigure);
    m_take->setWords(content.take);
    m_take->setEnabled(content.canTake);
    m_keypad->setEnabled(content.usable);
    m_field->setEnabled(content.usable);
    place();
}

bool AmountPad::textFits() const
{
    return m_label->textFits() && m_field->textFits() && m_outcome->textFits()
        && m_outcomeFigure->textFits() && m_take->textFits() && m_keypad->deleteKey().textFits();
}

void AmountPad::resizeEvent(QResizeEvent * /*event*/)
{
    place();
}

void AmountPad::place()
{
    const int gap = m_theme.gap();
    const int label = m_label->heightFor(width()) + m_theme.unit(2);
    const int field = int(std::lround(m_frame.keypadKey * fieldShare));
    const int outcome = int(std::lround(m_frame.keypadKey * outcomeShare));
    m_label->setGeometry(0, 0, width(), label);
    m_field->setGeometry(0, label, width(), field);
    int top = label + field;
    const int figure = std::min(m_outcomeFigure->widthAlone(), width() * 3 / 5);
    m_outcome->setGeometry(m_theme.unit(1), top, width() - figure - m_theme.unit(4), outcome);
    m_outcomeFigure->setGeometry(width() - figure - m_theme.unit(1), top, figure, outcome);
    top += outcome;
    // What is left goes to the key that takes it; where there is little, the digits give way.
    const int wanted = 4 * m_frame.keypadKey + 3 * gap;
    const int keys = std::min(wanted, height() - top - gap - m_theme.unit(16));
    m_keypad->setGeometry(0, top, width(), keys);
    top += keys + gap;
    m_take->setGeometry(0, top, width(), std::max(0, height() - top));
}
