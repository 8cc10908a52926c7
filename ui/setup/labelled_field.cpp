#include "labelled_field.h"

#include "label_fit.h"
#include "text_label.h"
#include "theme.h"

#include <QVBoxLayout>

LabelledField::LabelledField(const Theme &theme, const QString &label, QWidget *field,
                             QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_label(new TextLabel(theme, Style::Line, label, this))
    , m_below(new TextLabel(theme, Style::Caption, {}, this))
{
    m_label->setLook(Style::Line, Weight::Bold);
    m_label->setBuddy(field);
    m_below->setWordWrap(true);
    setFocusProxy(field);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_label);
    column->addWidget(field);
    column->addWidget(m_below);
    column->addStretch(1);
    setError({});
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    dress();
}

void LabelledField::dress()
{
    layout()->setSpacing(m_theme.unit(1));
}

void LabelledField::setHelp(const QString &help)
{
    m_help = help;
    setError({});
}

void LabelledField::setError(const QString &error)
{
    const bool wrong = !error.isEmpty();
    m_below->setLook(Style::Caption, wrong ? Weight::Bold : Weight::Regular);
    m_below->setRole(wrong ? Role::Danger : Role::Ink2);
    m_below->setText(wrong ? error : m_help);
    m_below->setVisible(!m_below->text().isEmpty());
}

bool LabelledField::textFits() const
{
    return labelFits(*m_label) && labelFits(*m_below);
}
