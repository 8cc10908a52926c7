#include "board_bench.h"
#include "board_title.h"
#include "text_field.h"

#include <QAccessible>
#include <QScrollBar>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

/// The board by keyboard alone, and what a screen reader is told.
class TestBoardKeys final : public QObject
{
    Q_OBJECT

private slots:
    void enter_acceptsTheCurrentCard();
    void enter_heldDown_acceptsOne();
    void arrows_moveBetweenCardsAndColumns();
    void del_twice_cancels();
    void space_opensMore_arrowsReachItsKeys();
    void escape_goesOneStepBack();
    void letters_search();
    void press_showsOnTheKey_dragScrolls();
    void focus_isPaintedAfterKeysOnly();
    void parts_haveNames();

private:
    void press(BoardBench &bench, int key)
    {
        bench.tapMs += 1'000;
        QTest::keyClick(QApplication::focusWidget(), Qt::Key(key));
    }

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestBoardKeys::enter_acceptsTheCurrentCard()
{
    BoardBench bench(m_cluster);
    const qint64 first = bench.place(1, 1);
    const qint64 second = bench.place(1, 1);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.cards(0).rowCount(), 2);
    press(bench, Qt::Key_Return);
    QCOMPARE(bench.columnOf(first), 1);
    press(bench, Qt::Key_Enter); // The next one took its place.
    QCOMPARE(bench.columnOf(second), 1);
    QTRY_COMPARE(bench.stateInDatabase(second), u"confirmed"_s);
}

void TestBoardKeys::enter_heldDown_acceptsOne()
{
    BoardBench bench(m_cluster);
    bench.place(1, 1);
    bench.place(1, 1);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.cards(0).rowCount(), 2);
    press(bench, Qt::Key_Return);
    bench.tapMs += 1'000;
    QKeyEvent again(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, u"\r"_s, true);
    QApplication::sendEvent(QApplication::focusWidget(), &again);
    QCOMPARE(bench.cards(0).rowCount(), 1);
}

void TestBoardKeys::arrows_moveBetweenCardsAndColumns()
{
    BoardBench bench(m_cluster);
    bench.place(1, 1);
    bench.place(1, 1);
    const qint64 ready = bench.place(1, 1);
    bench.database.execute(
        u"UPDATE bakehouse.orders SET state = 'ready' WHERE public_id = %1"_s.arg(ready));
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.columnOf(ready), 3);
    CardList &first = bench.board.column(0).list();
    CardList &last = bench.board.column(3).list();
    QVERIFY(first.hasFocus());
    press(bench, Qt::Key_Down);
    QCOMPARE(first.currentIndex().row(), 1);
    press(bench, Qt::Key_Right); // Over the empty ones.
    QVERIFY(last.hasFocus());
    QCOMPARE(last.currentIndex().row(), 0);
    press(bench, Qt::Key_Left);
    QVERIFY(first.hasFocus());
    QSignalSpy asked(&bench.board, &OrdersBoard::handOverAsked);
    press(bench, Qt::Key_Right);
    press(bench, Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
}

void TestBoardKeys::del_twice_cancels()
{
    BoardBench bench(m_cluster);
    const qint64 id = bench.place(1, 1);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.columnOf(id), 0);
    press(bench, Qt::Key_Delete);
    QVERIFY(std::ranges::any_of(bench.card(id)->keys,
                                [](const CardKey &key) { return key.act == CardAct::Cancel; }));
    QCOMPARE(bench.columnOf(id), 0);
    press(bench, Qt::Key_Delete);
    QCOMPARE(bench.columnOf(id), -1);
    QTRY_COMPARE(bench.stateInDatabase(id), u"cancelled"_s);
}

void TestBoardKeys::space_opensMore_arrowsReachItsKeys()
{
    BoardBench bench(m_cluster);
    QSignalSpy asked(&bench.board, &OrdersBoard::handOverAsked);
    const qint64 id = bench.place(1, 1);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.columnOf(id), 0);
    press(bench, Qt::Key_Space);
    QCOMPARE(bench.card(id)->keys.size(), size_t(4));
    for (int step = 0; step < 3; ++step) // Accept, More, Hand over.
        press(bench, Qt::Key_Down);
    press(bench, Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    press(bench, Qt::Key_Down);
    press(bench, Qt::Key_Return);
    QCOMPARE(bench.card(id)->keys.back().act, CardAct::Cancel);
    press(bench, Qt::Key_Return); // The key changed its words under the focus.
    QCOMPARE(bench.columnOf(id), -1);
    QTRY_COMPARE(bench.stateInDatabase(id), u"cancelled"_s);
}

