#include "hours_sheet.h"

#include "label_fit.h"
#include "span_row.h"
#include "stepper.h"
#include "text_field.h"
#include "text_label.h"

#include <QLocale>
#include <QScrollArea>
#include <QScroller>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int minutesOfDay = 1'440;
constexpr qsizetype mostRows = 10;
constexpr OpeningSpan usual {.from = 7 * 60, .to = 18 * 60};
constexpr int longestName = 60;

/// "Sun, 11/29/26" as the language writes it.
QString shortDay(QDate day)
{
    const QLocale locale;
    return locale.standaloneDayName(day.dayOfWeek(), QLocale::ShortFormat) + u", "_s
        + locale.toString(day, QLocale::ShortFormat);
}

} // namespace

HoursSheet::HoursSheet(const Theme &theme, QWidget *parent, MonotonicMs clock)
    : Sheet(theme, parent, std::move(clock))
    , m_date(new Stepper(theme, tr("Date"), this))
    , m_name(new TextField(theme, tr("What it is called"), TextField::LabelPlace::Hidden, this))
    , m_scroll(new QScrollArea(this))
    , m_closed(new TextLabel(theme, Style::Line, tr("Closed all day"), this))
    , m_add(new KeyButton(theme, tr("Add an opening"), u"plus"_s, this))
    , m_trouble(new TextLabel(theme, Style::Body, {}, this))
    , m_workdays(&addFootKey(tr("Monday to Friday"), u"check"_s))
    , m_drop(&addFootKey(tr("As usual again"), u"trash"_s))
    , m_save(&setMainKey(tr("Save"), u"check"_s, KeyButton::Kind::Accent))
{
    setObjectName(u"hoursSheet"_s);
    build();
    hide();
    connect(m_date, &Stepper::stepped, this, [this](int by) { stepDay(by); });
    connect(m_add, &KeyButton::clicked, this, [this] { proposeSpan(); });
    connect(m_save, &KeyButton::clicked, this, [this] { askIfGood(&HoursSheet::saveAsked); });
    connect(m_workdays, &KeyButton::clicked, this,
            [this] { askIfGood(&HoursSheet::workdaysAsked); });
    connect(m_drop, &KeyButton::clicked, this, &HoursSheet::dropAsked);
    connect(this, &Sheet::backAsked, this, [this] { hide(); });
}

void HoursSheet::build()
{
    setBackWords(tr("Back"));
    backKey().setObjectName(u"hoursBackKey"_s);
    m_save->setObjectName(u"saveHoursKey"_s);
    m_workdays->setObjectName(u"workdaysKey"_s);
    m_drop->setObjectName(u"dropDateKey"_s);
    m_drop->setKind(KeyButton::Kind::Danger);
    m_add->setObjectName(u"addSpanKey"_s);
    m_date->setObjectName(u"dateStepper"_s);
    m_date->minus().setAccessibleName(tr("A day earlier"));
    m_date->plus().setAccessibleName(tr("A day later"));
    m_name->edit().setObjectName(u"dateName"_s);
    m_name->edit().setPlaceholderText(tr("What it is called, such as Christmas"));
    m_name->edit().setMaxLength(longestName);
    m_trouble->setObjectName(u"hoursTrouble"_s);
    m_trouble->setRole(Role::Danger);
    m_trouble->setWordWrap(true);
    m_closed->setRole(Role::Ink2);
    auto *page = new QWidget;
    m_list = new QVBoxLayout(page);
    m_list->setContentsMargins({});
    for (QWidget *part : std::initializer_list<QWidget *> {m_date, m_name, m_closed})
        m_list->addWidget(part);
    m_list->addWidget(m_add, 0, Qt::AlignLeft);
    m_list->addWidget(m_trouble);
    m_list->addStretch(1);
    m_list->setSpacing(theme().unit(3));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus); // The keys in it have it.
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(page);
    QScroller::grabGesture(m_scroll->viewport(), QScroller::TouchGesture);
    setContent(m_scroll);
}

void HoursSheet::openWeekday(int weekday, const OpeningSpans &spans)
{
    m_weekday = weekday;
    setTitle(QLocale().standaloneDayName(weekday));
    begin(spans);
}

