#include "orders_board.h"

#include "board_title.h"
#include "board_words.h"
#include "clock.h"
#include "order_times.h"
#include "segment.h"
#include "text_field.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int longestCode = 20; ///< That is said; a scan may be anything.
constexpr std::chrono::milliseconds noticeFor = 10s;
constexpr std::chrono::milliseconds agesEvery = 10s;
}

OrdersBoard::OrdersBoard(const Theme &theme, OrderDesk &orders, OrderFeed &feed, const Clock &clock,
                         QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_orders(orders, feed, clock)
{
    setObjectName(u"ordersBoard"_s);
    setAccessibleName(tr("Orders today"));
    hide();
    build();
    connect(&m_orders, &OpenOrders::changed, this, &OrdersBoard::refresh);
    connect(&m_orders, &OpenOrders::newCountChanged, this, &OrdersBoard::newCountChanged);
    connect(&m_orders, &OpenOrders::handsChanged, this, &OrdersBoard::handsChanged);
    connect(&m_orders, &OpenOrders::refused, this, [this](const QString &code, const Error &error) {
        tell(BoardWords::refusal(code, error));
    });
    connect(&theme, &Theme::changed, this, &OrdersBoard::place);
    m_minute.setInterval(agesEvery);
    connect(&m_minute, &QTimer::timeout, this, &OrdersBoard::refresh);
    m_noticed.setSingleShot(true);
    m_noticed.setInterval(noticeFor);
    connect(&m_noticed, &QTimer::timeout, this, [this] { tell({}); });
}

void OrdersBoard::build()
{
    buildHead();
    buildColumns();
    chooseSort(BoardSort::ByState);
}

void OrdersBoard::buildHead()
{
    m_back = new KeyButton(m_theme, tr("Back to selling"), u"back"_s, this);
    m_back->setObjectName(u"backKey"_s);
    connect(m_back, &KeyButton::clicked, this, &OrdersBoard::backAsked);
    m_title = new BoardTitle(m_theme, tr("Orders today"), this);
    m_title->setObjectName(u"boardTitle"_s);
    m_sorts = new Segment(m_theme, tr("Columns"), this);
    m_sorts->setObjectName(u"sortSegment"_s);
    m_sorts->setWords({{tr("By state"), {}}, {tr("By time"), {}}, {tr("Later"), {}}});
    connect(m_sorts, &Segment::chosen, this, [this](int word) { chooseSort(BoardSort(word)); });
    m_search =
        new TextField(m_theme, tr("Code, name or phone"), TextField::LabelPlace::Hidden, this);
    m_search->setObjectName(u"orderSearch"_s);
    m_search->setIconName(u"search"_s);
    m_search->edit().setPlaceholderText(tr("Code, name or phone"));
    m_search->edit().setMaxLength(60);
    connect(&m_search->edit(), &QLineEdit::textChanged, this, &OrdersBoard::refresh);
    connect(m_search, &TextField::accepted, this, &OrdersBoard::goToCards);
}

void OrdersBoard::buildColumns()
{
    for (int i = 0; i < mostColumns; ++i) {
        auto *column = new BoardColumn(m_theme, this);
        column->list().setObjectName(u"orderColumn%1"_s.arg(i));
        connect(&column->list(), &CardList::acted, this, &OrdersBoard::act);
        connect(&column->list(), &CardList::giveUpAsked, this, &OrdersBoard::giveUp);
        connect(&column->list(), &CardList::sideAsked, this,
                [this, i](CardList::Side side) { goSide(i, side); });
        m_columns[size_t(i)] = column;
    }
}

void OrdersBoard::setFrame(const CounterFrame &frame)
{
    m_frame = frame;
    place();
}

void OrdersBoard::setFigures(const Figures &figures)
{
    m_figures = figures;
    refresh();
}

void OrdersBoard::setZone(const QTimeZone &zone)
{
    m_zone = zone;
    refresh();
}

void OrdersBoard::setTicketsOffered(bool offered)
{
    m_tickets = offered;
    refresh();
}

void OrdersBoard::setTiming(const BoardTiming &timing)
{
    m_timing = timing;
    m_orders.setTiming(timing);
    refresh();
}

bool OrdersBoard::knows(const QString &code) const
{
    return std::ranges::any_of(m_orders.list(), [&code](const Order &order) {
        return order.pickupCode.compare(code, Qt::CaseInsensitive) == 0;
    });
}

void OrdersBoard::find(const QString &code)
{
    if (!knows(code))
        return tell(BoardWords::notOpen(code.left(longestCode)));
    tell({});
    chooseSort(BoardSort::ByState); // Where every open order stands when it is searched for.
    m_search->setText(code.toUpper());
    goToCards();
}

void OrdersBoard::open()
{
    m_search->setText({});
    openMore(0, MoreStep::Closed);
    tell({});
    if (m_sort == BoardSort::Later) // Who opens the board wants to see what is new.
        chooseSort(BoardSort::ByState);
    show();
    raise();
    goToCards();
}

void OrdersBoard::chooseSort(BoardSort sort)
{
    m_sort = sort;
    m_sorts->choose(int(sort));
    for (int i = 0; i < mostColumns; ++i) {
        const BoardWords::Title title = BoardWords::columnTitle(sort, i);
        m_columns[size_t(i)]->setTitle(title.icon, title.text);
        m_columns[size_t(i)]->setVisible(i < columnCount(sort));
    }
    place();
    refresh();
}

void OrdersBoard::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_lastTapMs = m_tapClock(); // The second tap on the key that opened the board.
    m_orders.setPace(OpenOrders::Pace::Watched);
    m_minute.start();
    refresh();
}

