#include "await.h"
#include "call_supervisor.h"
#include "database_run.h"
#include "test_database.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QTimeZone>

#include <limits>

using namespace Qt::StringLiterals;

/// Values on their way to the server and back, and the server's refusals.
class TestSql final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void bigint_sentAndRead_isTheSame_data();
    void bigint_sentAndRead_isTheSame();
    void text_sentAndRead_isTheSame_data();
    void text_sentAndRead_isTheSame();
    void text_withCharacterZero_isInvalid();
    void bytes_sentAndRead_areTheSame_data();
    void bytes_sentAndRead_areTheSame();
    void nothing_sentAndRead_isNull();
    void flagUuidAndDate_sentAndRead_areTheSame();
    void time_sentAndRead_isUtcToTheMillisecond();
    void time_withMicroseconds_keepsThem_data();
    void time_withMicroseconds_keepsThem();
    void arrays_sentAndRead_areTheSame();
    void jsonb_sentAsText_isRead();
    void wrongType_isDefect();
    void sqlError_endsOneCallOnly();
    void uniqueViolation_isConflict();
    void transaction_notCommitted_isRolledBack();
    void transaction_committedAfterAnError_throws();
    void transaction_leftOpen_doesNotSwallowTheNextCall();
    void statement_isPreparedOnce();
    void unknownStatement_isDefect();
    void everyStatement_canBePrepared_data();
    void everyStatement_canBePrepared();

private:
    /// The answer of @p statement with @p values, read by @p read.
    template <typename F> auto answer(const QString &statement, SqlValues values, F read)
    {
        return await(m_database->run([=](Sql &sql) { return read(*sql.one(statement, values)); }));
    }

    TestCluster m_cluster;
    CallSupervisor m_supervisor;
    std::unique_ptr<TestDatabase> m_server;
    std::unique_ptr<Database> m_database;
};

void TestSql::initTestCase()
{
    m_server = std::make_unique<TestDatabase>(m_cluster);
    m_server->execute(
        u"CREATE TABLE public.probe (key text PRIMARY KEY); GRANT ALL ON public.probe TO PUBLIC"_s);
    m_database = std::make_unique<Database>(
        Database::Options {.name = u"test"_s, .address = m_server->address()}, m_supervisor);
}

void TestSql::bigint_sentAndRead_isTheSame_data()
{
    QTest::addColumn<qint64>("number");
    QTest::newRow("zero") << qint64(0);
    QTest::newRow("minus one") << qint64(-1);
    QTest::newRow("beyond 32 bits") << qint64(1) * 5'000'000'000;
    QTest::newRow("largest") << std::numeric_limits<qint64>::max();
    QTest::newRow("smallest") << std::numeric_limits<qint64>::min();
}

void TestSql::bigint_sentAndRead_isTheSame()
{
    QFETCH(qint64, number);
    const auto read =
        answer(u"test_bigint"_s, {number}, [](const SqlRow &row) { return row.integer(0); });
    QVERIFY(read);
    QCOMPARE(*read, number);
}

void TestSql::text_sentAndRead_isTheSame_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << u""_s;
    QTest::newRow("null string is empty text") << QString();
    QTest::newRow("quotes") << u"O'Brien \"the\" $1 $$ ? :name"_s;
    QTest::newRow("backslashes") << u"C:\\new\\x41 \\' E'\\n'"_s;
    QTest::newRow("umlauts and euro") << u"Brötchen zu 1 €"_s;
    QTest::newRow("emoji") << u"🥐🥖 👩🏽‍🍳"_s;
    QTest::newRow("lines and tabs") << u"a\nb\tc\r\n"_s;
    QTest::newRow("long") << QString(200'000, u'ß');
}

void TestSql::text_sentAndRead_isTheSame()
{
    QFETCH(QString, text);
    const auto read = answer(u"test_text"_s, {text}, [](const SqlRow &row) { return row.text(0); });
    QVERIFY(read);
    QCOMPARE(*read, text.isNull() ? u""_s : text);
}

void TestSql::text_withCharacterZero_isInvalid()
{
    const auto read =
        answer(u"test_text"_s, {u"a\0b"_s}, [](const SqlRow &row) { return row.text(0); });
    QVERIFY(!read);
    QCOMPARE(read.error().code, Error::Code::Invalid);
}

void TestSql::bytes_sentAndRead_areTheSame_data()
{
    QByteArray every;
    for (int value = 0; value < 256; ++value)
        every.append(static_cast<char>(value));
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("every byte") << every;
    QTest::newRow("looks like hex") << QByteArray("\\x41");
}

void TestSql::bytes_sentAndRead_areTheSame()
{
    QFETCH(QByteArray, bytes);
    const auto read =
        answer(u"test_bytes"_s, {bytes}, [](const SqlRow &row) { return row.bytes(0); });
    QVERIFY(read);
    QCOMPARE(*read, bytes);
}

