#include "hours_page.h"
#include "hours_sheet.h"
#include "key_button.h"
#include "language.h"
#include "setup_bench.h"
#include "span_row.h"
#include "stepper.h"
#include "text_label.h"

#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

OpeningHours usualHours()
{
    OpeningHours hours;
    hours.week.fill(*spansFromText(u"07:00-12:30, 14:00-18:00"_s));
    hours.week[5] = *spansFromText(u"08:00-13:00"_s);
    hours.week[6] = {};
    hours.exceptions = {{.day = {2026, 11, 1}, .name = u"All Saints"_s},
                        {.day = {2026, 12, 24}, .spans = *spansFromText(u"07:00-12:00"_s)},
                        {.day = {2026, 12, 25}, .name = u"Christmas"_s}};
    return hours;
}

/// The page on a screen, over a desk that does what it is told at once.
struct Page {
    explicit Page(const QSize &screen = {1366, 768}, Mode mode = Mode::Light, int percent = 100,
                  const OpeningHours &shown = usualHours())
        : bench(screen, mode, percent)
        , page(bench.theme, &bench.window)
        , hours(shown)
    {
        // As large as the settings leave it.
        page.setGeometry(bench.window.width() / 4, bench.window.height() / 6,
                         bench.window.width() * 3 / 4, bench.window.height() * 2 / 3);
        page.setDesk({.setWeek =
                          [this](const auto &week) {
                              hours.week = week;
                              return done();
                          },
                      .setException =
                          [this](const OpeningException &exception) {
                              std::erase_if(hours.exceptions, [&](const OpeningException &other) {
                                  return other.day == exception.day;
                              });
                              hours.exceptions.push_back(exception);
                              return done();
                          },
                      .dropException =
                          [this](QDate day) {
                              std::erase_if(hours.exceptions, [day](const OpeningException &other) {
                                  return other.day == day;
                              });
                              return done();
                          },
                      .now = [] { return QDateTime(QDate(2026, 11, 27), QTime(11, 0), Qt::UTC); },
                      .zone = QTimeZone("Europe/Berlin")});
        page.setHours(hours);
    }
    QFuture<Result<void>> done()
    {
        if (!trouble)
            page.setHours(hours);
        return QtFuture::makeReadyFuture(trouble ? Result<void>(*trouble) : Result<void>());
    }
    void press(const char *name)
    {
        auto *key = page.findChild<KeyButton *>(QString::fromLatin1(name));
        QVERIFY2(key, name);
        QTRY_VERIFY2(key->isVisible() && key->isEnabled(), name);
        key->click();
    }
    QString sheetTrouble() const
    {
        const auto *label = page.findChild<TextLabel *>(u"hoursTrouble"_s);
        return label->isHidden() ? QString() : label->text();
    }
    QString state() const { return page.findChild<TextLabel *>(u"hoursState"_s)->text(); }

    SetupBench bench;
    HoursPage page;
    OpeningHours hours;
    std::optional<Error> trouble;
};

} // namespace

/// Opening hours on the screen: read, changed by taps, refused where they make no sense.
class HoursPageTest final : public QObject
{
    Q_OBJECT

private slots:
    void page_atNoon_saysUntilWhen();
    void page_withoutHours_saysSo();
    void day_stepped_isSaved();
    void day_forAllWorkdays_isSavedFiveTimes();
    void day_overlapping_isNotSaved();
    void week_withoutAnOpening_isNotSaved();
    void date_isAddedChangedAndDropped();
    void date_beforeToday_cannotBeChosen();
    void save_withoutADatabase_saysSo();
    void page_onEveryScreen_fits_data();
    void page_onEveryScreen_fits();
    void page_forAScreenReader_namesItsControls();
};

void HoursPageTest::page_atNoon_saysUntilWhen()
{
    Page page;
    QCOMPARE(page.state(), u"Open now. Closes: 12:30"_s);
    QVERIFY(page.bench.show());
    const auto *monday = page.bench.part<KeyButton>("weekday1Key");
    QCOMPARE(monday->accessibleDescription(), u"07:00–12:30, 14:00–18:00"_s);
    QCOMPARE(page.bench.part<KeyButton>("weekday7Key")->accessibleDescription(), u"closed"_s);
    // What is over is not shown.
    QCOMPARE(page.page.findChildren<KeyButton *>(u"dateKey"_s).size(), 2);
}

void HoursPageTest::page_withoutHours_saysSo()
{
    const Page page({1366, 768}, Mode::Light, 100, OpeningHours());
    QVERIFY(page.state().startsWith(u"No hours are recorded"_s));
}

void HoursPageTest::day_stepped_isSaved()
{
    Page page;
    QVERIFY(page.bench.show());
    page.press("weekday1Key");
    auto *row = page.page.findChild<SpanRow *>();
    row->from().minus().click();
    row->to().plus().click();
    page.press("saveHoursKey");
    QTRY_VERIFY(page.page.sheet().isHidden());
    QCOMPARE(spansText(page.hours.week[0]), u"06:45-12:45, 14:00-18:00"_s);
    QCOMPARE(spansText(page.hours.week[1]), u"07:00-12:30, 14:00-18:00"_s);
}

