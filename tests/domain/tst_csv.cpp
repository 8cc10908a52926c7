#include "csv.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {
struct Read {
    std::vector<CsvRecord> records;
    Result<void> outcome;
};

Read readAll(const QByteArray &text)
{
    Read read;
    read.outcome = readCsv(text, [&read](const CsvRecord &record) -> Result<void> {
        read.records.push_back(record);
        return {};
    });
    return read;
}
}

/// Reading and writing CSV.
class CsvTest final : public QObject
{
    Q_OBJECT
private slots:
    void read_text_givesFields_data();
    void read_text_givesFields();
    void read_badText_namesTheLine_data();
    void read_badText_namesTheLine();
    void read_quotedLineBreaks_countLines();
    void read_errorOfTheHandler_endsTheReading();
    void write_fields_comeBackWhenRead();
    void write_plainFields_needsNoQuotes();
};

void CsvTest::read_text_givesFields_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QStringList>>("expected");
    const QList<QStringList> two {{u"a"_s, u"b"_s}, {u"c"_s, u"d"_s}};
    QTest::newRow("LF") << QByteArray("a,b\nc,d\n") << two;
    QTest::newRow("CRLF") << QByteArray("a,b\r\nc,d\r\n") << two;
    QTest::newRow("no end of the last line") << QByteArray("a,b\nc,d") << two;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                   "a,b\nc,d")
                                     << two;
    QTest::newRow("empty lines") << QByteArray("\na,b\n\r\nc,d\n\n") << two;
    QTest::newRow("quoted") << QByteArray("\"a\",\"b\"\n\"c\",d\n") << two;
    QTest::newRow("quotes, commas and breaks inside")
        << QByteArray("\"say \"\"hi\"\"\",\"x,y\r\nz\"\n")
        << QList<QStringList> {{u"say \"hi\""_s, u"x,y\r\nz"_s}};
    QTest::newRow("empty fields") << QByteArray(",\"\",\n")
                                  << QList<QStringList> {{QString(), QString(), QString()}};
    QTest::newRow("a quote in the middle is a letter")
        << QByteArray("5\" roll,x\n") << QList<QStringList> {{u"5\" roll"_s, u"x"_s}};
    QTest::newRow("UTF-8") << QByteArray("Bäckerei,Smørrebrød 🥐\n")
                           << QList<QStringList> {{u"Bäckerei"_s, u"Smørrebrød 🥐"_s}};
    QTest::newRow("nothing") << QByteArray() << QList<QStringList>();
}

void CsvTest::read_text_givesFields()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<QStringList>, expected);
    const Read read = readAll(text);
    QVERIFY(read.outcome);
    QList<QStringList> fields;
    for (const CsvRecord &record : read.records)
        fields.append(record.fields);
    QCOMPARE(fields, expected);
}

void CsvTest::read_badText_namesTheLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("line");
    QTest::newRow("a quote that stays open") << QByteArray("a\n\"b\nc\n") << qint64(2);
    QTest::newRow("text after a closing quote") << QByteArray("a\n\"b\"c\n") << qint64(2);
    QTest::newRow("Latin-1") << QByteArray("a\nb\nB\xE4"
                                           "cker\n")
                             << qint64(3);
    QTest::newRow("half a letter at the end") << QByteArray("a\nB\xC3") << qint64(2);
    QTest::newRow("a zero byte") << QByteArray("a\0b\n", 4) << qint64(1);
    QTest::newRow("a field without end")
        << QByteArray("a\n") + QByteArray(64 * 1024 + 1, 'x') << qint64(2);
}

void CsvTest::read_badText_namesTheLine()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, line);
    const Read read = readAll(text);
    QVERIFY(!read.outcome);
    QCOMPARE(read.outcome.error().reason, Error::Reason::BadRow);
    QCOMPARE(read.outcome.error().left, line);
}

void CsvTest::read_quotedLineBreaks_countLines()
{
    const Read read = readAll("a,\"1\n2\n3\"\nb\n\nc\n");
    QVERIFY(read.outcome);
    QCOMPARE(read.records.size(), size_t(3));
    QCOMPARE(read.records[0].line, 1);
    QCOMPARE(read.records[1].line, 4);
    QCOMPARE(read.records[2].line, 6);
}

void CsvTest::read_errorOfTheHandler_endsTheReading()
{
    int seen = 0;
    const Result<void> outcome = readCsv("a\nb\nc\n", [&seen](const CsvRecord &) -> Result<void> {
        return ++seen == 2 ? Result<void>(Error {.reason = Error::Reason::UnknownProduct})
                           : Result<void>();
    });
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().reason, Error::Reason::UnknownProduct);
    QCOMPARE(seen, 2);
}

void CsvTest::write_fields_comeBackWhenRead()
{
    const QStringList fields {u"plain"_s, u"a,b"_s,  u"say \"hi\""_s, u"two\nlines"_s,
                              u"\r"_s,    QString(), u"é"_s};
    const Read read = readAll(csvLine(fields));
    QVERIFY(read.outcome);
    QCOMPARE(read.records.size(), size_t(1));
    QCOMPARE(read.records[0].fields, fields);
}

void CsvTest::write_plainFields_needsNoQuotes()
{
    QCOMPARE(csvLine({u"till"_s, u"1"_s, QString()}), QByteArray("till,1,\n"));
}

QTEST_APPLESS_MAIN(CsvTest)
#include "tst_csv.moc"