void TestBoardKeys::escape_goesOneStepBack()
{
    BoardBench bench(m_cluster);
    QSignalSpy back(&bench.board, &OrdersBoard::backAsked);
    const qint64 id = bench.place(1, 1, u"Maya"_s);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.columnOf(id), 0);
    bench.board.findChild<TextField *>()->setText(u"ma"_s);
    press(bench, Qt::Key_Space);
    QCOMPARE(bench.card(id)->keys.size(), size_t(4));
    press(bench, Qt::Key_Escape);
    QCOMPARE(bench.card(id)->keys.size(), size_t(2));
    press(bench, Qt::Key_Escape);
    QCOMPARE(bench.board.findChild<TextField *>()->text(), QString());
    QCOMPARE(back.count(), 0);
    press(bench, Qt::Key_Escape);
    QCOMPARE(back.count(), 1);
}

void TestBoardKeys::letters_search()
{
    BoardBench bench(m_cluster);
    const qint64 maya = bench.place(1, 1, u"Maya"_s);
    bench.place(1, 1, u"Tom"_s);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.cards(0).rowCount(), 2);
    for (const char letter : {'m', 'a', 'y'})
        QTest::keyClick(QApplication::focusWidget(), letter);
    QCOMPARE(bench.board.findChild<TextField *>()->text(), u"may"_s);
    QCOMPARE(bench.cards(0).rowCount(), 1);
    press(bench, Qt::Key_Return); // Out of the field, to the card.
    QVERIFY(bench.board.column(0).list().hasFocus());
    press(bench, Qt::Key_Return);
    QCOMPARE(bench.columnOf(maya), 1);
}

void TestBoardKeys::press_showsOnTheKey_dragScrolls()
{
    BoardBench bench(m_cluster);
    QList<qint64> ids;
    for (int i = 0; i < 8; ++i)
        ids << bench.place(1, 1);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.cards(0).rowCount(), 8);
    CardList &list = bench.board.column(0).list();
    const QRect key = list.keyRect(ids.at(1), CardAct::Advance);
    const auto picture = [&list, key] { return list.viewport()->grab(key).toImage(); };
    const QImage up = picture();
    QTest::mousePress(list.viewport(), Qt::LeftButton, {}, key.center());
    QVERIFY(picture() != up);
    QMouseEvent drag(QEvent::MouseMove, key.center() - QPoint(0, 120),
                     list.viewport()->mapToGlobal(key.center() - QPoint(0, 120)), Qt::LeftButton,
                     Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(list.viewport(), &drag);
    QCOMPARE(list.verticalScrollBar()->value(), 120);
    bench.tapMs += 1'000;
    QTest::mouseRelease(list.viewport(), Qt::LeftButton, {}, key.center() - QPoint(0, 120));
    QCOMPARE(bench.cards(0).rowCount(), 8); // A drag is no tap.
}

void TestBoardKeys::focus_isPaintedAfterKeysOnly()
{
    BoardBench bench(m_cluster);
    bench.place(1, 1);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.cards(0).rowCount(), 1);
    CardList &list = bench.board.column(0).list();
    QTest::mouseClick(&bench.board, Qt::LeftButton, {}, QPoint(2, 2));
    const QImage quiet = list.grab().toImage();
    press(bench, Qt::Key_Home);
    QVERIFY(list.grab().toImage() != quiet);
}

void TestBoardKeys::parts_haveNames()
{
    BoardBench bench(m_cluster);
    const qint64 id = bench.place(1, 2, u"Maya"_s);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.columnOf(id), 0);
    CardList &list = bench.board.column(0).list();
    QCOMPARE(list.accessibleName(), u"New, orders: 1"_s);
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&list);
    QVERIFY(spoken && spoken->child(0));
    const QString text = spoken->child(0)->text(QAccessible::Name);
    QVERIFY2(text.contains(bench.card(id)->code) && text.contains(u"Maya"_s), qPrintable(text));
    QVERIFY(spoken->child(0)->text(QAccessible::Description).contains(u"Accept"_s));
    for (const QWidget *widget : bench.board.findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        QAccessibleInterface *part =
            QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY2(part && !part->text(QAccessible::Name).isEmpty(),
                 widget->metaObject()->className());
    }
}

QTEST_MAIN(TestBoardKeys)
#include "tst_board_keys.moc"
