#include "opening_hours.h"
#include "opening_words.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate);
}

OpeningSpans spans(const QString &text)
{
    return *spansFromText(text);
}

OpeningHours daily(const QString &text)
{
    OpeningHours hours;
    hours.week.fill(spans(text));
    return hours;
}

} // namespace

/// Opening hours as people write them, and when they change from a moment on.
class OpeningHoursTest final : public QObject
{
    Q_OBJECT
private slots:
    void spans_asText_areReadAndWritten_data();
    void spans_asText_areReadAndWritten();
    void weekdays_asText_areRead_data();
    void weekdays_asText_areRead();
    void openingState_atAMoment_tellsTheNextChange_data();
    void openingState_atAMoment_tellsTheNextChange();
};

void OpeningHoursTest::spans_asText_areReadAndWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written"); // empty: refused
    QTest::newRow("one") << u"07:00-18:00"_s << u"07:00-18:00"_s;
    QTest::newRow("two, out of order")
        << u"14:00-18:30,7:00 - 12:00"_s << u"07:00-12:00, 14:00-18:30"_s;
    QTest::newRow("through midnight") << u"22:00-02:00"_s << u"22:00-02:00"_s;
    QTest::newRow("all day") << u"00:00-24:00"_s << u"00:00-24:00"_s;
    QTest::newRow("all day from seven") << u"07:00-07:00"_s << u"07:00-07:00"_s;
    QTest::newRow("until midnight") << u"17:00-24:00"_s << u"17:00-24:00"_s;
    QTest::newRow("until midnight, said otherwise") << u"17:00-00:00"_s << u"17:00-24:00"_s;
    QTest::newRow("closed") << u" Closed "_s << u"closed"_s;
    QTest::newRow("side by side") << u"07:00-12:00,12:00-13:00"_s << u"07:00-12:00, 12:00-13:00"_s;
    QTest::newRow("overlapping") << u"07:00-12:00,11:00-13:00"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("one end") << u"07:00"_s << QString();
    QTest::newRow("three ends") << u"07:00-08:00-09:00"_s << QString();
    QTest::newRow("no such hour") << u"07:00-25:00"_s << QString();
    QTest::newRow("no such minute") << u"07:60-08:00"_s << QString();
    QTest::newRow("after midnight's end") << u"24:00-02:00"_s << QString();
    QTest::newRow("words") << u"morning"_s << QString();
    QTest::newRow("other digits") << u"٠٧:٠٠-١٨:٠٠"_s << QString();
    QTest::newRow("too many") << u"0:00-0:01,1:00-1:01,2:00-2:01,3:00-3:01,4:00-4:01,5:00-5:01,"
                                 "6:00-6:01,7:00-7:01,8:00-8:01,9:00-9:01,10:00-10:01"_s
                              << QString();
}

void OpeningHoursTest::spans_asText_areReadAndWritten()
{
    QFETCH(QString, text);
    QFETCH(QString, written);
    const Result<OpeningSpans> read = spansFromText(text);
    QCOMPARE(bool(read), !written.isEmpty());
    if (read)
        QCOMPARE(spansText(*read), written);
    else
        QCOMPARE(read.error().field, u"hours"_s);
}

