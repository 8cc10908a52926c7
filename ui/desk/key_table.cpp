#include "key_table.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace {

/// One row as it is written down.
struct Row {
    CounterAction action;
    KeyGroup group;
    int key; ///< With its modifiers; 0 for what is typed.
    const char16_t *keys; ///< As the help shows it; null = the key's own text.
    const char *words;
};

using Action = CounterAction;

constexpr auto rows = std::to_array<Row>({
    {Action::Quantity, KeyGroup::Typing, 0, u"3  12*  0.5",
     QT_TRANSLATE_NOOP("KeyTable", "Quantity, then a tile or a scan")},
    {Action::Plu, KeyGroup::Typing, 0, u"123 ⏎", QT_TRANSLATE_NOOP("KeyTable", "Sell by PLU")},
    {Action::SearchByLetter, KeyGroup::Typing, 0, u"A … Z",
     QT_TRANSLATE_NOOP("KeyTable", "Search by name")},
    {Action::Search, KeyGroup::Typing, Qt::Key_F2, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Search by name, PLU or barcode")},

    {Action::MoreOfLine, KeyGroup::Basket, Qt::Key_Plus, u"+",
     QT_TRANSLATE_NOOP("KeyTable", "One more of the line")},
    {Action::LessOfLine, KeyGroup::Basket, Qt::Key_Minus, u"−",
     QT_TRANSLATE_NOOP("KeyTable", "One less of the line")},
    {Action::LineUp, KeyGroup::Basket, int(Qt::CTRL) | Qt::Key_Up, u"Ctrl+↑",
     QT_TRANSLATE_NOOP("KeyTable", "Line above")},
    {Action::LineDown, KeyGroup::Basket, int(Qt::CTRL) | Qt::Key_Down, u"Ctrl+↓",
     QT_TRANSLATE_NOOP("KeyTable", "Line below")},
    {Action::RemoveLine, KeyGroup::Basket, Qt::Key_Delete, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Remove the line")},
    {Action::Undo, KeyGroup::Basket, int(Qt::CTRL) | Qt::Key_Z, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Undo the last step")},
    {Action::Park, KeyGroup::Basket, Qt::Key_F3, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Park the basket")},
    {Action::Recall, KeyGroup::Basket, Qt::Key_F4, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Take up a parked basket")},
    {Action::TaxMode, KeyGroup::Basket, Qt::Key_F5, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Eat in or take away")},
    {Action::Discount, KeyGroup::Basket, Qt::Key_F6, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Discount")},
    {Action::PriceChange, KeyGroup::Basket, int(Qt::SHIFT) | Qt::Key_F6, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Change the price of the line")},
    {Action::Customer, KeyGroup::Basket, Qt::Key_F7, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Name of the customer")},
    {Action::Info, KeyGroup::Basket, int(Qt::CTRL) | Qt::Key_I, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Allergens and stock")},

    {Action::Orders, KeyGroup::Paying, Qt::Key_F8, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Orders and pre-orders")},
    {Action::NoSale, KeyGroup::Paying, Qt::Key_F9, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "No sale, open the drawer")},
    {Action::Pay, KeyGroup::Paying, Qt::Key_F10, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Pay in cash")},
    {Action::CardExact, KeyGroup::Paying, Qt::Key_F11, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Paid by card")},
    {Action::CashExact, KeyGroup::Paying, Qt::Key_F12, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Exact cash")},
    {Action::LastReceipt, KeyGroup::Paying, int(Qt::CTRL) | Qt::Key_P, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Last receipt")},
    {Action::Refund, KeyGroup::Paying, int(Qt::CTRL) | Qt::Key_R, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Refund")},

    {Action::Category1, KeyGroup::Till, int(Qt::ALT) | Qt::Key_1, u"Alt+1 … 9",
     QT_TRANSLATE_NOOP("KeyTable", "Category")},
    {Action::Clerk1, KeyGroup::Till, int(Qt::CTRL) | Qt::Key_1, u"Ctrl+1 … 4",
     QT_TRANSLATE_NOOP("KeyTable", "Clerk")},
    {Action::NewClerk, KeyGroup::Till, int(Qt::CTRL) | Qt::Key_N, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Another clerk")},
    {Action::Lock, KeyGroup::Till, int(Qt::CTRL) | Qt::Key_L, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Lock")},
    {Action::Settings, KeyGroup::Till, int(Qt::CTRL) | Qt::Key_Comma, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "Settings")},
    {Action::Latency, KeyGroup::Till, int(Qt::CTRL) | int(Qt::SHIFT) | Qt::Key_L, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "How fast this till is")},
    {Action::Help, KeyGroup::Till, Qt::Key_F1, nullptr, QT_TRANSLATE_NOOP("KeyTable", "This page")},
    {Action::Back, KeyGroup::Till, Qt::Key_Escape, nullptr,
     QT_TRANSLATE_NOOP("KeyTable", "One step back; the basket stays")},
});

constexpr int categories = 9;
constexpr int clerks = 4;

/// How many keys in a row do the same for the next one.
int keysInRow(CounterAction action)
{
    if (action == Action::Category1)
        return categories;
    return action == Action::Clerk1 ? clerks : 1;
}

void addRow(std::vector<CounterKey> &keys, const Row &row)
{
    for (int i = 0; i < keysInRow(row.action); ++i) {
        const auto combination = QKeyCombination::fromCombined(row.key + i);
        keys.push_back({.action = CounterAction(int(row.action) + i),
                        .sequence = row.key ? QKeySequence(combination) : QKeySequence(),
                        .keys = row.keys ? QString::fromUtf16(row.keys) : QString(),
                        .words = QCoreApplication::translate("KeyTable", row.words),
                        .group = row.group,
                        .listed = i == 0});
    }
}

} // namespace

QString CounterKey::keyText() const
{
    return keys.isEmpty() ? sequence.toString(QKeySequence::NativeText) : keys;
}

QString keyGroupName(KeyGroup group)
{
    switch (group) {
    case KeyGroup::Typing:
        return QCoreApplication::translate("KeyTable", "Goods");
    case KeyGroup::Basket:
        return QCoreApplication::translate("KeyTable", "Basket");
    case KeyGroup::Paying:
        return QCoreApplication::translate("KeyTable", "Money and orders");
    case KeyGroup::Till:
        return QCoreApplication::translate("KeyTable", "Till");
    }
    Q_UNREACHABLE();
}

std::vector<CounterKey> counterKeys()
{
    std::vector<CounterKey> keys;
    for (const Row &row : rows)
        addRow(keys, row);
    return keys;
}
