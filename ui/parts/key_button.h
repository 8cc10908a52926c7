#pragma once

#include "key_layout.h"
#include "painted_button.h"
#include "theme.h"

#include <QTimer>

struct Face;

/// A key of the till: a word, mostly with an icon. Owned by its parent, main thread.
/// Checked (where it is checkable) it is filled in the accent. A key that is not enabled has
/// nothing to do: dashed, or quiet where its kind is Quiet.
class KeyButton final : public PaintedButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyButton)
public:
    enum class Kind {
        Plain,
        Accent, ///< The one filled key that takes no money.
        Pay, ///< Takes or finishes money.
        PayOutline, ///< A second way to pay.
        Danger, ///< Takes away.
        Quiet, ///< On slate.
        Banner, ///< On a banner in the top bar.
        Nothing, ///< Nothing to do now.
        Flat ///< A row of a list: no face until it is pressed or checked.
    };

    KeyButton(const Theme &theme, const QString &text, QWidget *parent);
    KeyButton(const Theme &theme, const QString &text, const QString &icon, QWidget *parent);

    void setKind(Kind kind);
    Kind kind() const { return m_kind; }
    /// A name in resources/icons. Without a text the key needs an accessible name.
    void setIconName(const QString &name, IconPlace place = IconPlace::Left);
    void setTextStyle(Style style, Weight weight = Weight::Bold);
    void setSecondLine(const QString &second); ///< Small, under the text.
    void setValueText(const QString &value); ///< Light, behind the text, or at the end.
    void setContentSide(ContentSide side);
    void setWords(const QString &text); ///< Use this instead of setText(): it lays out anew.
    /// Takes no presses; after 400 ms the words "One moment" stand in the key.
    void setWaiting(bool waiting);

    /// Whether all text is within the key at its present size.
    bool textFits() const { return m_layout.fits; }
    bool showsIcon() const { return !m_layout.icon.isEmpty(); } ///< Large words drop it.
    QSize sizeHint() const override; ///< At least 15 x 12 mm.
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void arrange() override;
    void paintEvent(QPaintEvent *event) override;

private:
    KeyContent content() const;
    QRectF inner() const;
    Kind shownKind() const;
    Face face() const;
    QColor textColor() const;

    Kind m_kind = Kind::Plain;
    QString m_icon;
    IconPlace m_place = IconPlace::Left;
    ContentSide m_side = ContentSide::Centre;
    Style m_style = Style::Body;
    Weight m_weight = Weight::Bold;
    QString m_second;
    QString m_value;
    KeyLayout m_layout;
    QTimer m_moment;
    bool m_waiting = false;
    bool m_saysMoment = false;
};
