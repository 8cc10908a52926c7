#pragma once

#include "painted_button.h"
#include "theme.h"

/// A field that the keypad types into. Checked it is the one that takes the digits: a strong
/// border and a bar where the next digit appears. A tap chooses it. It keeps no text of its own.
/// Owned by its parent, main thread.
class EntryField final : public PaintedButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EntryField)
public:
    /// @p name is what a screen reader calls it.
    EntryField(const Theme &theme, const QString &name, QWidget *parent);

    void setContent(const QString &content);
    const QString &content() const { return m_content; }
    void setTextStyle(Style style); ///< SumKey at first.
    bool textFits() const;
    QSize sizeHint() const override;

protected:
    void nextCheckState() override;
    void paintEvent(QPaintEvent *event) override;

private:
    QFont font() const;
    QRectF inner() const;

    QString m_content;
    Style m_style = Style::SumKey;
};