void HoursSheet::openDate(const OpeningException &exception, Date date, QDate earliest)
{
    m_weekday = 0;
    m_day = exception.day;
    m_earliest = earliest;
    setTitle(tr("Single date"));
    m_name->setText(exception.name);
    m_drop->setVisible(date == Date::Known);
    m_date->setEnabled(date == Date::New);
    stepDay(0);
    begin(exception.spans);
}

void HoursSheet::begin(const OpeningSpans &spans)
{
    qDeleteAll(m_rows);
    m_rows.clear();
    for (const OpeningSpan &span : spans)
        addSpan(span);
    const bool isDate = m_weekday == 0;
    m_date->setVisible(isDate);
    m_name->setVisible(isDate);
    m_workdays->setVisible(m_weekday >= 1 && m_weekday <= 5);
    if (!isDate)
        m_drop->hide();
    say({});
    showRows();
    setGeometry(parentWidget()->rect());
    raise();
    show();
    fitRows();
    m_save->setFocus(Qt::OtherFocusReason);
}

void HoursSheet::addSpan(const OpeningSpan &span)
{
    auto *row = new SpanRow(theme(), span, m_scroll->widget());
    m_list->insertWidget(m_list->indexOf(m_closed), row);
    m_rows.append(row);
    row->setRoom(room());
    connect(row, &SpanRow::changed, this, [this] { say({}); });
    connect(row, &SpanRow::dropAsked, row, [this, row] {
        m_rows.removeOne(row);
        row->hide();
        row->deleteLater();
        showRows();
    });
}

/// Of the rows, beside a scroll bar.
int HoursSheet::room() const
{
    return std::max(1, m_scroll->width() - theme().unit(4));
}

void HoursSheet::fitRows()
{
    for (SpanRow *row : m_rows)
        row->setRoom(room());
}

void HoursSheet::resizeEvent(QResizeEvent *event)
{
    Sheet::resizeEvent(event);
    fitRows();
}

/// After the last one, or the usual day.
void HoursSheet::proposeSpan()
{
    constexpr int pause = 60;
    constexpr int length = 4 * 60;
    const OpeningSpans present = spans();
    OpeningSpan next = usual;
    if (!present.empty()) {
        next.from = std::min(present.back().to + pause, minutesOfDay - pause);
        next.to = std::min(next.from + length, minutesOfDay);
    }
    addSpan(next);
    showRows();
}

void HoursSheet::showRows()
{
    m_closed->setVisible(m_rows.isEmpty());
    m_add->setEnabled(m_rows.size() < mostRows);
    say({});
}

void HoursSheet::stepDay(int by)
{
    m_day = std::max(m_day.addDays(by), m_earliest);
    m_date->setText(shortDay(m_day));
    m_date->minus().setEnabled(m_day > m_earliest);
}

OpeningSpans HoursSheet::spans() const
{
    OpeningSpans spans;
    for (SpanRow *row : m_rows)
        spans.push_back(row->span());
    std::ranges::sort(spans, {}, &OpeningSpan::from);
    return spans;
}

OpeningException HoursSheet::exception() const
{
    return {.day = m_day, .name = m_name->text().trimmed(), .spans = spans()};
}

void HoursSheet::askIfGood(void (HoursSheet::*ask)())
{
    if (checkSpans(spans()))
        emit(this->*ask)();
    else
        say(tr("Two openings overlap."));
}

void HoursSheet::setWaiting(bool waiting)
{
    m_save->setWaiting(waiting);
}

void HoursSheet::say(const QString &trouble)
{
    m_trouble->setText(trouble);
    m_trouble->setVisible(!trouble.isEmpty());
}

bool HoursSheet::textFits() const
{
    const auto fits = [](const KeyButton *key) { return key->isHidden() || key->textFits(); };
    const QList<KeyButton *> keys {m_add, m_workdays, m_drop, m_save};
    return std::ranges::all_of(keys, fits) && labelFits(*m_closed)
        && std::ranges::all_of(m_rows, [](const SpanRow *row) { return row->textFits(); });
}
