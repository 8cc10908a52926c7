#include "card_layout.h"

#include "wrapped_lines.h"

#include <QFontMetricsF>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {
// Of look.md, in units of 0.75 mm.
constexpr qreal padUnits = 4;
constexpr qreal keyUnits = 17;
constexpr qreal moreUnits = 21;
constexpr std::array tallerKeyUnits {17.0, 21.0, 26.0, 32.0};

/// Sets a card from top to bottom. Lives for one card.
class Typesetter
{
public:
    Typesetter(const Theme &theme, const OrderCard &card, qreal width)
        : m_theme(theme)
        , m_card(card)
        , m_left(theme.unit(padUnits))
        , m_room(width - 2 * m_left)
        , m_y(theme.unit(2.5))
    {
    }
    CardLayout set()
    {
        setHead();
        setItems();
        setNote();
        setLines(m_card.phone, m_theme.font(Style::Body), Role::Ink);
        setQuiet();
        setKeys();
        m_layout.height = m_y + m_theme.unit(3) + m_theme.edge();
        return m_layout;
    }

private:
    void put(const QRectF &box, const NameLayout &text, Role role)
    {
        m_layout.fits = m_layout.fits && text.fits;
        m_layout.texts.push_back({box, text, role});
    }
    void setLines(const QString &text, const QFont &font, Role role)
    {
        if (text.isEmpty())
            return;
        for (const NameLayout &line : wrappedLines(text, font, m_room)) {
            put({m_left, m_y, m_room, line.height()}, line, role);
            m_y += line.height();
        }
        m_y += m_theme.unit(1);
    }

    /// Code, name and time on one line; what is too wide for that goes below.
    void setHead()
    {
        const NameLayout code = layOutLine(m_card.code, m_theme.font(Style::Head), m_room);
        const NameLayout time =
            layOutLine(m_card.time, m_theme.font(Style::Tile, Weight::Black), m_room);
        const NameLayout name =
            layOutLine(m_card.name, m_theme.font(Style::Line, Weight::Bold), m_room);
        const qreal between = m_theme.unit(2.5);
        const qreal top = m_y;
        const qreal below = top + code.height() + m_theme.unit(1);
        const bool timeUp = code.width + between + time.width <= m_room;
        const qreal timeWidth = between + time.width;
        const bool nameUp = code.width + between + name.width + (timeUp ? timeWidth : 0) <= m_room;
        const bool nameBeside = !nameUp && !timeUp && name.width + timeWidth <= m_room;
        const qreal timeTop = timeUp ? onBaseline(top, code, time) : below;
        m_y = timeUp ? below : below + time.height() + m_theme.unit(1);
        put({m_left, top, m_room, code.height()}, code, Role::Ink);
        put({m_left + m_room - time.width, timeTop, time.width, time.height()}, time, Role::Ink);
        if (!nameUp && !nameBeside)
            return setLines(m_card.name, name.font, Role::Ink);
        const qreal left = m_left + (nameUp ? code.width + between : 0);
        const qreal nameTop = nameUp ? onBaseline(top, code, name) : onBaseline(below, time, name);
        put({left, nameTop, name.width, name.height()}, name, Role::Ink);
    }
    /// The top of @p text so that it stands on the line on which @p big stands.
    static qreal onBaseline(qreal top, const NameLayout &big, const NameLayout &text)
    {
        const auto baseline = [](const NameLayout &line) {
            return line.shift + QFontMetricsF(line.font).ascent();
        };
        return std::round(top + baseline(big) - baseline(text));
    }

    void setItems()
    {
        const QFont bold = m_theme.font(Style::Body, Weight::Bold);
        const QFontMetricsF metrics(bold);
        qreal column = m_theme.unit(6.5);
        for (const OrderCard::Item &item : m_card.items)
            column = std::max(column, metrics.horizontalAdvance(item.quantity) + m_theme.unit(2));
        for (const OrderCard::Item &item : m_card.items) {
            const NameLayout quantity = layOutLine(item.quantity, bold, column);
            put({m_left, m_y, column, quantity.height()}, quantity, Role::Ink);
            for (const NameLayout &line :
                 wrappedLines(item.name, m_theme.font(Style::Body), m_room - column)) {
                put({m_left + column, m_y, m_room - column, line.height()}, line, Role::Ink);
                m_y += line.height();
            }
            m_y += m_theme.unit(1);
        }
        setLines(m_card.rest, m_theme.font(Style::Caption), Role::Ink2);
    }

