#include "pickup_rules.h"

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

/// "01:45+02:00" of each time, without those before @p from and from @p to on.
QString walls(const std::vector<PickupRules::Day> &days, QDate date, QTime from = {0, 0},
              QTime to = {23, 59})
{
    QStringList texts;
    for (const PickupRules::Day &day : days) {
        for (const PickupRules::Time &time : day.times) {
            const QTime shown = momentOf(time.seconds + time.offset).time();
            if (day.date == date && shown >= from && shown < to)
                texts.append(shown.toString(u"HH:mm"_s)
                             + u"%1%2"_s.arg(QLatin1Char(time.offset < 0 ? '-' : '+'))
                                   .arg(qAbs(time.offset) / 60));
        }
    }
    return texts.join(u' ');
}

QString answerOf(const Result<void> &result)
{
    if (result)
        return u"yes"_s;
    const Error &error = result.error();
    QString text = reasonWord(error.reason);
    if (error.product)
        text += u" %1"_s.arg(*error.product);
    return text + u' ' + (error.at.isValid() ? error.at.toString(Qt::ISODate) : u"never"_s);
}

} // namespace

/// When the shop is open and what can be picked up when, in nights of all kinds.
class PickupRulesTest final : public QObject
{
    Q_OBJECT
private slots:
    void openingState_everyQuarterOfChanges_agreesWithTheWall_data();
    void openingState_everyQuarterOfChanges_agreesWithTheWall();
    void offered_inANightOfChange_isWhatTheWallShows_data();
    void offered_inANightOfChange_isWhatTheWallShows();
    void offered_everyTime_isAcceptedAndNoOther_data();
    void offered_everyTime_isAcceptedAndNoOther();
    void offered_ofAWeek_isWithinHoursInSteps();
    void offered_withLeadAndCutoff_beginsLater_data();
    void offered_withLeadAndCutoff_beginsLater();
    void check_ofATime_saysWhyNot_data();
    void check_ofATime_saysWhyNot();
    void checkNow_ofABasket_saysWhyNot_data();
    void checkNow_ofABasket_saysWhyNot();
};

static void addNights()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QDateTime>("from"); // two days with the change in the middle
    QTest::newRow("London, an hour less")
        << QByteArray("Europe/London") << utc(u"2026-03-28T01:00:00Z"_s);
    QTest::newRow("London, an hour more")
        << QByteArray("Europe/London") << utc(u"2026-10-24T01:00:00Z"_s);
    QTest::newRow("Berlin, an hour less")
        << QByteArray("Europe/Berlin") << utc(u"2026-03-28T01:00:00Z"_s);
    QTest::newRow("Berlin, an hour more")
        << QByteArray("Europe/Berlin") << utc(u"2026-10-24T01:00:00Z"_s);
    QTest::newRow("Berlin, after the table of the zone ends")
        << QByteArray("Europe/Berlin") << utc(u"2047-10-26T01:00:00Z"_s);
    QTest::newRow("São Paulo, no midnight")
        << QByteArray("America/Sao_Paulo") << utc(u"2018-11-03T03:00:00Z"_s);
    QTest::newRow("São Paulo, eleven twice")
        << QByteArray("America/Sao_Paulo") << utc(u"2018-02-17T02:00:00Z"_s);
    QTest::newRow("Santiago, no midnight")
        << QByteArray("America/Santiago") << utc(u"2026-09-05T04:00:00Z"_s);
    QTest::newRow("Santiago, eleven twice")
        << QByteArray("America/Santiago") << utc(u"2026-04-04T03:00:00Z"_s);
    QTest::newRow("Apia, no 30th of December")
        << QByteArray("Pacific/Apia") << utc(u"2011-12-29T10:00:00Z"_s);
    QTest::newRow("Lord Howe, half an hour less")
        << QByteArray("Australia/Lord_Howe") << utc(u"2026-10-02T15:30:00Z"_s);
    QTest::newRow("Lord Howe, half an hour more")
        << QByteArray("Australia/Lord_Howe") << utc(u"2026-04-03T15:00:00Z"_s);
    QTest::newRow("Kathmandu, no change")
        << QByteArray("Asia/Kathmandu") << utc(u"2026-04-03T15:00:00Z"_s);
    QTest::newRow("UTC") << QByteArray("UTC") << utc(u"2026-04-03T15:00:00Z"_s);
}

void PickupRulesTest::openingState_everyQuarterOfChanges_agreesWithTheWall_data()
{
    addNights();
}