void HoursPageTest::day_forAllWorkdays_isSavedFiveTimes()
{
    Page page({1366, 768}, Mode::Light, 100, OpeningHours());
    QVERIFY(page.bench.show());
    page.press("weekday3Key");
    page.press("addSpanKey");
    page.press("workdaysKey");
    QTRY_VERIFY(page.page.sheet().isHidden());
    for (int day = 0; day < 7; ++day)
        QCOMPARE(spansText(page.hours.week.at(size_t(day))),
                 day < 5 ? u"07:00-18:00"_s : u"closed"_s);
    page.press("weekday7Key");
    QVERIFY(page.page.findChild<KeyButton *>(u"workdaysKey"_s)->isHidden());
}

void HoursPageTest::day_overlapping_isNotSaved()
{
    Page page;
    QVERIFY(page.bench.show());
    page.press("weekday1Key");
    auto *morning = page.page.findChild<SpanRow *>();
    for (int quarter = 0; quarter < 7; ++quarter)
        morning->to().plus().click();
    page.press("saveHoursKey");
    QCOMPARE(page.sheetTrouble(), u"Two openings overlap."_s);
    QCOMPARE(page.hours, usualHours());
    morning->to().minus().click();
    QCOMPARE(page.sheetTrouble(), QString());
    page.press("saveHoursKey");
    QTRY_VERIFY(page.page.sheet().isHidden());
    QCOMPARE(spansText(page.hours.week[0]), u"07:00-14:00, 14:00-18:00"_s);
}

void HoursPageTest::week_withoutAnOpening_isNotSaved()
{
    OpeningHours onlyMonday;
    onlyMonday.week[0] = *spansFromText(u"07:00-12:00"_s);
    Page page({1366, 768}, Mode::Light, 100, onlyMonday);
    QVERIFY(page.bench.show());
    page.press("weekday1Key");
    page.press("dropSpanKey");
    page.press("saveHoursKey");
    QVERIFY(!page.sheetTrouble().isEmpty());
    QCOMPARE(page.hours, onlyMonday);
    page.press("hoursBackKey");
    QVERIFY(page.page.sheet().isHidden());
}

void HoursPageTest::date_isAddedChangedAndDropped()
{
    Page page({1366, 768}, Mode::Light, 100, OpeningHours());
    QVERIFY(page.bench.show());
    page.press("addDateKey");
    QVERIFY(page.page.findChild<KeyButton *>(u"dropDateKey"_s)->isHidden());
    page.page.findChild<Stepper *>(u"dateStepper"_s)->plus().click();
    QTest::keyClicks(page.page.findChild<QLineEdit *>(u"dateName"_s), u" Stocktaking "_s);
    page.press("saveHoursKey");
    QTRY_COMPARE(page.hours.exceptions.size(), size_t(1));
    QCOMPARE(page.hours.exceptions[0],
             (OpeningException {.day = {2026, 11, 29}, .name = u"Stocktaking"_s}));
    page.press("dateKey");
    page.press("addSpanKey");
    page.press("saveHoursKey");
    QTRY_COMPARE(spansText(page.hours.exceptions[0].spans), u"07:00-18:00"_s);
    page.press("dateKey");
    page.press("dropDateKey");
    QTRY_VERIFY(page.hours.exceptions.empty());
    QTRY_VERIFY(page.page.sheet().isHidden());
}

void HoursPageTest::date_beforeToday_cannotBeChosen()
{
    Page page;
    QVERIFY(page.bench.show());
    page.press("addDateKey");
    auto *date = page.page.findChild<Stepper *>(u"dateStepper"_s);
    date->minus().click();
    QVERIFY(!date->minus().isEnabled());
    QCOMPARE(page.page.sheet().exception().day, QDate(2026, 11, 27));
}

void HoursPageTest::save_withoutADatabase_saysSo()
{
    Page page;
    page.trouble = Error {.code = Error::Code::Unavailable, .reason = Error::Reason::DatabaseAway};
    QVERIFY(page.bench.show());
    page.press("weekday1Key");
    page.press("saveHoursKey");
    QTRY_COMPARE(page.sheetTrouble(), u"The database is away. Try again later."_s);
    QVERIFY(page.page.sheet().isVisible());
}

void HoursPageTest::page_onEveryScreen_fits_data()
{
    addTextSizes();
}

void HoursPageTest::page_onEveryScreen_fits()
{
    QFETCH(QSize, screen);
    QFETCH(int, percent);
    QFETCH(QString, code);
    Language language;
    language.choose(code);
    Page page(screen, Mode::Light, percent);
    page.bench.window.show();
    const QString name = u"hours-%1-%2-%3"_s.arg(screen.width()).arg(percent).arg(code);
    QVERIFY(page.bench.picture(name));
    QVERIFY(page.page.textFits());
    page.press("weekday1Key");
    QVERIFY(page.bench.picture(name + u"-day"_s));
    QVERIFY(page.page.textFits());
    page.press("hoursBackKey");
    page.press("dateKey");
    QVERIFY(page.bench.picture(name + u"-date"_s));
    QVERIFY(page.page.textFits());
}

void HoursPageTest::page_forAScreenReader_namesItsControls()
{
    Page page;
    page.bench.window.show();
    page.press("weekday1Key");
    QCOMPARE(namelessControls(page.bench.window), QStringList());
}

QTEST_MAIN(HoursPageTest)
#include "tst_hours_page.moc"
