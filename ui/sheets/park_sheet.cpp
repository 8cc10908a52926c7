#include "park_sheet.h"

#include "clock.h"
#include "counter.h"
#include "lines_words.h"
#include "row_list.h"
#include "text_field.h"
#include "text_label.h"
#include "words.h"
#include "words_fit.h"

#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int longestName = 40;
constexpr int secondsInMinute = 60;
constexpr int minutesInHour = 60;
}

ParkSheet::ParkSheet(const Theme &theme, Counter &counter, const Clock &now, QWidget *parent,
                     MonotonicMs clock)
    : Sheet(theme, parent, std::move(clock))
    , m_counter(counter)
    , m_now(now)
    , m_name(new TextField(theme, tr("Name"), TextField::LabelPlace::Above, this))
    , m_label(new TextLabel(theme, Style::Body, {}, this))
    , m_list(new RowList(theme, tr("Parked baskets"), this))
    , m_park(&setMainKey(tr("Park"), u"park"_s, KeyButton::Kind::Accent))
{
    setObjectName(u"parkSheet"_s);
    build();
    connect(m_name, &TextField::textEdited, m_name, [this] { m_name->setError({}); });
    connect(m_name, &TextField::accepted, this, &ParkSheet::park);
    connect(m_park, &KeyButton::clicked, this, &ParkSheet::park);
    connect(m_list, &RowList::taken, this, &ParkSheet::recall);
}

void ParkSheet::build()
{
    setBackWords(tr("Back"));
    backKey().setObjectName(u"backKey"_s);
    m_name->setObjectName(u"parkName"_s);
    m_name->edit().setMaxLength(longestName);
    m_park->setObjectName(u"parkKey"_s);
    m_list->setObjectName(u"parkedList"_s);
    m_label->setLook(Style::Body, Weight::Bold);
    m_label->setRole(Role::Ink2);
    m_label->setWordWrap(true);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->addWidget(m_name);
    column->addWidget(m_label);
    column->addWidget(m_list, 1);
    column->addStretch(0); // In the list's place while nothing is parked.
    setContent(content);
    const auto dress = [this, column] { column->setSpacing(theme().unit(3)); };
    connect(&theme(), &Theme::changed, this, dress);
    dress();
}

void ParkSheet::setFrame(const CounterFrame &frame)
{
    setPadding(frame.sheetPad);
}

void ParkSheet::setFigures(const Figures &figures)
{
    m_figures = figures;
    showParked();
}

bool ParkSheet::textFits() const
{
    return wordsFit(*this) && m_list->textFits();
}

void ParkSheet::showEvent(QShowEvent *event)
{
    Sheet::showEvent(event);
    showState();
}

void ParkSheet::showState()
{
    const bool parks = !m_counter.empty();
    setTitle(parks ? tr("Park the basket") : tr("Parked baskets"));
    m_name->setVisible(parks);
    m_park->setVisible(parks);
    m_name->setError({});
    m_name->setText(proposedName());
    showParked();
    if (m_parked.empty())
        m_label->setText(parks ? QString() : tr("Nothing is parked."));
    else
        m_label->setText(parks ? tr("Parked already") : tr("Tap the one to take up."));
    m_label->setVisible(!m_label->text().isEmpty());
    m_list->setVisible(!m_parked.empty());
    if (parks) {
        m_name->edit().setFocus(Qt::OtherFocusReason);
        m_name->edit().selectAll();
    } else {
        m_list->setFocus(Qt::OtherFocusReason);
    }
}

QString ParkSheet::proposedName() const
{
    const Basket *basket = m_counter.basket();
    if (basket && !basket->customer.isEmpty())
        return basket->customer;
    return m_figures.clock(m_now.now().toLocalTime().time());
}

QString ParkSheet::clerkName(int clerk) const
{
    const auto &seats = m_counter.slotList();
    const auto seat = std::ranges::find(seats, clerk, &ClerkSlot::clerk);
    if (seat != seats.end())
        return seat->name;
    for (const auto &[number, name] : m_counter.absentClerks()) {
        if (number == clerk)
            return name;
    }
    return {};
}

QString ParkSheet::ageOf(const QDateTime &startedAt) const
{
    const qint64 minutes = std::max<qint64>(0, startedAt.secsTo(m_now.now()) / secondsInMinute);
    if (minutes < minutesInHour)
        return tr("%1 min").arg(minutes);
    return tr("%1 h %2 min").arg(minutes / minutesInHour).arg(minutes % minutesInHour);
}

void ParkSheet::showParked()
{
    m_parked.clear();
    std::vector<ListRow> rows;
    for (const Basket *basket : m_counter.parked()) {
        QStringList second;
        if (const QString clerk = clerkName(basket->clerk); !clerk.isEmpty())
            second << clerk;
        second << linesWords(int(basket->lines.size())) << ageOf(basket->startedAt);
        m_parked.push_back(basket->uuid);
        rows.push_back({.name = basket->name,
                        .second = second.join(u" · "_s),
                        .figure = m_figures.money(basket->total())});
    }
    m_list->show(std::move(rows));
}

void ParkSheet::park()
{
    const QString name = m_name->text().trimmed();
    if (m_counter.empty())
        return;
    const Result<void> parked = m_counter.park(name.isEmpty() ? proposedName() : name);
    if (parked)
        emit backAsked();
    else
        m_name->setError(errorSentence(parked.error()));
}

void ParkSheet::recall(int row)
{
    const Result<void> recalled = m_counter.recall(m_parked.at(size_t(row)));
    if (recalled)
        emit backAsked();
    else
        m_label->setText(errorSentence(recalled.error()));
}
