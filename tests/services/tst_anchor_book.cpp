#include "anchor_book.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

TillHead head(const QUuid &till, qint64 sequence, char letter)
{
    return {.till = till, .sequence = sequence, .hash = QByteArray(32, letter)};
}

const QDateTime evening(QDate(2026, 3, 2), QTime(22, 30), Qt::UTC);

}

/// The file of anchors: what is noted is read again, whatever became of its end.
class TestAnchorBook final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void read_noFile_isEmpty();
    void note_headsThatMoved_areRead();
    void read_lineBrokenOff_isPassedOverAndGoes();
    void read_strangeLine_isNamed();
    void note_folderGone_isUnusable();

private:
    QString path() const { return m_folder->filePath(u"anchors"_s); }
    void append(const QByteArray &bytes) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    const QUuid m_one = QUuid::createUuid();
    const QUuid m_other = QUuid::createUuid();
};

void TestAnchorBook::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestAnchorBook::append(const QByteArray &bytes) const
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::Append));
    file.write(bytes);
}

void TestAnchorBook::read_noFile_isEmpty()
{
    QCOMPARE(AnchorBook(path()).read()->size(), size_t(0));
}

void TestAnchorBook::note_headsThatMoved_areRead()
{
    const AnchorBook book(path());
    QVERIFY(book.note({head(m_one, 5, 'a'), head(m_other, 0, '\0')}, u"the end of 2026-03-02"_s,
                      evening));
    QVERIFY(book.note({head(m_one, 5, 'a'), head(m_other, 2, 'b')}, u"backup x"_s, evening));
    QVERIFY(book.note({head(m_one, 9, 'c'), head(m_other, 2, 'b')}, u"backup y"_s, evening));
    const Result<std::vector<ChainAnchor>> anchors = book.read();
    QVERIFY2(anchors, qPrintable(anchors ? QString() : describe(anchors.error())));
    QCOMPARE(anchors->size(), size_t(3));
    QCOMPARE(anchors->front(),
             (ChainAnchor {.till = m_one,
                           .sequence = 5,
                           .hash = QByteArray(32, 'a'),
                           .at = evening,
                           .occasion = u"the end of 2026-03-02"_s}));
    QCOMPARE(anchors->at(1).till, m_other);
    QCOMPARE(anchors->back().sequence, 9);
    QCOMPARE(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

void TestAnchorBook::read_lineBrokenOff_isPassedOverAndGoes()
{
    const AnchorBook book(path());
    QVERIFY(book.note({head(m_one, 5, 'a')}, u"a day"_s, evening));
    append("2026-03-03T22:30:00.000Z "); // the power went
    QCOMPARE(book.read()->size(), size_t(1));
    QVERIFY(book.note({head(m_one, 6, 'b')}, u"a day"_s, evening));
    QCOMPARE(book.read()->size(), size_t(2));
}

void TestAnchorBook::read_strangeLine_isNamed()
{
    const AnchorBook book(path());
    QVERIFY(book.note({head(m_one, 5, 'a')}, u"a day"_s, evening));
    append("something else\n");
    const Result<std::vector<ChainAnchor>> read = book.read();
    QCOMPARE(read.error().reason, Error::Reason::BadRow);
    QCOMPARE(read.error().left, std::optional<qint64>(2));
    QVERIFY(book.note({head(m_other, 1, 'b')}, u"a day"_s, evening)); // Later ones are noted still.
}

void TestAnchorBook::note_folderGone_isUnusable()
{
    const AnchorBook book(m_folder->filePath(u"gone/anchors"_s));
    QCOMPARE(book.note({head(m_one, 1, 'a')}, u"a day"_s, evening).error().code,
             Error::Code::Unavailable);
}

QTEST_GUILESS_MAIN(TestAnchorBook)
#include "tst_anchor_book.moc"