void OrdersBoard::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_orders.setPace(OpenOrders::Pace::Counted);
    m_minute.stop();
}

void OrdersBoard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void OrdersBoard::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.color(Role::Bg));
}

void OrdersBoard::refresh()
{
    if (!isVisible())
        return;
    if (m_opened && !m_orders.find(m_opened))
        m_opened = 0;
    const BoardQuery query {.sort = m_sort,
                            .search = m_search->text(),
                            .now = m_clock.now(),
                            .zone = m_zone,
                            .timing = m_timing};
    const std::vector<OrderColumn> columns = inColumns(m_orders.list(), query);
    for (size_t i = 0; i < columns.size(); ++i)
        fillColumn(int(i), columns[i], query.now);
    if (const QString quiet = quietLine(); quiet.isEmpty())
        m_title->setQuietLine(countLines().front(), countLines().sliced(1));
    else
        m_title->setQuietLine(quiet);
}

void OrdersBoard::fillColumn(int column, const OrderColumn &orders, const QDateTime &now)
{
    CardContext context {.figures = m_figures,
                         .zone = m_zone,
                         .now = now,
                         .byTime = m_sort != BoardSort::ByState,
                         .timing = m_timing,
                         .accented = column == 0,
                         .tickets = m_tickets};
    std::vector<OrderCard> cards;
    cards.reserve(orders.size());
    for (const Order *order : orders) {
        context.more = order->publicId == m_opened ? m_step : MoreStep::Closed;
        cards.push_back(makeCard(*order, context));
    }
    m_columns[size_t(column)]->setCards(cards);
}

QString OrdersBoard::quietLine() const
{
    if (m_orders.isStale() && !m_orders.readAt().isValid())
        return tr("No database: orders show when it is back");
    if (m_orders.isStale())
        return tr("No database: as of %1")
            .arg(m_figures.clock(m_orders.readAt().toTimeZone(m_zone).time()));
    const auto isEmpty = [](BoardColumn *column) { return column->list().cards().cards().empty(); };
    if (!m_search->text().isEmpty() && std::ranges::all_of(m_columns, isEmpty))
        return tr("Nothing found");
    if (m_orders.list().size() >= size_t(OpenOrders::most))
        return tr("The latest %1 orders").arg(OpenOrders::most);
    return {};
}

