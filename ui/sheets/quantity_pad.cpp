#include "quantity_pad.h"

#include "counter.h"
#include "face.h"
#include "figure_entry.h"
#include "goods_feed.h"
#include "key_button.h"
#include "name_layout.h"
#include "price_reason.h"
#include "quick_quantities.h"
#include "text_label.h"
#include "words_fit.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr qreal padKeyMm = 15;
constexpr qreal sideMm = 34; // Column of a held tile's keys.
constexpr qreal iconMm = 9; // With the space around it,
constexpr int iconText = 2; // and so many lines under it.
constexpr int sideText = 6; // of the body text's em
constexpr int borderPx = 2;
constexpr Money longestPrice = Money::fromMinor(99'999);
constexpr Quantity longestQuantity = Quantity::fromThousandths(99'999);
constexpr int reasonColumns = 1;
}

QuantityPad::QuantityPad(const Theme &theme, Counter &counter, const GoodsFeed &goods,
                         QWidget *parent, MonotonicMs clock)
    : Sheet(theme, parent, std::move(clock))
    , m_counter(counter)
    , m_goods(goods)
    , m_name(new TextLabel(theme, Style::Tile, {}, this))
    , m_second(new TextLabel(theme, Style::Body, {}, this))
    , m_entry(new FigureEntry(theme, this))
    , m_quick(new QuickQuantities(theme, this))
    , m_tileKeys(new QWidget(this))
    , m_tileColumn(new QVBoxLayout(m_tileKeys))
    , m_reasons(new PriceReason(theme, reasonColumns, this))
    , m_take(&setMainKey(tr("Take"), u"check"_s, KeyButton::Kind::Accent))
{
    setObjectName(u"quantityPad"_s);
    setFocusPolicy(Qt::StrongFocus);
    setTitle({});
    setBackWords(tr("Back"));
    backKey().setObjectName(u"backKey"_s);
    m_take->setObjectName(u"takeKey"_s);
    m_entry->setKeyMm(padKeyMm);
    buildTileKeys();
    build();
    hide();
    connect(m_entry, &FigureEntry::changed, this, &QuantityPad::showState);
    connect(m_reasons, &PriceReason::changed, this, [this] {
        showState();
        place();
    });
    connect(m_reasons, &PriceReason::accepted, this, &QuantityPad::take);
    connect(m_quick, &QuickQuantities::chosen, this, &QuantityPad::sell);
    connect(m_take, &KeyButton::clicked, this, &QuantityPad::take);
    connect(&theme, &Theme::changed, this, &QuantityPad::place);
}

void QuantityPad::build()
{
    m_name->setLook(Style::Tile, Weight::Bold);
    m_name->setWordWrap(true);
    m_name->setObjectName(u"padName"_s);
    m_second->setRole(Role::Ink2);
    m_second->setWordWrap(true);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    auto *row = new QHBoxLayout;
    column->setContentsMargins({});
    column->addWidget(m_name);
    column->addWidget(m_second);
    column->addLayout(row, 1);
    row->addWidget(m_entry, 1);
    row->addWidget(m_quick, 1);
    row->addWidget(m_tileKeys);
    row->addWidget(m_reasons, 0, Qt::AlignTop);
    setContent(content);
    const auto dress = [this, column, row] {
        column->setSpacing(0);
        row->setContentsMargins(0, theme().gap(), 0, 0);
        row->setSpacing(theme().unit(4));
        m_tileColumn->setSpacing(theme().gap());
        const int high = qRound(theme().px(iconMm)) + iconText * theme().textPx(Style::Body);
        for (KeyButton *key : {m_soldOut, m_info, m_otherPrice})
            key->setMinimumHeight(std::max(qRound(theme().px(padKeyMm)), high));
        for (QWidget *beside : {m_tileKeys, static_cast<QWidget *>(m_reasons)})
            beside->setFixedWidth(
                std::max(qRound(theme().px(sideMm)), sideText * theme().textPx(Style::Body)));
    };
    connect(&theme(), &Theme::changed, this, dress);
    dress();
}

void QuantityPad::buildTileKeys()
{
    m_tileColumn->setContentsMargins({});
    m_soldOut = new KeyButton(theme(), tr("Sold out"), m_tileKeys);
    m_info = new KeyButton(theme(), tr("Info"), m_tileKeys);
    m_otherPrice = new KeyButton(theme(), tr("Other price"), m_tileKeys);
    m_info->setIconName(u"info"_s, IconPlace::Above);
    m_otherPrice->setIconName(u"edit"_s, IconPlace::Above);
    m_soldOut->setObjectName(u"soldOutKey"_s);
    m_info->setObjectName(u"infoKey"_s);
    m_otherPrice->setObjectName(u"otherPriceKey"_s);
    for (KeyButton *key : {m_soldOut, m_info, m_otherPrice}) {
        key->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
        m_tileColumn->addWidget(key);
    }
    connect(m_soldOut, &KeyButton::clicked, this, [this] {
        const bool available = !m_product.available;
        emit availabilityAsked(m_product.id, available);
        emit backAsked();
    });
    connect(m_info, &KeyButton::clicked, this, [this] { emit infoAsked(m_product.id); });
    connect(m_otherPrice, &KeyButton::clicked, this, &QuantityPad::askOtherPrice);
}

void QuantityPad::setFrame(const CounterFrame &frame)
{
    m_frame = frame;
    setPadding(frame.unit * 4);
    place();
}

void QuantityPad::setFigures(const Figures &figures)
{
    m_figures = figures;
    m_entry->setFigures(figures);
}

QRect QuantityPad::wantedPlace() const
{
    const QRect grid = m_frame.grid;
    const QSize wanted = layout()->sizeHint();
    const int width = std::min(wanted.width(), grid.width());
    const int needed =
        layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : wanted.height();
    const int height = std::min(needed, grid.height());
    return {grid.left(), grid.bottom() + 1 - height, width, height};
}

void QuantityPad::place()
{
    // The innermost first: what has just changed there counts now, not after the next event.
    const auto parts = findChildren<QWidget *>();
    std::for_each(parts.crbegin(), parts.crend(), [](const QWidget *part) {
        if (QLayout *inner = part->layout())
            inner->activate();
    });
    layout()->activate();
    setGeometry(wantedPlace());
}

/// Whoever gave it another size gave it the room of a sheet.
void QuantityPad::resizeEvent(QResizeEvent *event)
{
    Sheet::resizeEvent(event);
    if (size() != wantedPlace().size())
        place();
}

bool QuantityPad::textFits() const
{
    return wordsFit(*this) && (!m_entry->isVisibleTo(this) || m_entry->textFits());
}

void QuantityPad::describe(const QString &name, const QString &second)
{
    m_name->setText(withoutSoftHyphens(name));
    m_second->setText(second);
    m_second->setVisible(!second.isEmpty());
    setAccessibleName(m_name->text());
}

bool QuantityPad::open(qint64 product, Asking asking)
{
    const Product *known = m_goods.find(product);
    if (!known)
        return false;
    m_product = *known;
    m_asking = asking;
    describe(known->name, m_figures.price(*known));
    begin();
    return true;
}

void QuantityPad::askWeight(qint64 product)
{
    open(product, Asking::Weight);
}

void QuantityPad::askPrice(qint64 product, qint64 thousandths)
{
    m_quantity = Quantity::fromThousandths(thousandths);
    open(product, Asking::Price);
}

void QuantityPad::askTile(qint64 product)
{
    m_quantity = Quantity::fromPieces(1);
    open(product, Asking::Tile);
}

void QuantityPad::askQuantity()
{
    const Basket *basket = m_counter.basket();
    if (!basket || m_counter.chosenLine() < 0)
        return;
    const BasketLine &line = basket->lines[size_t(m_counter.chosenLine())];
    m_product = {.id = line.product, .name = line.name, .price = line.unitPrice};
    m_product.unit = line.unit;
    m_product.divisible = line.divisible;
    m_asking = Asking::LineQuantity;
    describe(line.name, tr("Now %1").arg(m_figures.quantity(line.quantity, line.unit)));
    begin();
}

void QuantityPad::askOtherPrice()
{
    m_asking = Asking::OtherPrice;
    begin();
    setFocus(Qt::OtherFocusReason);
}

SaleUnit QuantityPad::unitAsked() const
{
    const bool price = m_asking == Asking::Price || m_asking == Asking::OtherPrice;
    return price ? SaleUnit::OpenPrice : m_product.unit;
}

bool QuantityPad::showsQuickKeys() const
{
    return m_asking == Asking::Tile && m_product.available && m_product.unit == SaleUnit::Piece;
}

bool QuantityPad::showsEntry() const
{
    return m_asking != Asking::Tile || (m_product.available && !showsQuickKeys());
}

void QuantityPad::begin()
{
    const bool tile = m_asking == Asking::Tile;
    beginFigure();
    m_reasons->setReason({});
    m_quick->setHalfSold(m_product.divisible);
    m_soldOut->setWords(m_product.available ? tr("Sold out") : tr("Back on sale"));
    m_soldOut->setIconName(m_product.available ? u"cross"_s : u"check"_s, IconPlace::Above);
    m_quick->setVisible(showsQuickKeys());
    m_otherPrice->setVisible(showsQuickKeys());
    m_entry->setVisible(showsEntry());
    m_take->setVisible(showsEntry());
    m_tileKeys->setVisible(tile);
    m_reasons->setVisible(m_asking == Asking::OtherPrice);
    reserveTake();
    showState();
    show();
    raise();
    place();
}

void QuantityPad::beginFigure()
{
    using Kind = TypedFigure::Kind;
    switch (unitAsked()) {
    case SaleUnit::Weight:
        m_entry->begin(TypedFigure(Kind::Weight), tr("Weight in grams"));
        break;
    case SaleUnit::OpenPrice:
        m_entry->begin(TypedFigure(Kind::Money, m_figures.currency().decimals), tr("Price"));
        break;
    case SaleUnit::Piece:
        m_entry->begin(TypedFigure(Kind::Pieces), tr("Quantity"),
                       m_product.divisible ? FigureEntry::Halves::Sold
                                           : FigureEntry::Halves::NotSold);
        break;
    }
}

/// The pad keeps its width while a figure grows.
void QuantityPad::reserveTake()
{
    const bool price = unitAsked() == SaleUnit::OpenPrice;
    const QString longest =
        price ? m_figures.money(longestPrice) : m_figures.quantity(longestQuantity, m_product.unit);
    m_take->setMinimumWidth(0);
    m_take->setWords(tr("Take %1").arg(longest));
    m_take->setMinimumWidth(m_take->sizeHint().width());
}

void QuantityPad::showEvent(QShowEvent *event)
{
    Sheet::showEvent(event);
    place();
    setFocus(Qt::OtherFocusReason);
}

void QuantityPad::showState()
{
    if (unitAsked() == SaleUnit::OpenPrice) {
        const std::optional<Money> price = m_entry->figure().money();
        const bool reasoned = m_asking != Asking::OtherPrice || !m_reasons->reason().isEmpty();
        m_entry->setResult({}, {});
        showTake(price && reasoned ? std::optional(m_figures.money(*price)) : std::nullopt);
        return;
    }
    const std::optional<Quantity> quantity = m_entry->figure().quantity();
    const QString price =
        quantity ? m_figures.money(priceOf(m_product.price, *quantity)) : QString();
    m_entry->setResult(tr("Price"), price);
    showTake(quantity ? std::optional(m_figures.quantity(*quantity, m_product.unit))
                      : std::nullopt);
}

void QuantityPad::showTake(const std::optional<QString> &taken)
{
    m_take->setEnabled(taken.has_value());
    m_take->setWords(taken ? tr("Take %1").arg(*taken) : tr("Take"));
}

void QuantityPad::take()
{
    if (!m_take->isEnabled() || !showsEntry())
        return;
    const TypedFigure &figure = m_entry->figure();
    switch (m_asking) {
    case Asking::LineQuantity:
        m_counter.setQuantity(*figure.quantity());
        break;
    case Asking::OtherPrice:
        m_counter.sellRepriced(m_product.id, m_quantity, *figure.money(), m_reasons->reason());
        break;
    case Asking::Weight:
    case Asking::Price:
    case Asking::Tile:
        if (unitAsked() == SaleUnit::OpenPrice)
            m_counter.sellPriced(m_product.id, m_quantity, *figure.money());
        else
            m_counter.sellQuantity(m_product.id, *figure.quantity());
        break;
    }
    emit backAsked();
}

void QuantityPad::sell(Quantity quantity)
{
    m_counter.sellQuantity(m_product.id, quantity);
    emit backAsked();
}

void QuantityPad::keyPressEvent(QKeyEvent *event)
{
    const int digit = event->key() - Qt::Key_0;
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        take();
    else if (showsQuickKeys() && digit >= 1 && digit <= 9)
        sell(Quantity::fromPieces(digit));
    else if (!showsEntry() || !m_entry->takeKey(*event))
        Sheet::keyPressEvent(event);
}

void QuantityPad::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().color(Role::Bg)); // Behind the round corners.
    Face face {.fill = theme().color(Role::Surface)};
    face.border = theme().color(Role::Ink);
    face.borderWidth = borderPx;
    face.radius = theme().radius();
    paintFace(painter, rect(), face);
}
