#include "banner.h"

#include "accessible_parts.h"
#include "badge.h"
#include "face.h"

#include <QAccessible>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {
struct BannerColours {
    Role ink;
    Role tint;
    Role line;
};

BannerColours coloursOf(BannerMessage::Mood mood, Banner::Place place)
{
    switch (mood) {
    case BannerMessage::Mood::Danger:
        return {Role::Danger, Role::DangerTint, Role::Danger};
    case BannerMessage::Mood::Ok:
        return {Role::Ok, Role::OkTint, Role::Ok};
    case BannerMessage::Mood::Info:
        return {Role::Info, Role::InfoTint, Role::Info};
    case BannerMessage::Mood::Warn:
        break;
    }
    if (place == Banner::Place::Bar)
        return {Role::Banner, Role::BannerTint, Role::BannerLine};
    return {Role::Warn, Role::WarnTint, Role::Warn};
}

/// One line that steps down to what can still be read.
NameLayout squeezed(const QString &text, QFont font, qreal width)
{
    NameLayout line = layOutLine(text, font, width);
    while (!line.fits && font.pixelSize() > leastTextPx) {
        font = Theme::resized(font, font.pixelSize() - 1);
        line = layOutLine(text, font, width);
    }
    return line;
}
}

Banner::Banner(const Theme &theme, Place place, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_place(place)
    , m_key(new KeyButton(theme, {}, this))
{
    installAccessibleParts();
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_key, &KeyButton::clicked, this, &Banner::keyTapped);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        arrange();
        update();
    });
}

void Banner::setMessage(const BannerMessage &message)
{
    if (m_message == message)
        return;
    m_message = message;
    setAccessibleName(message.sentence);
    setAccessibleDescription(message.second);
    m_key->setWords(message.key);
    m_key->setIconName(message.keyIcon);
    const bool warns = inBar() && message.mood == BannerMessage::Mood::Warn;
    m_key->setKind(warns ? KeyButton::Kind::Banner : KeyButton::Kind::Plain);
    m_key->setVisible(!message.key.isEmpty() || !message.keyIcon.isEmpty());
    arrange();
    update();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QSize Banner::sizeHint() const
{
    return {qRound(m_theme.px(100)), m_theme.unit(inBar() ? 16 : 14)};
}

int Banner::iconSide() const
{
    return qRound(m_theme.px(5));
}

QString Banner::moreWords() const
{
    return m_message.more > 0 ? tr("+%1").arg(m_message.more) : QString();
}

/// The sentence needs most of the bar: a key that is too long there shows its icon alone.
void Banner::fitKey()
{
    m_key->setWords(m_message.key);
    const bool tooLong = inBar() && m_key->sizeHint().width() > width() / 3;
    if (!tooLong || m_message.keyIcon.isEmpty())
        return;
    m_key->setAccessibleName(m_message.key);
    m_key->setWords({});
}

void Banner::arrange()
{
    qreal right = width() - padding();
    if (!m_key->isHidden()) {
        fitKey();
        const int height = this->height() - 6;
        const int wide = std::max(m_key->sizeHint().width() - m_theme.unit(2), m_theme.unit(12));
        m_key->setGeometry(width() - 3 - wide, 3, wide, height);
        right = m_key->x() - m_theme.unit(2);
    }
    if (m_message.more > 0)
        right -= m_theme.unit(10);
    const qreal room = right - padding() - iconSide() - m_theme.unit(3);
    const Style style = inBar() ? Style::Body : Style::Line;
    m_sentence = squeezed(m_message.sentence, m_theme.font(style, Weight::Bold), room);
    m_second = {};
    if (m_message.second.isEmpty())
        return;
    const int most = std::min(m_theme.textPx(Style::Caption), m_sentence.font.pixelSize());
    m_second = squeezed(m_message.second, Theme::resized(m_theme.font(Style::Caption), most), room);
    if (!m_second.fits)
        m_second = layOutName(m_message.second, m_second.font, room);
    for (int px = m_sentence.font.pixelSize() - 1;
         px >= leastTextPx && m_sentence.height() + m_second.height() > height(); --px)
        m_sentence = layOutLine(m_message.sentence, Theme::resized(m_sentence.font, px), room);
}

void Banner::resizeEvent(QResizeEvent *)
{
    arrange();
}

void Banner::paintWords(QPainter &painter) const
{
    const qreal x = padding() + iconSide() + m_theme.unit(3);
    const qreal words = m_sentence.height() + m_second.height();
    const QRectF box(x, (height() - words) / 2, width(), words);
    m_sentence.paint(painter, box);
    m_second.paint(painter, box.adjusted(0, m_sentence.height(), 0, 0));
    if (m_message.more == 0)
        return;
    const qreal end = m_key->isHidden() ? width() - padding() : m_key->x() - m_theme.unit(2);
    const qreal side = m_theme.unit(7);
    paintCount(painter, m_theme,
               {end - m_theme.unit(9), (height() - side) / 2, double(m_theme.unit(9)), side},
               moreWords());
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const BannerColours colours = coloursOf(m_message.mood, m_place);
    Face face {.fill = m_theme.color(colours.tint), .radius = inBar() ? 0.0 : m_theme.radius()};
    if (m_theme.isContrast()) {
        face.border = m_theme.color(colours.line);
        face.borderWidth = 3;
    }
    paintFace(painter, rect(), face);
    const QColor ink = m_theme.color(colours.ink);
    painter.setPen(ink);
    painter.drawPixmap(QPointF(padding(), std::round((height() - iconSide()) / 2.0)),
                       m_theme.icon(m_message.icon, ink, iconSide(), devicePixelRatioF()));
    paintWords(painter);
}
