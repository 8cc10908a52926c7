#include "kitchen_window.h"

#include "board_words.h"
#include "clock.h"
#include "key_button.h"
#include "kitchen_card_view.h"
#include "open_orders.h"
#include "order_card.h"
#include "text_label.h"
#include "ticket_desk.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds tickEvery = 5s;
constexpr std::chrono::milliseconds refusalFor = 10s;
constexpr qreal cardMm = 62;
constexpr int cardColumns = 5;

} // namespace

KitchenWindow::KitchenWindow(const Parts &parts)
    : BesideWindow(parts.theme, parts.counter, AutoScreen::First)
    , m_orders(parts.orders)
    , m_tickets(parts.tickets)
    , m_clock(parts.clock)
{
    setObjectName(u"kitchenWindow"_s);
    setWindowTitle(tr("Kitchen"));
    setAccessibleName(tr("Kitchen"));
    build();
    connect(&m_orders, &OpenOrders::changed, this, &KitchenWindow::refresh);
    connect(&m_tickets, &TicketDesk::changed, this, &KitchenWindow::refresh);
    connect(&m_orders, &OpenOrders::refused, this, [this](const QString &code, const Error &error) {
        m_refusal = BoardWords::refusal(code, error);
        m_refusalGone.start();
        refresh();
    });
    m_tick.setInterval(tickEvery);
    connect(&m_tick, &QTimer::timeout, this, &KitchenWindow::refresh);
    m_refusalGone.setSingleShot(true);
    m_refusalGone.setInterval(refusalFor);
    connect(&m_refusalGone, &QTimer::timeout, this, [this] {
        m_refusal.clear();
        refresh();
    });
}

void KitchenWindow::build()
{
    m_title = new TextLabel(theme(), Style::Head, tr("Kitchen"), this);
    m_count = new TextLabel(theme(), Style::LineSum, {}, this);
    m_count->setObjectName(u"kitchenCount"_s);
    m_count->setRole(Role::Ink2);
    m_time = new TextLabel(theme(), Style::Head, {}, this);
    m_time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_notice = new TextLabel(theme(), Style::LineSum, {}, this);
    m_notice->setObjectName(u"kitchenNotice"_s);
    m_notice->setRole(Role::Danger);
    m_notice->setWordWrap(true);
    m_empty = new TextLabel(theme(), Style::Head, tr("Nothing to make"), this);
    m_empty->setRole(Role::Ink2);
    m_empty->setAlignment(Qt::AlignCenter);
    for (TextLabel *label : {m_title, m_count, m_time, m_notice, m_empty})
        label->setTextFormat(Qt::PlainText);
    m_close = new KeyButton(theme(), tr("Close"), u"cross"_s, this);
    m_close->setObjectName(u"closeKey"_s);
    connect(m_close, &KeyButton::clicked, this, [this] { end(); });
    for (int i = 0; i < mostCards; ++i) {
        auto *view = new KitchenCardView(theme(), this);
        view->setObjectName(u"kitchenCard%1"_s.arg(i + 1));
        view->hide();
        connect(view, &KitchenCardView::bumpAsked, this, [this](qint64 publicId) {
            if (tapCounts())
                bump(publicId);
        });
        connect(view, &KitchenCardView::ticketAsked, &m_tickets, &TicketDesk::print);
        m_views.push_back(view);
    }
}

void KitchenWindow::setFigures(const Figures &figures)
{
    m_context.figures = figures;
    refresh();
}

void KitchenWindow::setZone(const QTimeZone &zone)
{
    m_context.zone = zone;
    refresh();
}

void KitchenWindow::showEvent(QShowEvent *event)
{
    BesideWindow::showEvent(event);
    m_tickets.setWatched(true);
    m_tick.start();
    refresh();
}

void KitchenWindow::hideEvent(QHideEvent *event)
{
    BesideWindow::hideEvent(event);
    m_tickets.setWatched(false);
    m_tick.stop();
}

void KitchenWindow::refresh()
{
    m_context.now = m_clock.now();
    m_context.tickets = m_tickets.notes();
    if (!isVisible())
        return;
    const KitchenPlan plan = kitchenPlan(m_orders.list(), m_context);
    const auto ids = [](const KitchenPlan &of) {
        std::vector<qint64> list;
        for (const KitchenCard &card : of.cards)
            list.push_back(card.publicId);
        return list;
    };
    // Appearing at the end moves nothing.
    const std::vector<qint64> before = ids(m_plan), after = ids(plan);
    if (before.size() > after.size() || !std::equal(before.begin(), before.end(), after.begin()))
        m_movedMs = m_tapClock();
    m_plan = plan;
    m_count->setText(countWords(plan));
    m_time->setText(m_context.figures.clock(m_context.now.toTimeZone(m_context.zone).time()));
    m_notice->setText(troubleWords());
    m_empty->setVisible(plan.cards.empty());
    place();
}

QString KitchenWindow::countWords(const KitchenPlan &plan) const
{
    const auto count = int(plan.cards.size());
    QStringList parts;
    if (count > 0)
        parts << tr("%n orders to make", nullptr, count);
    const int seen = int(cards().size());
    if (seen > 0 && count > seen)
        parts << tr("%1 of them not shown").arg(count - seen);
    if (plan.later > 0)
        parts << tr("%1 for later").arg(plan.later);
    return parts.join(u" · "_s);
}

