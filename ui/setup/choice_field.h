#pragma once

#include "name_layout.h"
#include "painted_button.h"

/// What is chosen from a long list: looks like a field, opens the list at a tap. Its words are the
/// choice; what is chosen there is its accessible name. Owned by its parent, main thread.
class ChoiceField final : public PaintedButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChoiceField)
public:
    ChoiceField(const Theme &theme, const QString &name, QWidget *parent);

    void setWords(const QString &words);
    QString words() const { return m_words; }
    bool textFits() const { return m_layout.fits; }
    QSize sizeHint() const override;

protected:
    void arrange() override;
    void paintEvent(QPaintEvent *event) override;

private:
    qreal padding() const;

    QString m_words;
    NameLayout m_layout;
};
