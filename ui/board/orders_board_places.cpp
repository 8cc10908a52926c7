#include "board_title.h"
#include "orders_board.h"
#include "segment.h"
#include "text_field.h"

#include <QFontMetricsF>
#include <QStyle>

#include <algorithm>
#include <span>

namespace {
// Of look.md, in units of 0.75 mm.
constexpr qreal headPadUnits = 3;
constexpr qreal headKeyUnits = 17;
constexpr qreal betweenUnits = 3;
constexpr qreal searchMm = 75;
constexpr qreal sortsMm = 78;
constexpr qreal backMm = 41;

/// A part of the head: what it would like, and with how little it does.
struct Share {
    int wanted = 0;
    int least = 0;
};

/// Takes what is too much from one part after the other, in this order.
template <size_t N> void shrink(std::array<Share *, N> parts, int tooMuch)
{
    for (Share *part : parts) {
        const int cut = std::clamp(tooMuch, 0, std::max(0, part->wanted - part->least));
        part->wanted -= cut;
        tooMuch -= cut;
    }
}
}

void OrdersBoard::place()
{
    const int head = placeHead();
    const int pad = m_frame.sheetPad;
    const int between = m_theme.unit(betweenUnits);
    const int count = columnCount(m_sort);
    const int room = width() - 2 * pad - (count - 1) * between;
    for (int i = 0; i < count; ++i) {
        const int left = pad + room * i / count + between * i;
        const int wide = room * (i + 1) / count - room * i / count;
        const QRect box(left, head, wide, height() - head - pad);
        m_columns[size_t(i)]->setGeometry(QStyle::visualRect(layoutDirection(), rect(), box));
    }
    int highest = 0;
    for (int i = 0; i < count; ++i)
        highest = std::max(highest, m_columns[size_t(i)]->neededHead());
    for (BoardColumn *column : m_columns)
        column->setHead(highest);
    update();
}

/// What the search takes with its placeholder, which is its name; the field drops it when too
/// small.
int OrdersBoard::searchWidth() const
{
    const QFontMetricsF field(m_theme.font(Style::Line));
    const int words = qRound(field.horizontalAdvance(m_search->edit().accessibleName()));
    return words + m_theme.iconPx() + m_theme.unit(13); // Icon, padding, room to type.
}

/// Back, title, sort, search in one row; where large text has no room for that, sort and search in
/// a second one. Gives where the columns begin.
int OrdersBoard::placeHead()
{
    const int pad = m_frame.sheetPad;
    const int between = m_theme.unit(betweenUnits);
    const int backWords = m_back->sizeHint().width();
    const int sortWords = m_sorts->sizeHint().width();
    const int searchWords = searchWidth();
    Share back {std::max(qRound(m_theme.px(backMm)), backWords), backWords * 2 / 3};
    Share title {m_title->titleWidth(), m_title->leastWidth()};
    Share sorts {std::max(qRound(m_theme.px(sortsMm)), sortWords), sortWords * 2 / 3};
    Share search {std::max(qRound(m_theme.px(searchMm)), searchWords), searchWords};
    const int room = width() - 2 * pad;
    const bool oneRow = back.least + title.least + sorts.least + search.least + 4 * between <= room;
    if (oneRow) {
        const int wanted = back.wanted + title.wanted + sorts.wanted + search.wanted + 4 * between;
        shrink(std::array {&search, &title, &back, &sorts}, wanted - room);
        title.wanted += std::max(0, room - wanted);
    } else {
        title.wanted = room - back.wanted - 2 * between;
        search.wanted = room - sorts.wanted - between;
    }
    const int key = std::max(m_theme.unit(headKeyUnits),
                             qRound(m_theme.textPx(Style::Body) * 2.4) + m_theme.unit(2));
    int top = m_theme.unit(headPadUnits);
    int left = pad;
    const auto put = [&](QWidget &widget, int wide, int after) {
        const QRect box(left, top, wide, key);
        widget.setGeometry(QStyle::visualRect(layoutDirection(), rect(), box));
        left += wide + after;
    };
    put(*m_back, back.wanted, 2 * between);
    put(*m_title, title.wanted, between);
    if (!oneRow) {
        left = pad;
        top += key + m_theme.gap();
    }
    put(*m_sorts, sorts.wanted, between);
    put(*m_search, search.wanted, 0);
    widenNotice();
    return top + key + m_theme.unit(headPadUnits);
}

/// A sentence that is longer than the title's place lies over the rest of the head for its while.
void OrdersBoard::widenNotice()
{
    if (m_title->notice().isEmpty() || m_title->textFits())
        return;
    m_title->setGeometry(m_title->geometry() | m_sorts->geometry() | m_search->geometry());
    m_title->raise();
}

bool OrdersBoard::textFits() const
{
    const auto columns = std::span(m_columns).first(size_t(columnCount(m_sort)));
    return m_back->textFits() && m_sorts->textFits() && m_title->textFits()
        && searchWidth() <= m_search->width()
        && std::ranges::all_of(columns,
                               [](const BoardColumn *column) { return column->textFits(); });
}
