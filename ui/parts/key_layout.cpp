#include "key_layout.h"

#include "theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

namespace {
/// A size to try: share of the style's own size, and how many lines.
struct Try {
    qreal share = 1;
    int lines = 1;
};
constexpr std::array tries {Try {1, 1},    Try {0.95, 1}, Try {0.9, 1},  Try {1, 2},
                            Try {0.95, 2}, Try {0.9, 2},  Try {0.85, 2}, Try {0.8, 2},
                            Try {0.75, 2}, Try {0.75, 1}};
/// Large text on a small key: smaller still, but never below what can be read.
constexpr std::array lastShares {0.9, 0.8, 0.7, 0.6, 0.5, 0.4};

/// Places the pieces for one size of text; fits where they are within the key.
class Arrangement
{
public:
    Arrangement(const Theme &theme, const KeyContent &content, const QRectF &inner)
        : m_theme(theme)
        , m_content(content)
        , m_inner(inner)
    {
    }
    KeyLayout tried(const Try &attempt) const
    {
        KeyLayout layout;
        const int px = int(std::lround(m_content.font.pixelSize() * attempt.share));
        const QFont font = Theme::resized(m_content.font, px);
        const qreal side = iconSide(px);
        const bool left = m_content.place == IconPlace::Left;
        layout.value = line(m_content.value, m_content.valueFont, attempt.share);
        const qreal taken = (left ? reserved(side, px) : 0)
            + (layout.value.lines.empty() ? 0 : layout.value.width + gap(px));
        const qreal room = m_inner.width() - taken;
        layout.text = attempt.lines == 1 ? layOutLine(m_content.text, font, room)
                                         : layOutName(m_content.text, font, room);
        if (m_content.text.isEmpty())
            layout.text = {};
        layout.second = line(m_content.second, m_content.secondFont, attempt.share);
        left ? placeBeside(layout, side, px) : placeUnder(layout, side);
        return layout;
    }

private:
    static NameLayout line(const QString &text, const QFont &font, qreal share)
    {
        const int px = int(std::lround(font.pixelSize() * share));
        return text.isEmpty() ? NameLayout {} : layOutLine(text, Theme::resized(font, px), 1e6);
    }
    qreal iconSide(int px) const
    {
        if (m_content.icon.isEmpty())
            return 0;
        if (m_content.place == IconPlace::Above)
            return std::round(m_theme.px(5.6));
        return std::max(m_theme.iconPx(), qRound(px * 1.3));
    }
    static qreal gap(int px) { return std::round(px * 0.5); }
    qreal reserved(qreal side, int px) const
    {
        return side > 0 && !m_content.text.isEmpty() ? side + gap(px) : side;
    }
    bool fromStart() const { return m_content.side == ContentSide::Start; }
    qreal startOf(qreal width) const
    {
        return m_inner.x() + (fromStart() ? 0 : std::round((m_inner.width() - width) / 2));
    }
    void placeBeside(KeyLayout &layout, qreal side, int px) const
    {
        const qreal words = std::max(layout.text.width, layout.second.width);
        const qreal value = layout.value.lines.empty() ? 0 : layout.value.width + gap(px);
        const qreal width = reserved(side, px) + words + value;
        const qreal height = layout.text.height() + layout.second.height();
        qreal x = startOf(width);
        const qreal top = m_inner.y() + (m_inner.height() - height) / 2;
        layout.icon = QRectF(x, std::round(m_inner.center().y() - side / 2), side, side);
        x += reserved(side, px);
        layout.textBox = QRectF(x, top, words, layout.text.height());
        layout.secondBox = QRectF(x, layout.textBox.bottom(), words, layout.second.height());
        // Keys that begin at their start stand in a list, where values stand below each other.
        const qreal valueAt =
            fromStart() ? m_inner.right() - layout.value.width : x + words + gap(px);
        layout.valueBox = QRectF(valueAt, m_inner.y(), layout.value.width, m_inner.height());
        layout.needed = {width, std::max(side, height)};
        layout.fits = layout.needed.width() <= m_inner.width() + 0.5
            && layout.needed.height() <= m_inner.height() + 0.5;
    }
    void placeUnder(KeyLayout &layout, qreal side) const
    {
        const qreal space = side > 0 ? std::round(m_theme.px(0.6)) : 0;
        const qreal words = layout.text.height() + layout.second.height();
        const qreal height = side + space + words;
        const qreal top = m_inner.y() + (m_inner.height() - height) / 2;
        layout.icon =
            QRectF(std::round(m_inner.center().x() - side / 2), std::round(top), side, side);
        layout.textBox =
            QRectF(m_inner.x(), top + side + space, m_inner.width(), layout.text.height());
        layout.secondBox =
            QRectF(m_inner.x(), layout.textBox.bottom(), m_inner.width(), layout.second.height());
        layout.needed = {std::max({side, layout.text.width, layout.second.width}), height};
        layout.fits = layout.needed.width() <= m_inner.width() + 0.5
            && layout.needed.height() <= m_inner.height() + 0.5;
    }

    const Theme &m_theme;
    const KeyContent &m_content;
    QRectF m_inner;
};
}

namespace {
std::optional<KeyLayout> firstThatFits(const Arrangement &arrangement, std::span<const Try> these)
{
    for (const Try &attempt : these) {
        KeyLayout layout = arrangement.tried(attempt);
        if (layout.fits)
            return layout;
    }
    return {};
}
}

KeyLayout layOutKey(const Theme &theme, const KeyContent &content, const QRectF &inner)
{
    if (const auto layout = firstThatFits(Arrangement(theme, content, inner), tries))
        return *layout;
    KeyContent words = content;
    if (!words.text.isEmpty())
        words.icon.clear(); // The word is what counts.
    const Arrangement arrangement(theme, words, inner);
    if (const auto layout = firstThatFits(arrangement, tries))
        return *layout;
    for (const double share : lastShares) {
        const std::array both {Try {share, 1}, Try {share, 2}};
        if (const auto layout = firstThatFits(arrangement, both))
            return *layout;
    }
    return arrangement.tried({lastShares.back(), 2});
}
