#include "more_sheet.h"

#include "words_fit.h"

#include <QGridLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr qreal keyHeightMm = 18;
constexpr int columnsWide = 4;
constexpr int columnsNarrow = 3;
}

MoreSheet::MoreSheet(const Theme &theme, QWidget *parent, MonotonicMs clock)
    : Sheet(theme, parent, std::move(clock))
{
    setObjectName(u"moreSheet"_s);
    setTitle(tr("More"));
    setBackWords(tr("Back"));
    backKey().setObjectName(u"backKey"_s);
    auto *content = new QWidget(this);
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins({});
    setContent(content);
    for (const Offer &offer : offers()) {
        auto *key = new KeyButton(theme, offer.words, content);
        key->setIconName(QLatin1StringView(offer.icon), IconPlace::Above);
        key->setObjectName(QLatin1StringView(offer.name));
        key->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(key, &KeyButton::clicked, this,
                [this, action = offer.action] { emit asked(action); });
        m_keys.push_back(key);
    }
    place(columnsWide);
    connect(&theme, &Theme::changed, this, [this] { place(m_grid->columnCount()); });
}

std::vector<MoreSheet::Offer> MoreSheet::offers()
{
    using Action = CounterAction;
    return {{Action::Recall, "recallKey", tr("Recall"), "recall"},
            {Action::PriceChange, "priceKey", tr("Change price"), "edit"},
            {Action::Refund, "refundKey", tr("Refund"), "undo"},
            {Action::Receipts, "receiptsKey", tr("Receipts"), "receipt"},
            {Action::Orders, "ordersKey", tr("Orders"), "order"},
            {Action::Kitchen, "kitchenKey", tr("Kitchen"), "loaf"},
            {Action::Pickup, "pickupKey", tr("Customers' screen"), "ticket"},
            {Action::SoldOutList, "soldOutListKey", tr("Sold out"), "cross"},
            {Action::Arrange, "arrangeKey", tr("Arrange tiles"), "square"},
            {Action::NoSale, "noSaleKey", tr("No sale"), "cash"},
            {Action::NewClerk, "newClerkKey", tr("Another clerk"), "user"},
            {Action::Lock, "lockKey", tr("Lock"), "lock"},
            {Action::Help, "helpKey", tr("Keys"), "info"},
            {Action::Latency, "latencyKey", tr("Speed"), "clock"},
            {Action::Settings, "settingsKey", tr("Settings"), "settings"}};
}

void MoreSheet::setFrame(const CounterFrame &frame)
{
    setPadding(frame.sheetPad);
    place(frame.frameClass == FrameClass::Narrow ? columnsNarrow : columnsWide);
}

bool MoreSheet::textFits() const
{
    return wordsFit(*this);
}

void MoreSheet::place(int columns)
{
    m_grid->setSpacing(theme().gap());
    const int text = 3 * theme().textPx(Style::Body);
    const int height = std::max(qRound(theme().px(keyHeightMm)), qRound(theme().px(9)) + text);
    for (int i = 0; i < int(m_keys.size()); ++i) {
        m_keys[size_t(i)]->setFixedHeight(height);
        m_grid->addWidget(m_keys[size_t(i)], i / columns, i % columns, Qt::AlignTop);
    }
    for (int column = 0; column < m_grid->columnCount(); ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    const int rows = (int(m_keys.size()) + columns - 1) / columns;
    for (int row = 0; row < m_grid->rowCount(); ++row)
        m_grid->setRowStretch(row, row == rows - 1 ? 1 : 0);
}