    void setNote()
    {
        if (m_card.note.isEmpty())
            return;
        const qreal pad = m_theme.unit(1.5);
        const QFont font = m_theme.font(Style::Caption, Weight::Bold);
        const qreal icon = std::round(font.pixelSize() * 1.3);
        const qreal indent = pad + icon + pad;
        const qreal top = m_y + m_theme.unit(0.5);
        m_y = top + pad;
        for (const NameLayout &line : wrappedLines(m_card.note, font, m_room - indent - pad)) {
            put({m_left + indent, m_y, m_room - indent - pad, line.height()}, line, Role::Info);
            m_y += line.height();
        }
        m_y += pad;
        m_layout.noteBox = {m_left, top, m_room, m_y - top};
        m_layout.noteIcon = {m_left + pad, top + pad, icon, icon};
        m_y += m_theme.unit(1.5);
    }

    /// What is unusual in a badge, else a quiet line.
    void setQuiet()
    {
        m_y += m_theme.unit(1);
        setLines(m_card.state, m_theme.font(Style::Caption, Weight::Bold), Role::Ink2);
        if (m_card.flag)
            return setBadge(*m_card.flag);
        if (m_card.sum.isEmpty())
            return setLines(m_card.quiet, m_theme.font(Style::Caption), Role::Ink2);
        const NameLayout words = layOutLine(m_card.quiet, m_theme.font(Style::Caption), m_room);
        const NameLayout sum =
            layOutLine(m_card.sum, m_theme.font(Style::Caption, Weight::Bold), m_room);
        const qreal between = std::ceil(words.font.pixelSize() * 0.3);
        put({m_left, m_y, words.width, words.height()}, words, Role::Ink2);
        const bool beside = words.width + between + sum.width <= m_room;
        if (!beside)
            m_y += words.height();
        put({beside ? m_left + words.width + between : m_left, m_y, sum.width, sum.height()}, sum,
            Role::Ink);
        m_y += sum.height() + m_theme.unit(1);
    }
    void setBadge(const CardFlag &flag)
    {
        m_layout.badge = {.kind = flag.kind, .text = flag.text, .iconName = flag.icon};
        QSizeF size = badgeSize(m_theme, m_layout.badge);
        if (size.width() > m_room) {
            m_layout.badge.icon = BadgeIcon::Dropped;
            size = badgeSize(m_theme, m_layout.badge);
        }
        m_layout.fits = m_layout.fits && size.width() <= m_room;
        m_layout.badgeBox = QRectF(QPointF(m_left, m_y), size);
        m_y += size.height() + m_theme.unit(1);
    }

    void setKeys()
    {
        m_y += m_theme.unit(1.5);
        const qreal more = m_theme.unit(moreUnits);
        const qreal main = m_room - m_theme.gap() - more;
        const CardLayout::Key first = keyOf(m_card.keys.at(0), {m_left, m_y, main, 0});
        CardLayout::Key second =
            keyOf(m_card.keys.at(1), {m_left + main + m_theme.gap(), m_y, more, 0});
        second.rect.setHeight(first.rect.height());
        second.layout = laidOut(second.key, second.rect);
        m_layout.keys = {first, second};
        m_y = first.rect.bottom();
        for (size_t i = 2; i < m_card.keys.size(); ++i) {
            m_y += m_theme.gap();
            m_layout.keys.push_back(keyOf(m_card.keys[i], {m_left, m_y, m_room, 0}));
            m_y = m_layout.keys.back().rect.bottom();
        }
        for (const CardLayout::Key &key : m_layout.keys)
            m_layout.fits = m_layout.fits && key.layout.fits;
    }
    /// As high as its words need at this width; without its icon where nothing else helps.
    CardLayout::Key keyOf(const CardKey &key, const QRectF &rect) const
    {
        CardLayout::Key placed {.key = key, .rect = rect};
        for (const bool withIcon : {true, false}) {
            if (!withIcon)
                placed.key.icon.clear();
            for (const qreal units : tallerKeyUnits) {
                placed.rect.setHeight(m_theme.unit(units));
                placed.layout = laidOut(placed.key, placed.rect);
                if (placed.layout.fits)
                    return placed;
            }
        }
        return placed;
    }
    KeyLayout laidOut(const CardKey &key, const QRectF &rect) const
    {
        const qreal beside = m_theme.unit(1.5);
        const qreal above = m_theme.line() + 1;
        return layOutKey(m_theme,
                         {.icon = key.icon,
                          .text = key.act == CardAct::More ? QString() : key.words,
                          .font = m_theme.font(Style::Body, Weight::Bold)},
                         rect.adjusted(beside, above, -beside, -m_theme.edge()));
    }

    const Theme &m_theme;
    const OrderCard &m_card;
    const qreal m_left;
    const qreal m_room;
    qreal m_y;
    CardLayout m_layout;
};
}

const CardLayout::Key *CardLayout::keyAt(const QPointF &point) const
{
    const auto found =
        std::ranges::find_if(keys, [&point](const Key &key) { return key.rect.contains(point); });
    return found == keys.end() ? nullptr : &*found;
}

CardLayout layOutCard(const Theme &theme, const OrderCard &card, qreal width)
{
    return Typesetter(theme, card, width).set();
}
