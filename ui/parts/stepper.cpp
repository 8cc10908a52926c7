#include "stepper.h"

#include "accessible_parts.h"
#include "key_button.h"
#include "text_label.h"

#include <QHBoxLayout>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

Stepper::Stepper(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_minus(new KeyButton(theme, {}, u"minus"_s, this))
    , m_text(new TextLabel(theme, Style::Head, {}, this))
    , m_plus(new KeyButton(theme, {}, u"plus"_s, this))
{
    installAccessibleParts();
    setAccessibleName(name);
    m_minus->setAccessibleName(tr("One less"));
    m_plus->setAccessibleName(tr("One more"));
    m_text->setAlignment(Qt::AlignCenter);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_minus);
    row->addWidget(m_text);
    row->addWidget(m_plus);
    for (KeyButton *key : {m_minus, m_plus})
        key->setActsOnPress(true);
    connect(m_minus, &KeyButton::clicked, this, [this] { step(-1); });
    connect(m_plus, &KeyButton::clicked, this, [this] { step(1); });
    connect(&theme, &Theme::changed, this, [this] { resizeKeys(); });
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    resizeKeys();
}

void Stepper::resizeKeys()
{
    layout()->setSpacing(m_theme.gap());
    for (KeyButton *key : {m_minus, m_plus})
        key->setFixedSize(m_theme.unit(20), m_theme.unit(17));
    m_text->setMinimumWidth(m_theme.unit(15));
}

void Stepper::setText(const QString &text)
{
    m_text->setText(text);
}

QString Stepper::text() const
{
    return m_text->text();
}

void Stepper::setRange(int least, int most)
{
    m_least = least;
    m_most = most;
    setValue(m_value);
}

void Stepper::setValue(int value)
{
    m_value = std::clamp(value, m_least, std::max(m_least, m_most));
    setText(QLocale().toString(m_value));
    m_minus->setEnabled(m_value > m_least);
    m_plus->setEnabled(m_value < m_most);
}

void Stepper::step(int by)
{
    emit stepped(by);
    if (m_most < m_least)
        return;
    setValue(m_value + by);
    emit valueChanged(m_value);
}
