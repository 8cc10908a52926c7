#pragma once

#include "poster_maker.h"

#include <QWidget>

class CodeView;
class KeyButton;
class TextLabel;
class Theme;

/// Where customers reach the shop's page, as text and as a code, and a key that makes a poster of
/// it; or why nobody reaches it. Stands above the settings of orders. Owned by the list of
/// settings; main thread.
class PosterPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PosterPanel)
public:
    PosterPanel(const Theme &theme, QWidget *parent);

    void setMaker(PosterMaker maker);
    void refresh(); ///< The settings may have changed.
    int heightFor(int width) const;
    void place(const QRect &box); ///< In its parent; as high as heightFor() says.
    bool textFits() const; ///< At its present size; for tests.

signals:
    void heightChanged();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Places;
    Places placesFor(int width) const;
    void make();
    void say(const QString &sentence, bool wrong);

    const Theme &m_theme;
    PosterMaker m_maker;
    TextLabel *m_title;
    TextLabel *m_sentence;
    TextLabel *m_result;
    KeyButton *m_key;
    CodeView *m_code;
};