/// What went wrong and what to do.
QString KitchenWindow::troubleWords() const
{
    if (!m_refusal.isEmpty())
        return m_refusal;
    if (m_orders.isStale())
        return tr("No database: the orders are as they were. It is tried again by itself.");
    const std::optional<Error> &trouble = m_tickets.trouble();
    if (!trouble)
        return {};
    if (trouble->reason == Error::Reason::MissingField)
        return tr("No printer for tickets is named. Settings, Orders and web page.");
    if (trouble->code == Error::Code::NotFound)
        return tr("There is no printer “%1”. Its tickets are tried again by themselves.")
            .arg(trouble->field);
    if (trouble->code == Error::Code::Timeout)
        return tr("The printer did not answer. Look whether the ticket is there.");
    return tr("“%1” takes no tickets now. They are tried again by themselves.").arg(trouble->field);
}

void KitchenWindow::place()
{
    if (!isVisible())
        return;
    placeCards(placeHead());
    const QString count = countWords(m_plan); // Now it is known how many are seen.
    if (count != m_count->text()) {
        m_count->setText(count);
        placeCards(placeHead());
    }
    update();
}

/// Gives where the cards begin.
int KitchenWindow::placeHead()
{
    const int pad = theme().unit(5);
    const int gap = theme().unit(4);
    const int high = std::max(m_close->sizeHint().height(), qRound(theme().px(12)));
    const int closeWide = m_close->sizeHint().width() + 2 * pad;
    int right = width() - pad - closeWide;
    m_close->setGeometry(right, theme().unit(3), closeWide, high);
    const int timeWide = m_time->sizeHint().width();
    right -= gap + timeWide;
    m_time->setGeometry(right, theme().unit(3), timeWide, high);
    const int titleWide = m_title->sizeHint().width();
    m_title->setGeometry(pad, theme().unit(3), titleWide, high);
    const int left = pad + titleWide + gap;
    int bottom = theme().unit(6) + high;
    if (m_count->sizeHint().width() <= right - gap - left) {
        m_count->setGeometry(left, theme().unit(3), right - gap - left, high);
    } else {
        const int countHigh = m_count->sizeHint().height();
        m_count->setGeometry(pad, bottom - theme().unit(2), width() - 2 * pad, countHigh);
        bottom += countHigh + theme().unit(1);
    }
    m_notice->setVisible(!m_notice->text().isEmpty());
    if (!m_notice->isHidden()) {
        const int wide = width() - 2 * pad;
        const int noticeHigh = m_notice->heightForWidth(wide);
        m_notice->setGeometry(pad, bottom, wide, noticeHigh);
        bottom += noticeHigh + theme().unit(3);
    }
    m_empty->setGeometry(0, bottom, width(), height() - bottom);
    return bottom;
}

/// Down the first column, then the next: the oldest is at the top left.
void KitchenWindow::placeCards(int top)
{
    const int pad = theme().unit(5);
    const int gap = theme().unit(3);
    const int columns = std::clamp(
        int((width() - 2 * pad) / (theme().px(cardMm) * theme().settings().textPercent / 100)), 1,
        cardColumns);
    const int wide = (width() - 2 * pad - (columns - 1) * gap) / columns;
    const int most = height() - top - pad;
    int column = 0;
    int y = top;
    for (size_t i = 0; i < m_views.size(); ++i) {
        KitchenCardView &view = *m_views[i];
        const bool wanted = i < m_plan.cards.size() && column < columns;
        if (!wanted) {
            view.hide();
            continue;
        }
        view.show(m_plan.cards[i], int(i) + 1);
        view.setTicketsOffered(m_tickets.hasPrinter());
        const int high = view.heightFor(wide, most);
        if (y > top && y + high > height() - pad) {
            ++column;
            y = top;
        }
        if (column >= columns) {
            view.hide();
            continue;
        }
        view.setGeometry(pad + column * (wide + gap), y, wide, high);
        y += high + gap;
    }
}

std::vector<KitchenCardView *> KitchenWindow::cards() const
{
    std::vector<KitchenCardView *> seen;
    std::ranges::copy_if(m_views, std::back_inserter(seen),
                         [](const KitchenCardView *view) { return !view->isHidden(); });
    return seen;
}

/// A tap that was meant for the card that stood here a moment ago moves nothing.
bool KitchenWindow::tapCounts()
{
    return m_tapClock() - m_movedMs >= Sheet::deafMs;
}

void KitchenWindow::bump(qint64 publicId)
{
    const Order *order = m_orders.find(publicId);
    const std::optional<OrderState> next = order ? nextState(order->state) : std::nullopt;
    if (!next)
        return;
    m_movedMs = m_tapClock(); // The second tap of a double one.
    m_orders.advance(publicId, *next);
}

void KitchenWindow::keyPressEvent(QKeyEvent *event)
{
    const int number = event->key() - Qt::Key_0;
    const std::vector<KitchenCardView *> seen = cards();
    const bool plain = !(event->modifiers() & ~Qt::KeypadModifier);
    if (!plain || event->isAutoRepeat() || number < 1 || number > int(seen.size())) {
        BesideWindow::keyPressEvent(event);
        return;
    }
    if (tapCounts())
        bump(seen.at(size_t(number - 1))->card().publicId);
}

void KitchenWindow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().color(Role::Bg));
}

bool KitchenWindow::textFits() const
{
    const auto fits = [](const TextLabel *label) {
        return label->isHidden() || label->wordWrap()
            || label->sizeHint().width() <= label->width();
    };
    return fits(m_title) && fits(m_count) && fits(m_time) && fits(m_empty) && m_close->textFits()
        && std::ranges::all_of(cards(), &KitchenCardView::textFits);
}