/// Against Qt's own wall: open is what it shows, and the change told is the next one.
void PickupRulesTest::openingState_everyQuarterOfChanges_agreesWithTheWall()
{
    QFETCH(QByteArray, zone);
    QFETCH(QDateTime, from);
    const QTimeZone there(zone);
    constexpr int quarters = 48 * 4;
    for (const QString &text : {u"00:00-24:00"_s, u"23:15-00:45"_s, u"00:30-02:15, 23:00-23:30"_s,
                                u"01:45-02:30, 02:45-04:00"_s, u"20:00-19:00"_s}) {
        const OpeningHours hours = daily(text);
        std::optional<OpeningState> before;
        for (int quarter = 0; quarter < quarters; ++quarter) {
            const QDateTime now = from.addSecs(qint64(quarter) * 15 * 60);
            const QTime shown = now.toTimeZone(there).time();
            const int wall = shown.hour() * 60 + shown.minute();
            const bool open = std::ranges::any_of(hours.week[0], [wall](const OpeningSpan &span) {
                return (wall >= span.from && wall < span.to) || wall + 1440 < span.to;
            });
            const OpeningState state = openingState(hours, there, now);
            QCOMPARE(state.open, open);
            QCOMPARE(isOpenAt(hours, there, now), open);
            const Result<void> possible = PickupRules(hours, there, {}, now).checkNow({});
            QCOMPARE(bool(possible), open);
            QCOMPARE(possible ? QDateTime() : possible.error().at, state.opensAt);
            if (before && before->open != open)
                QCOMPARE(before->open ? before->closesAt : before->opensAt, now);
            else if (before)
                QCOMPARE(state, *before);
            before = state;
        }
    }
}

void PickupRulesTest::offered_inANightOfChange_isWhatTheWallShows_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QDate>("date");
    QTest::addColumn<QTime>("from");
    QTest::addColumn<QTime>("to");
    QTest::addColumn<QString>("expected");
    QTest::newRow("Berlin, the hour that is skipped")
        << QByteArray("Europe/Berlin") << QDate(2026, 3, 29) << QTime(1, 30) << QTime(3, 30)
        << u"01:30+60 01:45+60 03:00+120 03:15+120"_s;
    QTest::newRow("Berlin, the hour that comes twice")
        << QByteArray("Europe/Berlin") << QDate(2026, 10, 25) << QTime(1, 45) << QTime(3, 15)
        << u"01:45+120 02:00+120 02:15+120 02:30+120 02:45+120 02:00+60 02:15+60 02:30+60 "
           "02:45+60 03:00+60"_s;
    QTest::newRow("London, the hour that comes twice")
        << QByteArray("Europe/London") << QDate(2026, 10, 25) << QTime(0, 45) << QTime(2, 15)
        << u"00:45+60 01:00+60 01:15+60 01:30+60 01:45+60 01:00+0 01:15+0 01:30+0 01:45+0 "
           "02:00+0"_s;
    QTest::newRow("Santiago, a day without midnight")
        << QByteArray("America/Santiago") << QDate(2026, 9, 6) << QTime(0, 0) << QTime(1, 30)
        << u"01:00-180 01:15-180"_s;
    QTest::newRow("São Paulo, a day without midnight")
        << QByteArray("America/Sao_Paulo") << QDate(2018, 11, 4) << QTime(0, 0) << QTime(1, 30)
        << u"01:00-120 01:15-120"_s;
    QTest::newRow("São Paulo, the hour before midnight twice")
        << QByteArray("America/Sao_Paulo") << QDate(2018, 2, 17) << QTime(23, 0) << QTime(23, 45)
        << u"23:00-120 23:15-120 23:30-120 23:00-180 23:15-180 23:30-180"_s;
    QTest::newRow("Apia, the day that never was")
        << QByteArray("Pacific/Apia") << QDate(2011, 12, 30) << QTime(0, 0) << QTime(23, 59)
        << QString();
    QTest::newRow("Apia, the day after it")
        << QByteArray("Pacific/Apia") << QDate(2011, 12, 31) << QTime(0, 0) << QTime(0, 30)
        << u"00:00+840 00:15+840"_s;
    QTest::newRow("Lord Howe, half an hour skipped")
        << QByteArray("Australia/Lord_Howe") << QDate(2026, 10, 4) << QTime(1, 45) << QTime(3, 0)
        << u"01:45+630 02:30+660 02:45+660"_s;
    QTest::newRow("Lord Howe, half an hour twice")
        << QByteArray("Australia/Lord_Howe") << QDate(2026, 4, 5) << QTime(1, 15) << QTime(2, 15)
        << u"01:15+660 01:30+660 01:45+660 01:30+630 01:45+630 02:00+630"_s;
}

void PickupRulesTest::offered_inANightOfChange_isWhatTheWallShows()
{
    QFETCH(QByteArray, zone);
    QFETCH(QDate, date);
    QFETCH(QTime, from);
    QFETCH(QTime, to);
    QFETCH(QString, expected);
    const QDateTime now(date.addDays(-3), QTime(12, 0), Qt::UTC);
    const PickupRules rules(daily(u"00:00-24:00"_s), QTimeZone(zone), {}, now);
    QCOMPARE(walls(rules.offered({}), date, from, to), expected);
}

