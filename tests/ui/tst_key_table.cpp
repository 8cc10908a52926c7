#include "key_table.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(CounterAction)

/// The table of keys against the plan of the counter.
class TestKeyTable final : public QObject
{
    Q_OBJECT
private slots:
    void plan_everyRow_isInTheTable_data();
    void plan_everyRow_isInTheTable();
    void typedRows_areThere();
    void sequences_areUsedOnce();
    void words_areGiven();
};

void TestKeyTable::plan_everyRow_isInTheTable_data()
{
    QTest::addColumn<QString>("keys");
    QTest::addColumn<CounterAction>("action");
    const auto row = [](const char *keys, CounterAction action) {
        QTest::newRow(keys) << QString::fromLatin1(keys) << action;
    };
    row("+", CounterAction::MoreOfLine);
    row("-", CounterAction::LessOfLine);
    row("Del", CounterAction::RemoveLine);
    row("Ctrl+Z", CounterAction::Undo);
    row("F1", CounterAction::Help);
    row("F2", CounterAction::Search);
    row("F3", CounterAction::Park);
    row("F4", CounterAction::Recall);
    row("F5", CounterAction::TaxMode);
    row("F6", CounterAction::Discount);
    row("F7", CounterAction::Customer);
    row("F8", CounterAction::Orders);
    row("F9", CounterAction::NoSale);
    row("F10", CounterAction::Pay);
    row("F11", CounterAction::CardExact);
    row("F12", CounterAction::CashExact);
    row("Alt+1", CounterAction::Category1);
    row("Alt+9", CounterAction::Category9);
    row("Ctrl+1", CounterAction::Clerk1);
    row("Ctrl+4", CounterAction::Clerk4);
    row("Ctrl+P", CounterAction::LastReceipt);
    row("Ctrl+L", CounterAction::Lock);
    row("Ctrl+I", CounterAction::Info);
    row("Esc", CounterAction::Back);
}

void TestKeyTable::plan_everyRow_isInTheTable()
{
    QFETCH(QString, keys);
    const QKeySequence sequence = QKeySequence::fromString(keys, QKeySequence::PortableText);
    const std::vector<CounterKey> table = counterKeys();
    const auto found = std::ranges::find(table, sequence, &CounterKey::sequence);
    QVERIFY(found != table.end());
    QTEST(found->action, "action");
}

void TestKeyTable::typedRows_areThere()
{
    const std::vector<CounterKey> table = counterKeys();
    for (const CounterAction typed :
         {CounterAction::Quantity, CounterAction::Plu, CounterAction::SearchByLetter}) {
        const auto found = std::ranges::find(table, typed, &CounterKey::action);
        QVERIFY(found != table.end());
        QVERIFY(found->sequence.isEmpty() && !found->keyText().isEmpty() && found->listed);
    }
}

void TestKeyTable::sequences_areUsedOnce()
{
    QSet<QKeySequence> used;
    for (const CounterKey &key : counterKeys()) {
        QVERIFY2(key.sequence.isEmpty() || !used.contains(key.sequence), qPrintable(key.words));
        used.insert(key.sequence);
    }
}

void TestKeyTable::words_areGiven()
{
    for (const CounterKey &key : counterKeys()) {
        QVERIFY(!key.words.isEmpty());
        QVERIFY(!key.keyText().isEmpty());
        QVERIFY(!keyGroupName(key.group).isEmpty());
    }
}

QTEST_MAIN(TestKeyTable)
#include "tst_key_table.moc"
