#pragma once

#include <QKeySequence>
#include <QString>

#include <vector>

/// Everything that a key alone can ask for at the counter.
enum class CounterAction {
    Quantity, ///< Digits, point and star; the counter takes them as they are typed.
    Plu,
    Search,
    SearchByLetter,
    MoreOfLine,
    LessOfLine,
    LineUp,
    LineDown,
    RemoveLine,
    Undo,
    Help,
    Park,
    Recall,
    TaxMode,
    Discount,
    PriceChange,
    Orders,
    Info,
    Pay,
    CardExact,
    CashExact,
    Category1,
    Category9 = Category1 + 8,
    Clerk1,
    Clerk4 = Clerk1 + 3,
    NewClerk,
    LastReceipt,
    Refund,
    Settings,
    Latency,
    More,
    Arrange,
    Back,
    Customer,
    NoSale,
    Lock,
    Receipts,
    SoldOutList,
    Kitchen,
    Pickup,
};

/// Under which heading the help shows a row.
enum class KeyGroup { Typing, Basket, Paying, Till };

/// One row of the plan's key table: what the keyboard does, and what the help page shows.
struct CounterKey {
    CounterAction action;
    QKeySequence sequence; ///< Empty for what is typed, as digits and letters.
    QString keys; ///< As the help shows it; empty = the sequence's own text.
    QString words; ///< What it does, in the language of the till.
    KeyGroup group = KeyGroup::Till;
    bool listed = true; ///< False for the further ones of a row of keys.

    QString keyText() const; ///< What is on the keys: "F3", "Ctrl+Z", "A … Z".
};
QString keyGroupName(KeyGroup group); ///< In the language of the till.

/// The one table of keys; shortcuts and help are both made from it. Made anew because its words
/// follow the language.
std::vector<CounterKey> counterKeys();