void PickupRulesTest::offered_everyTime_isAcceptedAndNoOther_data()
{
    addNights();
}

/// What is offered can be ordered; of all minutes those on the step that can be ordered are
/// offered.
void PickupRulesTest::offered_everyTime_isAcceptedAndNoOther()
{
    QFETCH(QByteArray, zone);
    QFETCH(QDateTime, from);
    const QTimeZone there(zone);
    const std::vector<PickupNeed> needs {{.product = 3, .leadMinutes = 100},
                                         {.product = 4, .cutoff = 23 * 60 + 30}};
    const PickupRules rules(daily(u"00:15-02:40, 09:00-12:05, 22:00-23:50"_s), there, {.days = 4},
                            from.addSecs(-30));
    QSet<qint64> offered;
    for (const PickupRules::Day &day : rules.offered(needs)) {
        for (const PickupRules::Time &time : day.times) {
            offered.insert(time.seconds);
            QCOMPARE(momentOf(time.seconds).toTimeZone(there).date(), day.date);
            QCOMPARE(there.offsetFromUtc(momentOf(time.seconds)), time.offset);
        }
    }
    QVERIFY(!offered.isEmpty());
    for (int minute = 0; minute < 5 * 24 * 60; ++minute) {
        const QDateTime at = from.addSecs(qint64(minute) * 60);
        const bool onStep = at.toTimeZone(there).time().minute() % 15 == 0;
        if (onStep)
            QCOMPARE(bool(rules.check(at, needs)), offered.contains(at.toSecsSinceEpoch()));
    }
}

void PickupRulesTest::offered_ofAWeek_isWithinHoursInSteps()
{
    OpeningHours hours = daily(u"07:00-08:00"_s);
    hours.week[5] = spans(u"08:10-08:50"_s); // Saturday, not on the step
    hours.week[6] = {};
    hours.exceptions = {{.day = {2026, 12, 1}, .name = u"Stocktaking"_s}};
    const PickupRules rules(hours, QTimeZone("Europe/Berlin"), {.days = 6},
                            utc(u"2026-11-27T06:20:10Z"_s));
    const auto days = rules.offered({});
    QStringList texts;
    for (const PickupRules::Day &day : days)
        texts.append(day.date.toString(u"ddd "_s) + walls(days, day.date));
    QCOMPARE(texts,
             QStringList({u"Fri 07:30+60 07:45+60"_s, u"Sat 08:15+60 08:30+60 08:45+60"_s,
                          u"Mon 07:00+60 07:15+60 07:30+60 07:45+60"_s,
                          u"Wed 07:00+60 07:15+60 07:30+60 07:45+60"_s}));
}

void PickupRulesTest::offered_withLeadAndCutoff_beginsLater_data()
{
    QTest::addColumn<int>("lead");
    QTest::addColumn<int>("cutoff"); // -1 = none
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("first");
    const QString noon = u"2026-11-27T11:00:00Z"_s; // 12:00 in Berlin
    QTest::newRow("nothing asked for") << 0 << -1 << noon << u"2026-11-27T11:00:00Z"_s;
    QTest::newRow("an hour") << 60 << -1 << noon << u"2026-11-27T12:00:00Z"_s;
    QTest::newRow("an hour, a second later")
        << 60 << -1 << u"2026-11-27T11:00:01Z"_s << u"2026-11-27T12:15:00Z"_s;
    QTest::newRow("longer than today is open") << 300 << -1 << noon << u"2026-11-28T06:00:00Z"_s;
    QTest::newRow("two days") << 2 * 1440 << -1 << noon << u"2026-11-29T11:00:00Z"_s;
    QTest::newRow("by one the day before, in time")
        << 0 << 13 * 60 << noon << u"2026-11-28T06:00:00Z"_s;
    QTest::newRow("by noon the day before, too late")
        << 0 << 12 * 60 << noon << u"2026-11-29T06:00:00Z"_s;
    QTest::newRow("by noon, a second before it")
        << 0 << 12 * 60 << u"2026-11-27T10:59:59Z"_s << u"2026-11-28T06:00:00Z"_s;
    QTest::newRow("both, the longer counts")
        << 3 * 1440 << 11 * 60 << noon << u"2026-11-30T11:00:00Z"_s;
    QTest::newRow("longer than is offered")
        << 10'080 << -1 << u"2026-11-27T11:00:00Z"_s << u"never"_s;
}

