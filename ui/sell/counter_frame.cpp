#include "counter_frame.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace {

/// One of the drawn frames: its screen and the sizes that stand in it, in its own pixels.
struct Drawn {
    FrameClass frameClass;
    int width, height;
    qreal pixelsPerMm;
    int topBar, bottomBar, bottomKey, rail, basket;
    int categoryWidth, categoryHeight, categoryLeft;
    int gridLeft, gridTop, columns, rows, tileWidth, tileHeight;
    int searchTop, searchWidth, searchHeight;
    int head, line, chosenLine, payFoot, payKey;
    int sheetPad, sumKey, keypadWidth, keypadKey;
};

constexpr int railKeys = 9;
constexpr qreal unitMm = 0.75; // as the theme counts it
// A table is read by its rows.
// clang-format off
constexpr std::array<Drawn, 3> drawnFrames {{
    {FrameClass::Wide, 1920, 1080, 5.56, 56, 88, 72, 168, 520, 152, 93, 8,
     20, 16, 6, 6, 192, 144, 5, 392, 46, 85, 60, 136, 88, 84, 20, 128, 440, 112},
    {FrameClass::Middle, 1366, 768, 3.95, 48, 72, 58, 120, 420, 108, 64, 6,
     14, 12, 6, 5, 128, 120, 5, 262, 38, 61, 48, 104, 72, 64, 14, 88, 300, 78},
    {FrameClass::Narrow, 1024, 768, 3.36, 48, 72, 58, 104, 340, 92, 64, 6,
     9, 12, 4, 5, 136, 120, 5, 278, 38, 61, 48, 104, 72, 64, 9, 76, 230, 72},
}};
// clang-format on

/// A screen whose own size is not believable (a projector, a virtual one) says nothing.
constexpr qreal coarsestPixelsPerMm = 2.5;
constexpr qreal finestPixelsPerMm = 14;
constexpr int largeText = 150; // percent
constexpr int tileTextRoom =
    133; // percent of text that a drawn tile holds in two lines and a price
/// A frame may miss the screen by this much and still fits: screens are not cut in millimetres.
constexpr qreal tolerance = 1.004;

qreal scaleToFit(const Drawn &drawn, QSize screen)
{
    return std::min(qreal(screen.width()) / drawn.width, qreal(screen.height()) / drawn.height);
}

/// The frame that leaves the least of @p screen empty; its finer twin where both fit alike.
const Drawn &frameOfResolution(QSize screen)
{
    const bool coarse = screen.width() < 1600;
    const bool narrow = screen.width() * 3 < screen.height() * 5 && screen.width() < 1280;
    return drawnFrames[narrow ? 2 : coarse ? 1 : 0];
}

struct Choice {
    const Drawn *drawn;
    qreal scale;
};

/// Without the shop's own word the frame of the resolution fills the screen; keys only grow beyond
/// it when the screen says that they would be too small for a finger, as far as they fit.
Choice choose(const FrameRequest &request)
{
    const Drawn &natural = frameOfResolution(request.screen);
    const qreal fitting = scaleToFit(natural, request.screen);
    qreal wanted = request.chosenPixelsPerMm;
    if (wanted <= 0) {
        const bool believable = request.screenPixelsPerMm >= coarsestPixelsPerMm
            && request.screenPixelsPerMm <= finestPixelsPerMm;
        const qreal own = fitting * natural.pixelsPerMm;
        wanted = believable ? std::max(own, request.screenPixelsPerMm) : own;
    }
    for (const Drawn &drawn : drawnFrames) {
        const bool finer = &drawn < &natural; // Its unit would be less than three pixels.
        if (finer)
            continue;
        const qreal scale = wanted / drawn.pixelsPerMm;
        if (scale <= scaleToFit(drawn, request.screen) * tolerance)
            return {&drawn, scale};
    }
    const Drawn &smallest = fitting >= 1 ? natural : drawnFrames.back();
    return {&smallest, scaleToFit(smallest, request.screen)};
}

/// Lays one drawn frame out on a screen.
class Layout
{
public:
    Layout(const FrameRequest &request, const Choice &choice)
        : m_request(request)
        , m_drawn(*choice.drawn)
        , m_scale(std::abs(choice.scale - 1) < 0.005 ? 1 : choice.scale)
    {
    }

    CounterFrame frame()
    {
        m_frame.frameClass = m_drawn.frameClass;
        m_frame.pixelsPerMm = m_drawn.pixelsPerMm * m_scale;
        m_frame.unit = std::max(3, int(std::lround(unitMm * m_frame.pixelsPerMm)));
        m_frame.gap = 2 * m_frame.unit;
        layColumns();
        layGrid();
        layBars();
        laySheet();
        if (m_request.hand == Hand::Left)
            mirror();
        return m_frame;
    }

private:
    int px(qreal drawn) const { return int(std::lround(drawn * m_scale)); }
    int width() const { return m_request.screen.width(); }
    int height() const { return m_request.screen.height(); }