/// What raises its hand, and what is not shown; then in fewer words.
QStringList OrdersBoard::countLines() const
{
    const RaisedHands &hands = m_orders.hands();
    const QString raised = BoardWords::hands(hands);
    QStringList words {raised};
    if (m_orders.laterCount() > 0 && m_sort == BoardSort::ByState)
        words << BoardWords::forLater(m_orders.laterCount());
    words.removeAll(QString());
    return {words.join(u", "_s), raised, BoardWords::worstHand(hands), QString()};
}

void OrdersBoard::act(qint64 publicId, CardAct act)
{
    const qint64 nowMs = m_tapClock();
    if (nowMs - m_lastTapMs < Sheet::deafMs) // A double tap: another card may lie there by now.
        return;
    m_lastTapMs = nowMs;
    tell({});
    const Order *order = m_orders.find(publicId);
    if (!order)
        return;
    switch (act) {
    case CardAct::Advance:
        if (const std::optional<OrderState> next = nextState(order->state))
            handOn(publicId, *next);
        break;
    case CardAct::HandOver:
        if (isPaid(*order))
            handOn(publicId, OrderState::Collected);
        else
            emit handOverAsked(publicId);
        break;
    case CardAct::More:
        openMore(m_opened == publicId ? 0 : publicId, MoreStep::Open);
        break;
    case CardAct::Ticket:
        emit ticketAsked(publicId);
        openMore(0, MoreStep::Closed);
        break;
    case CardAct::AskCancel:
        openMore(publicId, MoreStep::AskedCancel);
        break;
    case CardAct::AskNoShow:
        openMore(publicId, MoreStep::AskedNoShow);
        break;
    case CardAct::Cancel:
        handOn(publicId, OrderState::Cancelled);
        break;
    case CardAct::NoShow:
        handOn(publicId, OrderState::NoShow);
        break;
    }
}

void OrdersBoard::giveUp(qint64 publicId)
{
    const Order *order = m_orders.find(publicId);
    if (order && order->state == OrderState::Ready)
        act(publicId, CardAct::AskNoShow);
    else if (order && !isPaid(*order) && cancelAllowed(order->state))
        act(publicId, CardAct::AskCancel);
}

void OrdersBoard::handOn(qint64 publicId, OrderState to)
{
    m_opened = 0;
    m_orders.advance(publicId, to);
}

void OrdersBoard::openMore(qint64 publicId, MoreStep step)
{
    m_opened = publicId;
    m_step = step;
    refresh();
}

/// To the next column on that side that holds a card.
void OrdersBoard::goSide(int column, CardList::Side side)
{
    const int step = side == CardList::Side::Left ? -1 : 1;
    const int y = m_columns[size_t(column)]->list().focusY();
    for (int i = column + step; i >= 0 && i < columnCount(m_sort); i += step) {
        CardList &list = m_columns[size_t(i)]->list();
        if (list.cards().rowCount() > 0)
            return list.takeFocus(y);
    }
}

void OrdersBoard::goToCards()
{
    const auto filled = std::ranges::find_if(
        m_columns, [](BoardColumn *column) { return column->list().cards().rowCount() > 0; });
    if (filled != m_columns.end())
        (*filled)->list().takeFocus(0);
    else
        m_columns.front()->list().setFocus(Qt::OtherFocusReason);
}

void OrdersBoard::goBack()
{
    if (m_opened)
        openMore(0, MoreStep::Closed);
    else if (!m_search->text().isEmpty())
        m_search->setText({});
    else
        emit backAsked();
}

void OrdersBoard::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->text();
    const bool typed = text.size() == 1 && text.front().isPrint()
        && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (event->key() == Qt::Key_Escape) {
        goBack();
    } else if (event->key() == Qt::Key_Down) {
        goToCards();
    } else if (typed) { // Whoever types looks for somebody.
        m_search->edit().setFocus(Qt::OtherFocusReason);
        m_search->setText(m_search->text() + text);
    } else {
        event->ignore();
    }
}

void OrdersBoard::tell(const QString &sentence)
{
    if (sentence == m_title->notice())
        return;
    m_title->setNotice(sentence);
    place();
    if (!sentence.isEmpty())
        m_noticed.start();
}
