#include "hours_page.h"

#include "hours_sheet.h"
#include "label_fit.h"
#include "text_label.h"
#include "theme.h"
#include "trouble_words.h"
#include "when_done.h"

#include <QLocale>
#include <QScrollArea>
#include <QScroller>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int lookMs = 15'000;
constexpr int workdays = 5;

/// "07:00–12:30, 14:00–18:00".
QString hoursWords(const OpeningSpans &spans)
{
    if (spans.empty())
        return HoursPage::tr("closed");
    return spansText(spans).replace(u'-', u'–');
}

QString dateWords(const OpeningException &exception)
{
    const QLocale locale;
    const QString day = locale.standaloneDayName(exception.day.dayOfWeek(), QLocale::ShortFormat)
        + u", "_s + locale.toString(exception.day, QLocale::ShortFormat);
    return exception.name.isEmpty() ? day : day + u" · "_s + exception.name;
}

} // namespace

HoursPage::HoursPage(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_state(new TextLabel(theme, Style::Line, {}, this))
    , m_scroll(new QScrollArea(this))
    , m_datesTitle(new TextLabel(theme, Style::LineSum, tr("Single dates"), this))
    , m_addDate(new KeyButton(theme, tr("Add a date"), u"plus"_s, this))
    , m_sheet(new HoursSheet(theme, this))
{
    setObjectName(u"hoursPage"_s);
    build();
    connect(m_addDate, &KeyButton::clicked, this, [this] { openNewDate(); });
    connect(m_sheet, &HoursSheet::saveAsked, this, [this] { save(); });
    connect(m_sheet, &HoursSheet::workdaysAsked, this, [this] {
        QList<int> days;
        for (int day = 1; day <= workdays; ++day)
            days.append(day);
        saveDays(days);
    });
    connect(m_sheet, &HoursSheet::dropAsked, this, [this] { drop(); });
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    auto *look = new QTimer(this);
    connect(look, &QTimer::timeout, this, [this] {
        if (isVisible())
            showState();
    });
    look->start(lookMs);
    dress();
}

void HoursPage::build()
{
    m_state->setObjectName(u"hoursState"_s);
    m_state->setWordWrap(true);
    m_addDate->setObjectName(u"addDateKey"_s);
    auto *page = new QWidget;
    m_list = new QVBoxLayout(page);
    for (int day = 1; day <= 7; ++day) {
        auto *key = new KeyButton(m_theme, QLocale().standaloneDayName(day), page);
        key->setObjectName(u"weekday%1Key"_s.arg(day));
        key->setContentSide(ContentSide::Start);
        connect(key, &KeyButton::clicked, this,
                [this, day] { m_sheet->openWeekday(day, m_hours.week.at(size_t(day - 1))); });
        m_days.append(key);
        m_list->addWidget(key);
    }
    m_list->addWidget(m_datesTitle);
    m_list->addWidget(m_addDate, 0, Qt::AlignLeft);
    m_list->addStretch(1);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus); // The keys in it have it.
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(page);
    QScroller::grabGesture(m_scroll->viewport(), QScroller::TouchGesture);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_state);
    column->addWidget(m_scroll, 1);
}

void HoursPage::dress()
{
    const int side = m_theme.unit(2);
    layout()->setContentsMargins(0, side, 0, side);
    m_state->setContentsMargins(side, 0, side, 0); // As the keys, whose ring needs room.
    layout()->setSpacing(m_theme.unit(4));
    m_list->setContentsMargins(side, side, side, side); // For the ring of a key.
    m_list->setSpacing(m_theme.gap());
}

void HoursPage::setDesk(Desk desk)
{
    m_desk = std::move(desk);
    showState();
}

void HoursPage::setHours(const OpeningHours &hours)
{
    m_hours = hours;
    showWeek();
    showDates();
    showState();
}

void HoursPage::showWeek()
{
    for (int day = 0; day < int(m_days.size()); ++day) {
        const QString hours =
            m_hours.recorded() ? hoursWords(m_hours.week.at(size_t(day))) : tr("not recorded");
        m_days.at(day)->setValueText(hours);
    }
}

QDate HoursPage::today() const
{
    return m_desk.now ? m_desk.now().toTimeZone(m_desk.zone).date() : QDate();
}

/// Those that are over are kept, but not shown.
void HoursPage::showDates()
{
    qDeleteAll(m_dates);
    m_dates.clear();
    const QDate first = today();
    for (const OpeningException &exception : m_hours.exceptions) {
        if (first.isValid() && exception.day < first)
            continue;
        auto *key = new KeyButton(m_theme, dateWords(exception), m_scroll->widget());
        key->setObjectName(u"dateKey"_s);
        key->setContentSide(ContentSide::Start);
        key->setValueText(hoursWords(exception.spans));
        connect(key, &KeyButton::clicked, this, [this, exception] {
            m_sheet->openDate(exception, HoursSheet::Date::Known, exception.day);
        });
        m_list->insertWidget(m_list->indexOf(m_addDate), key);
        m_dates.append(key);
    }
}

QString HoursPage::stateWords() const
{
    const OpeningState state = openingState(m_hours, m_desk.zone, m_desk.now());
    const QDateTime change = (state.open ? state.closesAt : state.opensAt).toTimeZone(m_desk.zone);
    const QString when = change.date() == today()
        ? change.toString(u"HH:mm"_s)
        : QLocale().toString(change.date(), QLocale::LongFormat) + change.toString(u", HH:mm"_s);
    QString words = state.open ? tr("Open now.") : tr("Closed now.");
    if (change.isValid())
        //: %1 is a time, perhaps with a date.
        words += u' ' + (state.open ? tr("Closes: %1").arg(when) : tr("Opens: %1").arg(when));
    if (m_hours.recorded())
        return words;
    const QString always = tr("No hours are recorded, so customers can order at any time.");
    return state.open ? always : always + u' ' + words; // A single date may close the shop.
}

void HoursPage::showState()
{
    if (m_desk.now)
        m_state->setText(stateWords());
}

void HoursPage::openNewDate()
{
    m_sheet->openDate({.day = today().addDays(1)}, HoursSheet::Date::New, today());
}

void HoursPage::save()
{
    if (m_sheet->weekday() > 0)
        saveDays({m_sheet->weekday()});
    else
        finish(m_desk.setException(m_sheet->exception()));
}

void HoursPage::saveDays(const QList<int> &weekdays)
{
    OpeningHours changed = m_hours;
    for (const int weekday : weekdays)
        changed.week.at(size_t(weekday - 1)) = m_sheet->spans();
    if (m_hours.recorded() && !changed.recorded())
        m_sheet->say(tr("The shop must be open on one day at least. Close single dates instead."));
    else
        finish(m_desk.setWeek(changed.week));
}

void HoursPage::drop()
{
    finish(m_desk.dropException(m_sheet->exception().day));
}

void HoursPage::finish(const QFuture<Result<void>> &saved)
{
    m_sheet->setWaiting(true);
    whenDone(saved, this, [this](const Result<void> &done) {
        m_sheet->setWaiting(false);
        if (done)
            m_sheet->hide();
        else
            m_sheet->say(troubleWords(done.error()));
    });
}

void HoursPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_sheet->setGeometry(rect());
}

bool HoursPage::textFits() const
{
    const auto fits = [](const KeyButton *key) { return key->textFits(); };
    return labelFits(*m_state) && labelFits(*m_datesTitle) && m_addDate->textFits()
        && std::ranges::all_of(m_days, fits) && std::ranges::all_of(m_dates, fits)
        && (m_sheet->isHidden() || m_sheet->textFits());
}
