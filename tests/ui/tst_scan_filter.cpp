#include "scan_filter.h"

#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// A scanner that types, and hands that type, with the time moved by hand.
class TestScanFilter : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void burst_endedByEnter_isAScan_data();
    void burst_endedByEnter_isAScan();
    void burst_neverReachesAField();
    void hands_reachTheField_data();
    void hands_reachTheField();
    void shortBurst_isHands();
    void lateEnter_isHands();
    void prefix_makesAnyPaceAScan();
    void firstCharacterThatWentThrough_isTakenBack();
    void enterAfterAScan_isNotPassedOn();
    void twoScans_areTwo();

private:
    void type(const QString &text, int gapMs);
    void end(Qt::Key key = Qt::Key_Return);

    qint64 m_now = 0;
    std::unique_ptr<ScanFilter> m_filter;
    std::unique_ptr<QLineEdit> m_field;
};

void TestScanFilter::init()
{
    m_now = 1'000;
    m_filter = std::make_unique<ScanFilter>(nullptr, [this] { return m_now; });
    qApp->installEventFilter(m_filter.get());
    m_field = std::make_unique<QLineEdit>();
    m_field->show();
    m_field->setFocus();
}

void TestScanFilter::cleanup()
{
    m_field.reset();
    m_filter.reset();
}

void TestScanFilter::type(const QString &text, int gapMs)
{
    for (const QChar letter : text) {
        m_now += gapMs;
        QTest::keyClick(m_field.get(), letter.toLatin1());
    }
}

void TestScanFilter::end(Qt::Key key)
{
    m_now += 5;
    QTest::keyClick(m_field.get(), key);
}

void TestScanFilter::burst_endedByEnter_isAScan_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("gapMs");
    QTest::addColumn<Qt::Key>("ending");
    QTest::newRow("EAN-13, quick") << u"4006381333931"_s << 2 << Qt::Key_Return;
    QTest::newRow("EAN-13, at the limit") << u"4006381333931"_s << 35 << Qt::Key_Return;
    QTest::newRow("EAN-8 with Tab") << u"96385074"_s << 10 << Qt::Key_Tab;
    QTest::newRow("letters") << u"ABC-123"_s << 5 << Qt::Key_Enter;
    QTest::newRow("four characters") << u"1234"_s << 5 << Qt::Key_Return;
}

void TestScanFilter::burst_endedByEnter_isAScan()
{
    QFETCH(QString, code);
    QFETCH(int, gapMs);
    QFETCH(Qt::Key, ending);
    QSignalSpy scanned(m_filter.get(), &ScanFilter::scanned);
    type(code, gapMs);
    end(ending);
    QCOMPARE(scanned.count(), 1);
    QCOMPARE(scanned.first().first().toString(), code);
}

void TestScanFilter::burst_neverReachesAField()
{
    QSignalSpy changed(m_field.get(), &QLineEdit::textChanged);
    QSignalSpy entered(m_field.get(), &QLineEdit::returnPressed);
    type(u"4006381333931"_s, 8);
    end();
    QCOMPARE(changed.count(), 0);
    QCOMPARE(entered.count(), 0);
    QVERIFY(m_field->text().isEmpty());
}

void TestScanFilter::hands_reachTheField_data()
{
    QTest::addColumn<int>("gapMs");
    QTest::newRow("slow") << 180;
    QTest::newRow("a quick typist") << 60;
    QTest::newRow("just too slow for a scanner") << 36;
}

void TestScanFilter::hands_reachTheField()
{
    QFETCH(int, gapMs);
    QSignalSpy scanned(m_filter.get(), &ScanFilter::scanned);
    type(u"12345678"_s, gapMs);
    m_now += gapMs;
    QTest::keyClick(m_field.get(), Qt::Key_Return);
    QTRY_COMPARE(m_field->text(), u"12345678"_s);
    QCOMPARE(scanned.count(), 0);
}

void TestScanFilter::shortBurst_isHands()
{
    QSignalSpy scanned(m_filter.get(), &ScanFilter::scanned);
    QSignalSpy entered(m_field.get(), &QLineEdit::returnPressed);
    type(u"123"_s, 5);
    end();
    QTRY_COMPARE(m_field->text(), u"123"_s);
    QCOMPARE(scanned.count(), 0);
    QCOMPARE(entered.count(), 1);
}

void TestScanFilter::lateEnter_isHands()
{
    QSignalSpy scanned(m_filter.get(), &ScanFilter::scanned);
    type(u"123456"_s, 5);
    m_now += 400;
    end();
    QTRY_COMPARE(m_field->text(), u"123456"_s);
    QCOMPARE(scanned.count(), 0);
}

void TestScanFilter::prefix_makesAnyPaceAScan()
{
    m_filter->setTiming({.prefix = u"~"_s});
    QSignalSpy scanned(m_filter.get(), &ScanFilter::scanned);
    type(u"~"_s, 100);
    type(u"57"_s, 120);
    end();
    QCOMPARE(scanned.count(), 1);
    QCOMPARE(scanned.first().first().toString(), u"57"_s);
    QVERIFY(m_field->text().isEmpty());
}

void TestScanFilter::firstCharacterThatWentThrough_isTakenBack()
{
    QString before;
    m_filter->setUndo({.allows = [](QObject *, QChar) { return true; },
                       .remember = [&] { before = m_field->text(); },
                       .restore = [&] { m_field->setText(before); }});
    m_field->setText(u"bun"_s);
    QSignalSpy scanned(m_filter.get(), &ScanFilter::scanned);
    m_now += 500;
    type(u"x"_s, 0);
    QCOMPARE(m_field->text(), u"bunx"_s); // No waiting for hands.
    type(u"yz12345"_s, 5);
    end();
    QCOMPARE(scanned.first().first().toString(), u"xyz12345"_s);
    QCOMPARE(m_field->text(), u"bun"_s);
}

void TestScanFilter::enterAfterAScan_isNotPassedOn()
{
    QSignalSpy entered(m_field.get(), &QLineEdit::returnPressed);
    type(u"96385074"_s, 5);
    end();
    QCOMPARE(entered.count(), 0);
    m_now += 500;
    QTest::keyClick(m_field.get(), Qt::Key_Return);
    QCOMPARE(entered.count(), 1);
}

void TestScanFilter::twoScans_areTwo()
{
    QSignalSpy scanned(m_filter.get(), &ScanFilter::scanned);
    for (int i = 0; i < 2; ++i) {
        type(u"96385074"_s, 5);
        end();
        m_now += 50;
    }
    QCOMPARE(scanned.count(), 2);
}

QTEST_MAIN(TestScanFilter)
#include "tst_scan_filter.moc"
