#pragma once

#include "theme.h"

#include <QLabel>

/// Words in a style and a colour of the theme, which follow it. Owned by its parent, main thread.
class TextLabel final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TextLabel)
public:
    TextLabel(const Theme &theme, Style style, const QString &text, QWidget *parent);

    void setLook(Style style, Weight weight = Weight::Own);
    void setRole(Role role); ///< Ink at first.

private:
    void dress();

    const Theme &m_theme;
    Style m_style;
    Weight m_weight = Weight::Own;
    Role m_role = Role::Ink;
};
