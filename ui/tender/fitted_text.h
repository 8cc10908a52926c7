#pragma once

#include "theme.h"

#include <QLabel>

/// Words that step down to fit their place, in one line or in several; never cut off silently:
/// textFits() says when even the smallest size is too large. Owned by its parent, main thread.
class FittedText final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FittedText)
public:
    enum class Lines { One, Many };

    FittedText(const Theme &theme, Style style, Lines lines, QWidget *parent);

    void setLook(Style style, Weight weight = Weight::Own);
    void setRole(Role role); ///< Ink at first.
    void setIconName(const QString &icon); ///< Before the words.

    bool textFits() const;
    /// In pixels, in the style's own size.
    int heightFor(int width) const;
    int widthAlone() const; ///< In one line, in the style's own size, with the icon.

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont ownFont() const { return m_theme.font(m_style, m_weight); }
    QFont fittedFont() const;
    bool fits(const QFont &font) const;
    int flags() const;
    int iconSide() const;
    int iconRoom() const;
    QRect words() const;

    const Theme &m_theme;
    Style m_style;
    Lines m_lines;
    Weight m_weight = Weight::Own;
    Role m_role = Role::Ink;
    QString m_icon;
};
