#include "tagged_page.h"

#include <QTest>

/// Bytes under their tags.
class TestTaggedPage : public QObject
{
    Q_OBJECT

private slots:
    void answer_isTheBytes();
    void answer_knownTag_isNotModified_data();
    void answer_knownTag_isNotModified();
    void replace_sameBytes_keepsTheTag();
    void replace_otherBytes_hasAnotherTag();
};

namespace {

QByteArray tagOf(const Answer &answer)
{
    return answer.headers.mid(0, answer.headers.indexOf('\r'));
}

}

void TestTaggedPage::answer_isTheBytes()
{
    TaggedPage page;
    page.replace("bread");
    QCOMPARE(page.answer({}, {}).body, "bread");
    const Answer packed = page.answer({}, "gzip");
    QVERIFY(packed.headers.contains("Content-Encoding: gzip\r\n"));
    QVERIFY(packed.body.startsWith("\x1f\x8b"));
    QVERIFY(tagOf(packed) != tagOf(page.answer({}, {})));
}

void TestTaggedPage::answer_knownTag_isNotModified_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::newRow("plain") << QByteArray();
    QTest::newRow("gzip") << QByteArray("gzip");
}

void TestTaggedPage::answer_knownTag_isNotModified()
{
    QFETCH(QByteArray, coding);
    TaggedPage page;
    page.replace("bread");
    const QByteArray tag = tagOf(page.answer({}, coding));
    const Answer again = page.answer(tag.sliced(qsizetype(qstrlen("ETag: "))), coding);
    QCOMPARE(again.status, 304);
    QVERIFY(again.body.isEmpty());
    QCOMPARE(tagOf(again), tag);
    QCOMPARE(page.answer("\"other\"", coding).status, 200);
}

void TestTaggedPage::replace_sameBytes_keepsTheTag()
{
    TaggedPage page;
    page.replace("bread");
    const QByteArray tag = tagOf(page.answer({}, {}));
    page.replace("bread");
    QCOMPARE(tagOf(page.answer({}, {})), tag);
}

void TestTaggedPage::replace_otherBytes_hasAnotherTag()
{
    TaggedPage page;
    page.replace("bread");
    const Answer before = page.answer({}, "gzip");
    page.replace("cake");
    const Answer after = page.answer({}, "gzip");
    QVERIFY(tagOf(after) != tagOf(before));
    QVERIFY(after.body != before.body);
}

QTEST_GUILESS_MAIN(TestTaggedPage)
#include "tst_tagged_page.moc"
