#pragma once

#include "key_layout.h"
#include "painted_button.h"
#include "theme.h"

/// One word of a segment: a radio button to the screen reader. Made by Segment only.
class SegmentWord final : public PaintedButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SegmentWord)
public:
    SegmentWord(const Theme &theme, const QString &text, const QString &icon, QWidget *parent);
    bool textFits() const { return m_layout.fits; }
    void setShownIcon(const QString &icon);
    QSize sizeHint() const override;

protected:
    void arrange() override;
    void paintEvent(QPaintEvent *event) override;

private:
    KeyContent content() const;

    QString m_icon;
    KeyLayout m_layout;
};

/// Up to four words of which one is chosen. Owned by its parent, main thread.
class Segment final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Segment)
public:
    struct Word {
        QString text;
        QString icon; ///< May be empty.
    };
    /// @p name is what a screen reader calls the choice.
    Segment(const Theme &theme, const QString &name, QWidget *parent);

    void setWords(const QList<Word> &words); ///< One to four; the first is chosen.
    int chosenWord() const;
    void choose(int word); ///< Without a signal.
    bool textFits() const;
    SegmentWord *word(int index) const { return m_words.at(index); }
    QSize sizeHint() const override;

signals:
    void chosen(int word); ///< By the user.

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void place();

    const Theme &m_theme;
    QList<SegmentWord *> m_words;
};