void TestSql::nothing_sentAndRead_isNull()
{
    const auto isNull = [](const SqlRow &row) { return row.isNull(0); };
    QVERIFY(*answer(u"test_text"_s, {nullptr}, isNull));
    QVERIFY(*answer(u"test_bigint"_s, {std::optional<qint64>()}, isNull));
    QVERIFY(*answer(u"test_date"_s, {QDate()}, isNull));
    QVERIFY(*answer(u"test_time"_s, {QDateTime()}, isNull));
    QVERIFY(!*answer(u"test_bigint"_s, {std::optional<qint64>(1)}, isNull));
    QVERIFY(!*answer(u"test_bigint"_s, {nullptr},
                     [](const SqlRow &row) { return row.optionalInteger(0).has_value(); }));
    QVERIFY(!*answer(u"test_time"_s, {nullptr},
                     [](const SqlRow &row) { return row.time(0).isValid(); }));
}

void TestSql::flagUuidAndDate_sentAndRead_areTheSame()
{
    const QUuid uuid = QUuid::createUuid();
    const auto asFlag = [](const SqlRow &row) { return row.flag(0); };
    const auto asUuid = [](const SqlRow &row) { return row.uuid(0); };
    QVERIFY(*answer(u"test_flag"_s, {true}, asFlag));
    QVERIFY(!*answer(u"test_flag"_s, {false}, asFlag));
    QCOMPARE(*answer(u"test_uuid"_s, {uuid}, asUuid), uuid);
    QCOMPARE(*answer(u"test_uuid"_s, {QUuid()}, asUuid), QUuid());
    const QDate leapDay(2028, 2, 29);
    QCOMPARE(*answer(u"test_date"_s, {leapDay}, [](const SqlRow &row) { return row.date(0); }),
             leapDay);
}

void TestSql::time_sentAndRead_isUtcToTheMillisecond()
{
    const QDateTime summer(QDate(2026, 7, 1), QTime(2, 30, 0, 7), QTimeZone("Europe/Berlin"));
    const auto read =
        answer(u"test_time"_s, {summer}, [](const SqlRow &row) { return row.time(0); });
    QVERIFY(read);
    QCOMPARE(*read, summer);
    QCOMPARE(read->timeSpec(), Qt::UTC);
    QCOMPARE(read->time(), QTime(0, 30, 0, 7));
}

void TestSql::time_withMicroseconds_keepsThem_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("micros");
    QTest::addColumn<int>("milliseconds");
    QTest::newRow("none") << u"2026-01-01 00:00:00+00"_s << 0 << 0;
    QTest::newRow("all six") << u"2026-01-01 00:00:00.123456+00"_s << 123456 << 123;
    QTest::newRow("trailing zeros") << u"2026-01-01 00:00:00.5+00"_s << 500000 << 500;
    QTest::newRow("the last one") << u"2026-01-01 00:00:00.999999+00"_s << 999999 << 999;
    QTest::newRow("one") << u"2026-01-01 00:00:00.000001+00"_s << 1 << 0;
}

void TestSql::time_withMicroseconds_keepsThem()
{
    QFETCH(QString, text);
    QFETCH(int, micros);
    QFETCH(int, milliseconds);
    QCOMPARE(*answer(u"test_time"_s, {text}, [](const SqlRow &row) { return row.micros(0); }),
             micros);
    const auto time = answer(u"test_time"_s, {text}, [](const SqlRow &row) { return row.time(0); });
    QCOMPARE(*time, QDateTime(QDate(2026, 1, 1), QTime(0, 0, 0, milliseconds), Qt::UTC));
}

