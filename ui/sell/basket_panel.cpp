#include "basket_panel.h"

#include "allergen_words.h"
#include "basket_delegate.h"
#include "basket_model.h"
#include "counter.h"
#include "goods_feed.h"
#include "key_button.h"
#include "line_keys.h"
#include "ready_picture.h"
#include "segment.h"
#include "text_label.h"

#include <QListView>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr qreal stripMm = 8.2;
constexpr qreal cashShare = 1.5; // Cash is so much wider than Card.
}

BasketPanel::BasketPanel(const Theme &theme, Counter &counter, const GoodsFeed &goods,
                         QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_counter(counter)
    , m_goods(goods)
    , m_model(new BasketModel(this))
    , m_delegate(new BasketDelegate(theme, *m_model, this))
    , m_mode(new Segment(theme, tr("Where it is eaten"), this))
    , m_customer(new KeyButton(theme, tr("Customer"), u"user"_s, this))
    , m_list(new QListView(this))
    , m_lineKeys(new LineKeys(theme, m_list->viewport()))
    , m_ready(new ReadyPicture(theme, this))
    , m_strip(new TextLabel(theme, Style::Caption, {}, this))
    , m_total(new TotalPanel(theme, this))
    , m_card(new KeyButton(theme, tr("Card"), u"card"_s, this))
    , m_cash(new KeyButton(theme, tr("Cash"), u"cash"_s, this))
{
    setObjectName(u"basketPanel"_s);
    setAttribute(Qt::WA_OpaquePaintEvent);
    build();
    connectCounter();
    connect(&theme, &Theme::changed, this, [this] {
        m_delegate->forget();
        place();
    });
}

void BasketPanel::build()
{
    m_mode->setWords({{tr("Eat in"), u"plate"_s}, {tr("Take away"), u"bag"_s}});
    m_mode->setObjectName(u"taxMode"_s);
    m_customer->setObjectName(u"customerKey"_s);
    m_list->setObjectName(u"basketList"_s);
    m_list->setAccessibleName(tr("Basket"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_strip->setObjectName(u"basketStrip"_s);
    m_strip->setWordWrap(true);
    m_card->setObjectName(u"cardKey"_s);
    m_cash->setObjectName(u"cashKey"_s);
    m_cash->setTextStyle(Style::Price, Weight::Black);
    m_card->setTextStyle(Style::Tile);
    m_lineKeys->hide();
}

void BasketPanel::connectCounter()
{
    connect(&m_counter, &Counter::basketChanged, this, &BasketPanel::showBasket);
    connect(&m_counter, &Counter::chosenChanged, this, &BasketPanel::showChosen);
    connect(&m_counter, &Counter::payingChanged, this, &BasketPanel::showFoot);
    connect(m_mode, &Segment::chosen, this, [this](int word) {
        m_counter.setMode(word == 0 ? TaxMode::EatIn : TaxMode::TakeAway);
    });
    connect(m_list, &QListView::pressed, this, [this](const QModelIndex &line) {
        m_counter.choose(line.row() == m_counter.chosenLine() ? -1 : line.row());
    });
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this,
            &BasketPanel::placeLineKeys);
    connect(m_lineKeys, &LineKeys::lessAsked, this, [this] { m_counter.changeQuantity(-1); });
    connect(m_lineKeys, &LineKeys::moreAsked, this, [this] { m_counter.changeQuantity(1); });
    connect(m_lineKeys, &LineKeys::removeAsked, this, [this] { m_counter.removeChosen(); });
    connect(m_lineKeys, &LineKeys::quantityAsked, this, &BasketPanel::quantityAsked);
    connect(m_customer, &KeyButton::clicked, this, &BasketPanel::customerAsked);
    connect(m_card, &KeyButton::clicked, this, &BasketPanel::cardAsked);
    connect(m_cash, &KeyButton::clicked, this, [this] {
        if (m_foot == Foot::Back)
            emit backAsked();
        else
            emit cashAsked();
    });
}

void BasketPanel::setFrame(const CounterFrame &frame)
{
    m_frame = frame;
    m_delegate->setHeights(frame.line, frame.chosenLine);
    place();
}

void BasketPanel::setFigures(const Figures &figures)
{
    m_figures = figures;
    m_model->setFigures(figures);
    showBasket();
}

void BasketPanel::setFoot(Foot foot)
{
    m_foot = foot;
    showFoot();
}

void BasketPanel::setPaid(std::vector<TotalPanel::Row> paid, Money rest)
{
    m_partlyPaid = true;
    m_paid = std::move(paid);
    m_rest = rest;
    showTotal();
    place();
}

void BasketPanel::clearPaid()
{
    m_partlyPaid = false;
    m_paid.clear();
    showTotal();
    place();
}

void BasketPanel::say(const QString &sentence, bool warning)
{
    m_said = sentence;
    m_warning = warning;
    m_typed = false;
    showStrip();
    place();
}

void BasketPanel::sayTyped(const QString &typed)
{
    const QString shown = QString(typed).replace(u'*', u" × "_s);
    m_said = typed.isEmpty() ? QString() : tr("Typed: %1").arg(shown.trimmed());
    m_warning = false;
    m_typed = !typed.isEmpty();
    showStrip();
    place();
}

void BasketPanel::showBasket()
{
    m_model->show(m_counter.basket());
    m_mode->choose(m_counter.mode() == TaxMode::EatIn ? 0 : 1);
    const Basket *basket = m_counter.basket();
    const QString customer = basket ? basket->customer : QString();
    const bool iconOnly = m_frame.frameClass == FrameClass::Narrow;
    m_customer->setAccessibleName(customer.isEmpty() ? tr("Customer")
                                                     : tr("Customer %1").arg(customer));
    m_customer->setWords(iconOnly ? QString() : customer.isEmpty() ? tr("Customer") : customer);
    m_said.clear();
    m_typed = false;
    showTotal();
    showStrip();
    showFoot();
    place();
    showChosen();
}

void BasketPanel::showChosen()
{
    const int line = m_counter.chosenLine();
    m_delegate->setChosen(line);
    m_list->doItemsLayout();
    const QModelIndex chosen = m_model->index(line);
    const Basket *basket = m_counter.basket();
    const bool shown = chosen.isValid() && basket && size_t(line) < basket->lines.size();
    m_lineKeys->setVisible(shown);
    if (!shown)
        return;
    const BasketRow *row = m_model->rowAt(chosen);
    m_lineKeys->show(row->quantity, row->name);
    m_list->scrollTo(chosen);
    placeLineKeys();
}

void BasketPanel::placeLineKeys()
{
    const QRect line = m_list->visualRect(m_model->index(m_counter.chosenLine()));
    const int height = m_frame.chosenLine - m_frame.line - m_frame.gap;
    m_lineKeys->setGeometry(line.left(), line.top() + m_frame.line, line.width(), height);
    m_lineKeys->setKeyHeight(height);
}

void BasketPanel::showTotal()
{
    const Basket *basket = m_counter.basket();
    TotalPanel::Content content {.sign = m_figures.sign(),
                                 .signBefore = m_figures.signStandsBefore()};
    if (basket && !basket->empty()) {
        if (const std::optional<Money> vat = m_counter.vat())
            content.rows.push_back({tr("VAT included"), m_figures.money(*vat)});
        const Money off = basket->goodsTotal() - basket->total();
        if (off != Money())
            content.rows.push_back({tr("Discount"), m_figures.money(-off)});
    }
    if (m_partlyPaid)
        content.rows.insert(content.rows.end(), m_paid.begin(), m_paid.end());
    content.words = m_partlyPaid ? tr("To pay") : tr("Total");
    content.figure = m_figures.money(m_partlyPaid ? m_rest : m_counter.total());
    content.quiet = m_counter.empty();
    m_total->show(std::move(content));
}

QString BasketPanel::allergenLine() const
{
    const Basket *basket = m_counter.basket();
    if (!basket || basket->empty())
        return {};
    QStringList words;
    for (const BasketLine &line : basket->lines) {
        const Product *product = m_goods.find(line.product);
        if (!product || !product->allergens)
            return tr("Allergens of %1 not recorded").arg(line.name);
        for (const QString &word : *product->allergens) {
            if (!words.contains(word))
                words << word;
        }
    }
    return allergenSentence(words);
}

void BasketPanel::showStrip()
{
    const QString sentence = m_said.isEmpty() ? allergenLine() : m_said;
    m_strip->setText(sentence);
    if (m_typed)
        m_strip->setLook(Style::Tile);
    else
        m_strip->setLook(Style::Caption);
    m_strip->setRole(m_typed                              ? Role::Ink
                         : m_warning && !m_said.isEmpty() ? Role::Danger
                                                          : Role::Ink2);
    m_strip->setVisible(!sentence.isEmpty());
    m_ready->setVisible(m_counter.empty());
}

void BasketPanel::showFoot()
{
    const bool empty = m_counter.empty();
    const bool back = m_foot == Foot::Back;
    m_card->setKind(empty ? KeyButton::Kind::Quiet : KeyButton::Kind::PayOutline);
    m_card->setEnabled(!empty && !m_counter.paying());
    m_cash->setKind(empty || back ? KeyButton::Kind::Quiet : KeyButton::Kind::Pay);
    m_cash->setEnabled(back || (!empty && !m_counter.paying()));
    m_cash->setWords(back ? tr("Back to tiles") : tr("Cash"));
    m_cash->setIconName(back ? u"back"_s : u"cash"_s);
}

bool BasketPanel::textFits() const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (!m_delegate->fits(row, m_list->viewport()->width()))
            return false;
    }
    return m_mode->textFits() && m_card->textFits() && m_cash->textFits() && m_customer->textFits();
}

void BasketPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void BasketPanel::place()
{
    const int gap = m_frame.gap;
    const int head = m_frame.basketHead - 2 * gap - 1;
    const bool iconOnly = m_frame.frameClass == FrameClass::Narrow;
    const int customer = iconOnly ? head : std::min(m_customer->sizeHint().width(), width() / 3);
    m_customer->setGeometry(width() - gap - customer, gap, customer, head);
    m_mode->setGeometry(gap, gap, width() - 3 * gap - customer, head);
    const int foot = m_frame.payFoot.height();
    const int total = m_total->neededHeight();
    const int strip =
        std::max(qRound(m_theme.px(stripMm)), m_strip->heightForWidth(width() - 4 * gap) + gap);
    const int totalTop = height() - foot - total;
    m_total->setGeometry(0, totalTop, width(), total);
    m_strip->setGeometry(2 * gap, totalTop - strip, width() - 4 * gap, strip);
    m_list->setGeometry(1, m_frame.basketHead, width() - 1,
                        totalTop - strip - m_frame.basketHead - 1);
    m_ready->setGeometry(m_list->geometry());

    const int keyTop = height() - foot + (foot - m_frame.payKey);
    const int room = width() - 3 * gap;
    const int card = qRound(room / (1 + cashShare));
    m_card->setGeometry(gap, keyTop, card, m_frame.payKey);
    m_cash->setGeometry(2 * gap + card, keyTop, room - card, m_frame.payKey);
    placeLineKeys();
}

void BasketPanel::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Surface));
    painter.fillRect(0, 0, 1, height(), m_theme.color(Role::Line));
    painter.fillRect(0, m_frame.basketHead - 1, width(), 1, m_theme.color(Role::Line));
    const QRect strip = m_strip->geometry();
    if (m_strip->isVisible())
        painter.fillRect(0, strip.top() - 1, width(), 1, m_theme.color(Role::Sunk));
    const int foot = m_frame.payFoot.height();
    painter.fillRect(0, height() - foot, width(), foot, m_theme.color(Role::Slate));
}
