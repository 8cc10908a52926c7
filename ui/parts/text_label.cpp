#include "text_label.h"

#include <QPalette>

TextLabel::TextLabel(const Theme &theme, Style style, const QString &text, QWidget *parent)
    : QLabel(text, parent)
    , m_theme(theme)
    , m_style(style)
{
    setTextFormat(Qt::PlainText);
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    dress();
}

void TextLabel::setLook(Style style, Weight weight)
{
    m_style = style;
    m_weight = weight;
    dress();
}

void TextLabel::setRole(Role role)
{
    m_role = role;
    dress();
}

void TextLabel::dress()
{
    setFont(m_theme.font(m_style, m_weight));
    QPalette colours = m_theme.palette();
    colours.setColor(QPalette::WindowText, m_theme.color(m_role));
    setPalette(colours);
}