void OpeningHoursTest::openingState_atAMoment_tellsTheNextChange_data()
{
    QTest::addColumn<OpeningHours>("hours");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("expected");
    OpeningHours week = daily(u"07:00-12:00, 14:00-18:00"_s);
    week.week[6] = {}; // Sunday
    const QByteArray berlin("Europe/Berlin");
    QTest::newRow("before the shop opens")
        << week << berlin << u"2026-11-27T05:59:59Z"_s << u"opens 2026-11-27T06:00:00Z"_s;
    QTest::newRow("as it opens") << week << berlin << u"2026-11-27T06:00:00Z"_s
                                 << u"closes 2026-11-27T11:00:00Z"_s;
    QTest::newRow("at noon") << week << berlin << u"2026-11-27T11:00:00Z"_s
                             << u"opens 2026-11-27T13:00:00Z"_s;
    QTest::newRow("Saturday night")
        << week << berlin << u"2026-11-28T20:00:00Z"_s << u"opens 2026-11-30T06:00:00Z"_s;
    QTest::newRow("never recorded")
        << OpeningHours() << berlin << u"2026-11-28T20:00:00Z"_s << u"open for ever"_s;
    OpeningHours christmas;
    christmas.exceptions = {{.day = {2026, 12, 25}, .name = u"Christmas"_s},
                            {.day = {2026, 12, 26}, .spans = spans(u"09:00-11:00"_s)}};
    QTest::newRow("always open but at Christmas")
        << christmas << berlin << u"2026-12-24T12:00:00Z"_s << u"closes 2026-12-24T23:00:00Z"_s;
    QTest::newRow("at Christmas") << christmas << berlin << u"2026-12-25T12:00:00Z"_s
                                  << u"opens 2026-12-26T08:00:00Z"_s;
    OpeningHours bar = daily(u"22:00-02:00"_s);
    QTest::newRow("the night of the day before")
        << bar << berlin << u"2026-11-27T00:30:00Z"_s << u"closes 2026-11-27T01:00:00Z"_s;
    bar.exceptions = {{.day = {2026, 11, 27}}};
    QTest::newRow("the night of the day before a closed one")
        << bar << berlin << u"2026-11-27T00:30:00Z"_s << u"closes 2026-11-27T01:00:00Z"_s;
    QTest::newRow("after it") << bar << berlin << u"2026-11-27T02:30:00Z"_s
                              << u"opens 2026-11-28T21:00:00Z"_s;
    OpeningHours holidays = daily(u"07:00-12:00"_s);
    for (QDate day(2026, 7, 1); day < QDate(2026, 9, 1); day = day.addDays(1))
        holidays.exceptions.push_back({.day = day});
    QTest::newRow("two months of holidays")
        << holidays << berlin << u"2026-06-30T11:00:00Z"_s << u"opens 2026-09-01T05:00:00Z"_s;
    QTest::newRow("all day, every day")
        << daily(u"00:00-24:00"_s) << berlin << u"2026-11-28T20:00:00Z"_s << u"open for ever"_s;
    QTest::newRow("the short night")
        << daily(u"01:00-02:30"_s) << berlin << u"2026-03-29T00:30:00Z"_s
        << u"closes 2026-03-29T01:00:00Z"_s;
    QTest::newRow("the long night, between both halves past two")
        << daily(u"01:00-02:30"_s) << berlin << u"2026-10-25T00:45:00Z"_s
        << u"opens 2026-10-25T01:00:00Z"_s;
    QTest::newRow("no midnight in São Paulo")
        << daily(u"00:00-06:00"_s) << QByteArray("America/Sao_Paulo") << u"2018-11-04T02:30:00Z"_s
        << u"opens 2018-11-04T03:00:00Z"_s;
}

void OpeningHoursTest::openingState_atAMoment_tellsTheNextChange()
{
    QFETCH(OpeningHours, hours);
    QFETCH(QByteArray, zone);
    QFETCH(QString, now);
    QFETCH(QString, expected);
    const OpeningState state = openingState(hours, QTimeZone(zone), utc(now));
    const QDateTime change = state.open ? state.closesAt : state.opensAt;
    QCOMPARE(change.isValid()
                 ? (state.open ? u"closes "_s : u"opens "_s) + change.toString(Qt::ISODate)
                 : (state.open ? u"open for ever"_s : u"closed for ever"_s),
             expected);
    QCOMPARE(isOpenAt(hours, QTimeZone(zone), utc(now)), state.open);
}

void OpeningHoursTest::weekdays_asText_areRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("days"); // empty: refused
    QTest::newRow("one") << u"wed"_s << u"wed"_s;
    QTest::newRow("several") << u"mon-fri"_s << u"mon tue wed thu fri"_s;
    QTest::newRow("single ones") << u"Sat, sun"_s << u"sat sun"_s;
    QTest::newRow("over the end of the week") << u"sat-mon"_s << u"sat sun mon"_s;
    QTest::newRow("all") << u"ALL"_s << u"mon tue wed thu fri sat sun"_s;
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("another word") << u"monday"_s << QString();
    QTest::newRow("three ends") << u"mon-tue-wed"_s << QString();
    QTest::newRow("an open end") << u"mon-"_s << QString();
}

void OpeningHoursTest::weekdays_asText_areRead()
{
    QFETCH(QString, text);
    QFETCH(QString, days);
    const Result<std::vector<size_t>> read = weekdaysFromText(text);
    QCOMPARE(bool(read), !days.isEmpty());
    QStringList words;
    for (const size_t day : read ? *read : std::vector<size_t>())
        words.append(weekdayWords().at(qsizetype(day)));
    QCOMPARE(words.join(u' '), days);
}

QTEST_APPLESS_MAIN(OpeningHoursTest)
#include "tst_opening_hours.moc"
