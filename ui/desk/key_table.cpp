#include "key_table.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("KeyTable", text);
}

CounterAction following(CounterAction first, int steps)
{
    return CounterAction(int(first) + steps);
}

void addTyped(std::vector<CounterKey> &keys)
{
    keys.push_back({CounterAction::Quantity,
                    {},
                    u"3  12*  0.5"_s,
                    words(QT_TRANSLATE_NOOP("KeyTable", "Quantity, then a tile or a scan"))});
    keys.push_back(
        {CounterAction::Plu, {}, u"123 ⏎"_s, words(QT_TRANSLATE_NOOP("KeyTable", "Sell by PLU"))});
    keys.push_back({CounterAction::SearchByLetter,
                    {},
                    u"A … Z"_s,
                    words(QT_TRANSLATE_NOOP("KeyTable", "Search by name"))});
    keys.push_back({CounterAction::Search,
                    QKeySequence(Qt::Key_F2),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Search by name, PLU or barcode"))});
}

void addLines(std::vector<CounterKey> &keys)
{
    keys.push_back({CounterAction::MoreOfLine, QKeySequence(Qt::Key_Plus), u"+"_s,
                    words(QT_TRANSLATE_NOOP("KeyTable", "One more of the line"))});
    keys.push_back({CounterAction::LessOfLine, QKeySequence(Qt::Key_Minus), u"−"_s,
                    words(QT_TRANSLATE_NOOP("KeyTable", "One less of the line"))});
    keys.push_back({CounterAction::LineUp,
                    QKeySequence(Qt::CTRL | Qt::Key_Up),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Line above"))});
    keys.push_back({CounterAction::LineDown,
                    QKeySequence(Qt::CTRL | Qt::Key_Down),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Line below"))});
    keys.push_back({CounterAction::RemoveLine,
                    QKeySequence(Qt::Key_Delete),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Remove the line"))});
    keys.push_back({CounterAction::Undo,
                    QKeySequence(Qt::CTRL | Qt::Key_Z),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Undo the last step"))});
    keys.push_back({CounterAction::PriceChange,
                    QKeySequence(Qt::SHIFT | Qt::Key_F6),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Change the price of the line"))});
}

void addSales(std::vector<CounterKey> &keys)
{
    keys.push_back({CounterAction::Park,
                    QKeySequence(Qt::Key_F3),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Park the basket"))});
    keys.push_back({CounterAction::Recall,
                    QKeySequence(Qt::Key_F4),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Take up a parked basket"))});
    keys.push_back({CounterAction::TaxMode,
                    QKeySequence(Qt::Key_F5),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Eat in or take away"))});
    keys.push_back({CounterAction::Discount,
                    QKeySequence(Qt::Key_F6),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Discount"))});
    keys.push_back({CounterAction::Info,
                    QKeySequence(Qt::Key_F7),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Allergens and stock"))});
    keys.push_back({CounterAction::Orders,
                    QKeySequence(Qt::Key_F8),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Orders"))});
    keys.push_back({CounterAction::Pay,
                    QKeySequence(Qt::Key_F10),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Pay in cash"))});
    keys.push_back({CounterAction::CardExact,
                    QKeySequence(Qt::Key_F11),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Paid by card"))});
    keys.push_back({CounterAction::CashExact,
                    QKeySequence(Qt::Key_F12),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Exact cash"))});
    keys.push_back({CounterAction::LastReceipt,
                    QKeySequence(Qt::CTRL | Qt::Key_P),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Last receipt"))});
    keys.push_back({CounterAction::Refund,
                    QKeySequence(Qt::CTRL | Qt::Key_R),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Refund"))});
}

void addPlaces(std::vector<CounterKey> &keys)
{
    for (int i = 0; i < 9; ++i) {
        keys.push_back({following(CounterAction::Category1, i),
                        QKeySequence(QKeyCombination(Qt::ALT, Qt::Key(Qt::Key_1 + i))),
                        u"Alt+1 … 9"_s, words(QT_TRANSLATE_NOOP("KeyTable", "Category")), i == 0});
    }
    for (int i = 0; i < 4; ++i) {
        keys.push_back({following(CounterAction::Clerk1, i),
                        QKeySequence(QKeyCombination(Qt::CTRL, Qt::Key(Qt::Key_1 + i))),
                        u"Ctrl+1 … 4"_s, words(QT_TRANSLATE_NOOP("KeyTable", "Clerk")), i == 0});
    }
    keys.push_back({CounterAction::NewClerk,
                    QKeySequence(Qt::CTRL | Qt::Key_N),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Another clerk"))});
    keys.push_back({CounterAction::Settings,
                    QKeySequence(Qt::CTRL | Qt::Key_Comma),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "Settings"))});
    keys.push_back({CounterAction::Latency,
                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "How fast this till is"))});
    keys.push_back({CounterAction::Help,
                    QKeySequence(Qt::Key_F1),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "This page"))});
    keys.push_back({CounterAction::Back,
                    QKeySequence(Qt::Key_Escape),
                    {},
                    words(QT_TRANSLATE_NOOP("KeyTable", "One step back; the basket stays"))});
}

} // namespace

std::vector<CounterKey> counterKeys()
{
    std::vector<CounterKey> keys;
    addTyped(keys);
    addLines(keys);
    addSales(keys);
    addPlaces(keys);
    return keys;
}
