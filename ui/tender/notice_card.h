#pragma once

#include "theme.h"

#include <QWidget>

class FittedText;
class KeyButton;

/// What went wrong, on a tint, in as many lines as it needs, with the one thing to do beside it.
/// Owned by a sheet; main thread.
class NoticeCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeCard)
public:
    NoticeCard(const Theme &theme, QWidget *parent);

    /// Empty words: nothing is wrong, the card hides. Without @p key there is no key.
    void say(const QString &words, const QString &key = {});
    QString words() const;
    KeyButton &key() { return *m_key; }
    int neededHeight(int width) const;
    bool textFits() const;

signals:
    void keyTapped();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    int keyWidth() const;
    int padding() const { return m_theme.unit(3); }
    void place();

    const Theme &m_theme;
    FittedText *m_words;
    KeyButton *m_key;
};