void PickupRulesTest::offered_withLeadAndCutoff_beginsLater()
{
    QFETCH(int, lead);
    QFETCH(int, cutoff);
    QFETCH(QString, now);
    QFETCH(QString, first);
    PickupNeed need {.product = 7, .leadMinutes = lead};
    if (cutoff >= 0)
        need.cutoff = cutoff;
    const PickupRules rules(daily(u"07:00-16:00"_s), QTimeZone("Europe/Berlin"), {.days = 7},
                            utc(now));
    const auto days = rules.offered({{.product = 6}, need});
    QCOMPARE(days.empty() ? u"never"_s
                          : momentOf(days.front().times.front().seconds).toString(Qt::ISODate),
             first);
}

void PickupRulesTest::check_ofATime_saysWhyNot_data()
{
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("answer");
    // Now it is noon on Friday; open from 7 to 16, cake takes a day, bread must be ordered by 11.
    QTest::newRow("in an hour") << u"2026-11-27T12:00:00Z"_s
                                << u"pickup_too_soon 7 2026-11-29T06:00:00Z"_s;
    QTest::newRow("an hour ago") << u"2026-11-27T10:00:00Z"_s
                                 << u"pickup_too_soon 2026-11-29T06:00:00Z"_s;
    QTest::newRow("tomorrow, the bread is too late")
        << u"2026-11-28T12:00:00Z"_s << u"pickup_past_cutoff 8 2026-11-29T06:00:00Z"_s;
    QTest::newRow("on Sunday") << u"2026-11-29T06:00:00Z"_s << u"yes"_s;
    QTest::newRow("on Sunday, off the step") << u"2026-11-29T06:07:00Z"_s << u"yes"_s;
    QTest::newRow("on Sunday before it opens")
        << u"2026-11-29T05:59:00Z"_s << u"pickup_closed 2026-11-29T06:00:00Z"_s;
    QTest::newRow("as it closes") << u"2026-11-29T15:00:00Z"_s
                                  << u"pickup_closed 2026-11-29T06:00:00Z"_s;
    QTest::newRow("the last day") << u"2026-12-10T14:59:00Z"_s << u"yes"_s;
    QTest::newRow("a day later") << u"2026-12-11T06:00:00Z"_s
                                 << u"pickup_too_far 2026-11-29T06:00:00Z"_s;
    QTest::newRow("in a thousand years")
        << u"3026-12-11T06:00:00Z"_s << u"pickup_too_far 2026-11-29T06:00:00Z"_s;
    QTest::newRow("a thousand years ago")
        << u"1026-12-11T06:00:00Z"_s << u"pickup_too_soon 2026-11-29T06:00:00Z"_s;
}

void PickupRulesTest::check_ofATime_saysWhyNot()
{
    QFETCH(QString, at);
    QFETCH(QString, answer);
    const PickupRules rules(daily(u"07:00-16:00"_s), QTimeZone("Europe/Berlin"), {},
                            utc(u"2026-11-27T11:00:00Z"_s));
    const Result<void> checked = rules.check(
        utc(at), {{.product = 7, .leadMinutes = 1440}, {.product = 8, .cutoff = 11 * 60}});
    QCOMPARE(answerOf(checked), answer);
    QVERIFY(checked || checked.error().field == u"pickup_at"_s);
}

void PickupRulesTest::checkNow_ofABasket_saysWhyNot_data()
{
    QTest::addColumn<QString>("now");
    QTest::addColumn<int>("lead");
    QTest::addColumn<int>("cutoff");
    QTest::addColumn<QString>("answer");
    const QString noon = u"2026-11-27T11:00:00Z"_s;
    QTest::newRow("open") << noon << 0 << -1 << u"yes"_s;
    QTest::newRow("closed") << u"2026-11-27T15:00:00Z"_s << 0 << -1
                            << u"shop_closed 2026-11-28T06:00:00Z"_s;
    QTest::newRow("ready before it closes") << noon << 239 << -1 << u"yes"_s;
    QTest::newRow("ready as it closes")
        << noon << 240 << -1 << u"pickup_too_soon 7 2026-11-28T06:00:00Z"_s;
    QTest::newRow("ordered the day before only")
        << noon << 0 << 18 * 60 << u"pickup_past_cutoff 7 2026-11-28T06:00:00Z"_s;
}

void PickupRulesTest::checkNow_ofABasket_saysWhyNot()
{
    QFETCH(QString, now);
    QFETCH(int, lead);
    QFETCH(int, cutoff);
    QFETCH(QString, answer);
    PickupNeed need {.product = 7, .leadMinutes = lead};
    if (cutoff >= 0)
        need.cutoff = cutoff;
    const PickupRules rules(daily(u"07:00-16:00"_s), QTimeZone("Europe/Berlin"), {}, utc(now));
    QCOMPARE(answerOf(rules.checkNow({need})), answer);
}

QTEST_APPLESS_MAIN(PickupRulesTest)
#include "tst_pickup_rules.moc"
