#pragma once

#include "key_button.h"

/// What a banner says. A value.
struct BannerMessage {
    enum class Mood { Warn, Danger, Ok, Info };
    Mood mood = Mood::Warn;
    QString icon;
    QString sentence; ///< What happened.
    QString second; ///< What still works.
    QString key; ///< The one thing to do; empty: none.
    QString keyIcon;
    int more = 0; ///< Further troubles that do not show.
    bool operator==(const BannerMessage &) const = default;
};

/// The light that grew into a sentence: icon, what happened, what still works, one key. In the top
/// bar it fills its height; in a page it is a card. The rest never moves for it. Owned by its
/// parent, main thread.
class Banner final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Banner)
public:
    enum class Place { Bar, Page };

    Banner(const Theme &theme, Place place, QWidget *parent);

    void setMessage(const BannerMessage &message);
    const BannerMessage &message() const { return m_message; }
    KeyButton &key() { return *m_key; }
    bool textFits() const { return m_sentence.fits && m_second.fits; }
    QSize sizeHint() const override;

signals:
    void keyTapped();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void fitKey();
    void paintWords(QPainter &painter) const;
    QString moreWords() const;
    bool inBar() const { return m_place == Place::Bar; }
    qreal padding() const { return m_theme.unit(inBar() ? 5 : 3.5); }
    int iconSide() const;

    const Theme &m_theme;
    Place m_place;
    BannerMessage m_message;
    KeyButton *m_key;
    NameLayout m_sentence;
    NameLayout m_second;
};