void TestSql::arrays_sentAndRead_areTheSame()
{
    const QStringList texts {u""_s,    u"a,b"_s,  u"{c}"_s, u"\"d\""_s,
                             u"\\e"_s, u"NULL"_s, u" f "_s, u"🥐"_s};
    const std::vector<QUuid> uuids {QUuid::createUuid(), QUuid()};
    const std::vector<QByteArray> bytes {QByteArray("\0\xff\\\"{", 5), QByteArray()};
    const auto all = [this](const QString &statement, const SqlValue &array, auto read) {
        return *await(m_database->run([=](Sql &sql) {
            std::vector<decltype(read(*sql.one(statement, {array})))> items;
            for (const SqlRow &row : sql.many(statement, {array}))
                items.push_back(read(row));
            return items;
        }));
    };
    const auto asText = [](const SqlRow &row) { return row.text(0); };
    QCOMPARE(all(u"test_elements"_s, SqlValue::array(texts), asText),
             std::vector<QString>(texts.begin(), texts.end()));
    QCOMPARE(
        all(u"test_uuids"_s, SqlValue::array(uuids), [](const SqlRow &row) { return row.uuid(0); }),
        uuids);
    QCOMPARE(all(u"test_byteas"_s, SqlValue::array(bytes),
                 [](const SqlRow &row) { return row.bytes(0); }),
             bytes);
    QCOMPARE(*answer(u"test_texts"_s, {SqlValue::array(texts)},
                     [](const SqlRow &row) { return row.texts(0); }),
             texts);
    QCOMPARE(*answer(u"test_texts"_s, {SqlValue::array(QStringList())},
                     [](const SqlRow &row) { return row.texts(0); }),
             QStringList());
    const SqlValue numbers = SqlValue::array(std::vector<qint64> {-1, 3, 5'000'000'000});
    QCOMPARE(*answer(u"test_sum"_s, {numbers}, [](const SqlRow &row) { return row.integer(0); }),
             5'000'000'002);
}

void TestSql::jsonb_sentAsText_isRead()
{
    const auto name = answer(u"test_jsonb"_s, {u"{\"name\":\"Brötchen \\\"x\\\"\"}"_s},
                             [](const SqlRow &row) { return row.text(0); });
    QVERIFY(name);
    QCOMPARE(*name, u"Brötchen \"x\""_s);
}

void TestSql::wrongType_isDefect()
{
    const auto read =
        answer(u"test_text"_s, {u"twelve"_s}, [](const SqlRow &row) { return row.integer(0); });
    QVERIFY(!read);
    QCOMPARE(read.error().reason, Error::Reason::Defect);
}

void TestSql::sqlError_endsOneCallOnly()
{
    const auto asNumber = [](const SqlRow &row) { return row.integer(0); };
    QVERIFY(!answer(u"test_wrong"_s, {0}, asNumber));
    QCOMPARE(*answer(u"test_wrong"_s, {1}, asNumber), 1);
}

void TestSql::uniqueViolation_isConflict()
{
    const auto insert = [](Sql &sql) { return sql.run(u"test_insert"_s, {u"secret name"_s}); };
    QCOMPARE(*await(m_database->run(insert)), 1);
    const Result<qint64> again = await(m_database->run(insert));
    QVERIFY(!again);
    QCOMPARE(again.error().code, Error::Code::Conflict);
    QVERIFY(again.error().detail.contains(u"probe_pkey"_s));
    QVERIFY(!again.error().detail.contains(u"secret name"_s));
}

void TestSql::transaction_notCommitted_isRolledBack()
{
    QVERIFY(await(m_database->run([](Sql &sql) {
        Transaction transaction(sql);
        sql.run(u"test_insert"_s, {u"never"_s});
    })));
    QCOMPARE(m_server->value(u"SELECT count(*) FROM public.probe WHERE key = 'never'"_s), u"0"_s);
}

void TestSql::transaction_committedAfterAnError_throws()
{
    const Result<void> committed = await(m_database->run([](Sql &sql) {
        Transaction transaction(sql);
        sql.run(u"test_insert"_s, {u"half"_s});
        try {
            sql.run(u"test_wrong"_s, {0});
        } catch (const SqlError &) {
            // As a careless caller would.
        }
        transaction.commit();
    }));
    QVERIFY(!committed);
    QCOMPARE(m_server->value(u"SELECT count(*) FROM public.probe WHERE key = 'half'"_s), u"0"_s);
}

void TestSql::transaction_leftOpen_doesNotSwallowTheNextCall()
{
    QVERIFY(await(m_database->run([](Sql &sql) { sql.execute(u"transaction_begin"_s); })));
    QVERIFY(await(m_database->run([](Sql &sql) { sql.run(u"test_insert"_s, {u"after"_s}); })));
    QCOMPARE(m_server->value(u"SELECT count(*) FROM public.probe WHERE key = 'after'"_s), u"1"_s);
}

void TestSql::statement_isPreparedOnce()
{
    const auto twice = [](Sql &sql) {
        sql.run(u"test_pid"_s);
        sql.run(u"test_pid"_s);
        return sql.one(u"test_prepared"_s, {u"test_pid"_s})->integer(0);
    };
    QCOMPARE(*await(m_database->run(twice)), 1);
}

void TestSql::unknownStatement_isDefect()
{
    const Result<qint64> unknown =
        await(m_database->run([](Sql &sql) { return sql.run(u"no_such_statement"_s); }));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().reason, Error::Reason::Defect);
    QVERIFY(!await(m_database->run([](Sql &sql) { sql.execute(u"no_such_statement"_s); })));
}

void TestSql::everyStatement_canBePrepared_data()
{
    static const QRegularExpression preparable(
        u"^(--[^\\n]*\\n)*\\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\\b"_s);
    QTest::addColumn<QString>("text");
    const QDir folder(u":/bakehouse/sql/statements"_s);
    QStringList files = folder.entryList(QDir::Files);
    files.removeOne(u"probes.sql"_s);
    for (const QString &name : files) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList blocks = QString::fromUtf8(file.readAll()).split(u"-- name: "_s).mid(1);
        for (const QString &block : blocks) {
            const QString text = block.section(u'\n', 1).trimmed();
            if (preparable.match(text).hasMatch())
                QTest::newRow(qPrintable(block.section(u'\n', 0, 0))) << text;
        }
    }
}

void TestSql::everyStatement_canBePrepared()
{
    QFETCH(QString, text);
    m_server->execute(u"SET search_path = bakehouse, pg_temp; DEALLOCATE ALL; PREPARE tried AS "_s
                      + text);
}

QTEST_GUILESS_MAIN(TestSql)
#include "tst_sql.moc"