    void layColumns()
    {
        // What the frame leaves over goes to the basket, up to a quarter more of it.
        const int left = std::max(0, width() - px(m_drawn.width));
        m_basketWidth = px(m_drawn.basket) + std::min(left, px(m_drawn.basket) / 4);
        m_railWidth = px(m_drawn.rail);
        const int middle = width() - m_basketWidth - m_railWidth;
        const int top = px(m_drawn.topBar);
        const int bottom = px(m_drawn.bottomBar);
        m_frame.rail = {0, top, m_railWidth, height() - top - bottom};
        m_frame.basket = {m_railWidth + middle, top, m_basketWidth, height() - top};
        m_frame.sheet = {m_railWidth, top, middle, height() - top - bottom};
    }

    /// Larger text needs wider tiles: the grid shows fewer columns, never smaller tiles.
    int columnsForText() const
    {
        const bool large = m_request.textPercent >= largeText;
        return large ? std::max(2, m_drawn.columns * 100 / m_request.textPercent) : m_drawn.columns;
    }

    int tileHeightForText() const
    {
        const bool large = m_request.textPercent >= largeText;
        return large ? px(m_drawn.tileHeight * m_request.textPercent / qreal(tileTextRoom))
                     : px(m_drawn.tileHeight);
    }

    void layGrid()
    {
        const int gap = m_frame.gap;
        const int padX = px(m_drawn.gridLeft);
        const int padY = px(m_drawn.gridTop);
        const QSize tile(px(m_drawn.tileWidth), tileHeightForText());
        const int room = m_frame.sheet.width() - 2 * padX + 1;
        const int columns = columnsForText();
        m_frame.columns = columns;
        m_frame.tile = columns == m_drawn.columns
            ? tile
            : QSize((room - (columns - 1) * gap) / columns, tile.height());
        const int tall = m_frame.sheet.height() - 2 * padY + gap;
        m_frame.rows = std::clamp(tall / (tile.height() + gap), 1, m_drawn.rows + 2);
        const int gridWidth = columns * (m_frame.tile.width() + gap) - gap;
        const int gridHeight = m_frame.rows * (tile.height() + gap) - gap;
        const int spare = m_frame.sheet.width() - gridWidth;
        const int x = m_frame.sheet.x() + (isDrawnSize() ? padX : std::max(padX, spare / 2));
        m_frame.grid = {x, m_frame.sheet.y() + padY, gridWidth, gridHeight};
    }

    bool isDrawnSize() const { return m_request.screen == QSize(m_drawn.width, m_drawn.height); }

    void layBars()
    {
        const int top = px(m_drawn.topBar);
        const int bottom = px(m_drawn.bottomBar);
        const int left = width() - m_basketWidth;
        m_frame.topBar = {0, 0, left, top};
        m_frame.tabs = {left, 0, m_basketWidth, top};
        m_frame.search = {m_frame.grid.x(), px(m_drawn.searchTop), px(m_drawn.searchWidth),
                          px(m_drawn.searchHeight)};
        m_frame.bottomBar = {0, height() - bottom, left, bottom};
        m_frame.bottomKey = px(m_drawn.bottomKey);
        m_frame.firstCategory = {px(m_drawn.categoryLeft), m_frame.grid.y(),
                                 px(m_drawn.categoryWidth), px(m_drawn.categoryHeight)};
        m_frame.categories = railKeys;
        m_frame.basketHead = px(m_drawn.head);
        m_frame.line = px(m_drawn.line);
        m_frame.chosenLine = px(m_drawn.chosenLine);
        m_frame.payKey = px(m_drawn.payKey);
        const int foot = px(m_drawn.payFoot);
        m_frame.payFoot = {left, height() - foot, m_basketWidth, foot};
    }

    void laySheet()
    {
        m_frame.sheetPad = px(m_drawn.sheetPad);
        m_frame.sumKey = px(m_drawn.sumKey);
        m_frame.keypadWidth = px(m_drawn.keypadWidth);
        m_frame.keypadKey = px(m_drawn.keypadKey);
    }

    void mirror()
    {
        for (QRect *rect : {&m_frame.topBar, &m_frame.search, &m_frame.tabs, &m_frame.rail,
                            &m_frame.firstCategory, &m_frame.grid, &m_frame.basket,
                            &m_frame.payFoot, &m_frame.bottomBar, &m_frame.sheet})
            rect->moveLeft(width() - rect->x() - rect->width());
    }

    const FrameRequest m_request;
    const Drawn &m_drawn;
    const qreal m_scale;
    int m_basketWidth = 0;
    int m_railWidth = 0;
    CounterFrame m_frame;
};

} // namespace

CounterFrame counterFrame(const FrameRequest &request)
{
    return Layout(request, choose(request)).frame();
}
