#include "span_row.h"

#include "key_button.h"
#include "label_fit.h"
#include "stepper.h"
#include "text_label.h"
#include "theme.h"

#include <QBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int minutesOfDay = 1'440;
constexpr int quarter = 15;

/// The next quarter of an hour after @p minute, or before it.
int stepped(int minute, int by)
{
    const int before = minute / quarter * quarter;
    if (by > 0)
        return before + quarter;
    return before == minute ? minute - quarter : before;
}

void repeatWhileHeld(Stepper &stepper)
{
    constexpr int delayMs = 400;
    constexpr int everyMs = 90;
    for (KeyButton *key : {&stepper.minus(), &stepper.plus()}) {
        key->setActsOnPress(false); // Held keys repeat; that is Qt's own press.
        key->setAutoRepeat(true);
        key->setAutoRepeatDelay(delayMs);
        key->setAutoRepeatInterval(everyMs);
    }
}

} // namespace

SpanRow::SpanRow(const Theme &theme, const OpeningSpan &span, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_span(span)
    , m_from(new Stepper(theme, tr("Opens at"), this))
    , m_until(new TextLabel(theme, Style::Body, tr("until"), this))
    , m_to(new Stepper(theme, tr("Closes at"), this))
    , m_drop(new KeyButton(theme, {}, u"trash"_s, this))
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_from->setObjectName(u"opensStepper"_s);
    m_to->setObjectName(u"closesStepper"_s);
    m_drop->setObjectName(u"dropSpanKey"_s);
    m_drop->setAccessibleName(tr("Take this opening away"));
    for (Stepper *stepper : {m_from, m_to}) {
        repeatWhileHeld(*stepper);
        stepper->minus().setAccessibleName(tr("A quarter of an hour earlier"));
        stepper->plus().setAccessibleName(tr("A quarter of an hour later"));
    }
    m_row->setContentsMargins({});
    for (QWidget *part : std::initializer_list<QWidget *> {m_from, m_until, m_to, m_drop})
        m_row->addWidget(part, 0, Qt::AlignLeft | Qt::AlignVCenter);
    m_row->addStretch(1);
    connect(m_from, &Stepper::stepped, this, [this](int by) { stepFrom(by); });
    connect(m_to, &Stepper::stepped, this, [this](int by) { stepTo(by); });
    connect(m_drop, &KeyButton::clicked, this, &SpanRow::dropAsked);
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    dress();
    showSpan();
}

void SpanRow::dress()
{
    m_row->setSpacing(m_theme.gap());
    m_drop->setFixedSize(m_theme.unit(17), m_theme.unit(17));
    setRoom(m_room);
}

void SpanRow::setRoom(int width)
{
    m_room = width;
    int needed = 0;
    for (const QWidget *part : std::initializer_list<QWidget *> {m_from, m_until, m_to, m_drop})
        needed += part->sizeHint().width() + m_row->spacing();
    const bool narrow = width > 0 && needed > width;
    m_row->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

/// The end stays where it is as long as it can.
void SpanRow::stepFrom(int by)
{
    m_span.from = std::clamp(stepped(m_span.from, by), 0, minutesOfDay - quarter);
    m_span.to = std::clamp(m_span.to, m_span.from + quarter, m_span.from + minutesOfDay);
    showSpan();
    emit changed();
}

void SpanRow::stepTo(int by)
{
    m_span.to =
        std::clamp(stepped(m_span.to, by), m_span.from + quarter, m_span.from + minutesOfDay);
    showSpan();
    emit changed();
}

void SpanRow::showSpan()
{
    m_from->setText(minuteText(m_span.from));
    m_to->setText(minuteText(m_span.to));
    m_from->minus().setEnabled(m_span.from > 0);
    m_to->minus().setEnabled(m_span.to > m_span.from + quarter);
}

bool SpanRow::textFits() const
{
    return labelFits(*m_until) && (m_room == 0 || sizeHint().width() <= m_room);
}
