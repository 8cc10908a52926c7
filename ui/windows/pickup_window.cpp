#include "pickup_window.h"

#include "clock.h"
#include "name_layout.h"
#include "open_orders.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds tickEvery = 5s;
constexpr std::chrono::milliseconds turnEvery = 8s;
constexpr qreal leastCodeMm = 11;
constexpr qreal mostCodeMm = 26;
constexpr qreal titleMm = 24; ///< The height of its ground.

} // namespace

int PickupWindow::Half::pages() const
{
    return std::max(1, (int(codes.size()) + grid.perPage() - 1) / grid.perPage());
}

PickupWindow::PickupWindow(const Parts &parts)
    : BesideWindow(parts.theme, parts.counter, AutoScreen::Last)
    , m_orders(parts.orders)
    , m_clock(parts.clock)
{
    setObjectName(u"pickupWindow"_s);
    setWindowTitle(tr("Orders for pick-up"));
    connect(&parts.orders, &OpenOrders::changed, this, &PickupWindow::refresh);
    m_tick.setInterval(tickEvery);
    connect(&m_tick, &QTimer::timeout, this, &PickupWindow::refresh);
    m_turns.setInterval(turnEvery);
    connect(&m_turns, &QTimer::timeout, this, &PickupWindow::turn);
}

void PickupWindow::showEvent(QShowEvent *event)
{
    BesideWindow::showEvent(event);
    m_tick.start();
    m_turns.start();
    refresh();
}

void PickupWindow::hideEvent(QHideEvent *event)
{
    BesideWindow::hideEvent(event);
    m_tick.stop();
    m_turns.stop();
}

/// There is no key on it: it is for customers to look at.
void PickupWindow::mouseDoubleClickEvent(QMouseEvent *)
{
    end();
}

void PickupWindow::refresh()
{
    const PickupCodes codes = pickupCodes(m_orders.list(), m_clock.now());
    if (std::exchange(m_codes, codes) == codes)
        return;
    setAccessibleName(tr("Being made: %1. Ready: %2.")
                          .arg(codes.making.join(u", "_s), codes.ready.join(u", "_s)));
    update();
}

void PickupWindow::turn()
{
    ++m_turn;
    const std::vector<Half> both = halves();
    if (std::ranges::any_of(both, [](const Half &half) { return half.pages() > 1; }))
        update();
}

void PickupWindow::place()
{
    update();
}

std::vector<PickupWindow::Half> PickupWindow::halves() const
{
    const qreal middle = width() * 0.42;
    return {halfOf({.box = QRectF(0, 0, middle, height()),
                    .title = tr("Being made"),
                    .ground = Role::Surface,
                    .ink = Role::Ink,
                    .codes = m_codes.making}),
            halfOf({.box = QRectF(middle, 0, width() - middle, height()),
                    .title = tr("Ready"),
                    .ground = Role::Slate,
                    .ink = Role::SlateInk,
                    .codes = m_codes.ready})};
}

PickupWindow::Half PickupWindow::halfOf(Half half) const
{
    const qreal pad = theme().unit(8);
    half.codesBox = half.box.adjusted(pad, theme().px(titleMm), -pad, -pad);
    half.grid = codeGrid(int(half.codes.size()), half.codesBox.size(), theme().px(leastCodeMm),
                         theme().px(mostCodeMm));
    return half;
}

QFont PickupWindow::titleFont(const Half &half) const
{
    return theme().steppedFont(Style::SumKey, half.title, half.codesBox.width(), 4);
}

void PickupWindow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Half &half : halves())
        paintHalf(painter, half);
}

void PickupWindow::paintHalf(QPainter &painter, const Half &half) const
{
    painter.fillRect(half.box, theme().color(half.ground));
    const QRectF head(half.codesBox.x(), 0, half.codesBox.width(), theme().px(titleMm));
    painter.setFont(titleFont(half));
    painter.setPen(theme().color(half.ink));
    paintLine(painter, head, Qt::AlignLeft, half.title);
    const int pages = half.pages();
    const int first = (m_turn % pages) * half.grid.perPage();
    if (pages > 1)
        paintLine(painter, head, Qt::AlignRight, u"%1/%2"_s.arg(m_turn % pages + 1).arg(pages));
    const QSizeF cell(half.codesBox.width() / half.grid.columns,
                      half.codesBox.height() / half.grid.rows);
    const qreal high = std::min(cell.height(), half.grid.codeHeight * 1.5);
    painter.setFont(Theme::resized(theme().font(Style::SumKey), qRound(half.grid.codeHeight)));
    for (int i = 0; i < half.grid.perPage() && first + i < half.codes.size(); ++i) {
        const int row = i / half.grid.columns;
        const int column = i % half.grid.columns;
        const QPointF corner(half.codesBox.x() + column * cell.width(),
                             half.codesBox.y() + row * high);
        paintCode(painter, {corner, QSizeF(cell.width(), high)}, half.codes.at(first + i), half);
    }
}

/// What has just become ready stands on light.
void PickupWindow::paintCode(QPainter &painter, const QRectF &box, const QString &code,
                             const Half &half) const
{
    const bool fresh = half.ground == Role::Slate && m_codes.fresh.contains(code);
    const qreal wide = QFontMetricsF(painter.font()).horizontalAdvance(code);
    if (fresh) {
        const qreal pad = theme().unit(3);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().color(half.ink));
        painter.drawRoundedRect(QRectF(box.x() - pad, box.y() + box.height() * 0.06, wide + 2 * pad,
                                       box.height() * 0.88),
                                2 * theme().radius(), 2 * theme().radius());
    }
    painter.setPen(theme().color(fresh ? half.ground : half.ink));
    paintLine(painter, box, Qt::AlignLeft, code);
}

bool PickupWindow::textFits() const
{
    return std::ranges::all_of(halves(), [this](const Half &half) {
        const QFontMetricsF title(titleFont(half));
        const QFontMetricsF code(
            Theme::resized(theme().font(Style::SumKey), qRound(half.grid.codeHeight)));
        const auto codeFits = [&](const QString &text) {
            return code.horizontalAdvance(text) <= half.codesBox.width() / half.grid.columns;
        };
        return title.horizontalAdvance(half.title) <= half.codesBox.width()
            && std::ranges::all_of(half.codes, codeFits);
    });
}
