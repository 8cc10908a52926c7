#include "clerk_sheet.h"

#include "clerk_keys.h"
#include "counter.h"
#include "text_label.h"
#include "words.h"
#include "words_fit.h"

#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ClerkSheet::ClerkSheet(const Theme &theme, Counter &counter, QWidget *parent, MonotonicMs clock)
    : Sheet(theme, parent, std::move(clock))
    , m_counter(counter)
    , m_words(new TextLabel(theme, Style::Body, {}, this))
    , m_keys(new ClerkKeys(theme, ClerkKey::Ground::Page, this))
    , m_signOff(&addFootKey(tr("Sign off"), u"door"_s))
{
    setObjectName(u"clerkSheet"_s);
    setTitle(tr("Another clerk"));
    setBackWords(tr("Back"));
    backKey().setObjectName(u"backKey"_s);
    m_signOff->setObjectName(u"signOffKey"_s);
    build();
    connect(m_keys, &ClerkKeys::chosen, this, &ClerkSheet::signOn);
    connect(m_signOff, &KeyButton::clicked, this, &ClerkSheet::signOff);
}

void ClerkSheet::build()
{
    m_words->setLook(Style::Body, Weight::Bold);
    m_words->setRole(Role::Ink2);
    m_words->setWordWrap(true);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_keys);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->addWidget(m_words);
    column->addWidget(scroll, 1);
    setContent(content);
    const auto dress = [this, column] { column->setSpacing(theme().unit(3)); };
    connect(&theme(), &Theme::changed, this, dress);
    dress();
}

void ClerkSheet::setFrame(const CounterFrame &frame)
{
    setPadding(frame.sheetPad);
}

bool ClerkSheet::textFits() const
{
    return wordsFit(*this) && m_keys->textFits();
}

void ClerkSheet::showEvent(QShowEvent *event)
{
    Sheet::showEvent(event);
    showState();
}

void ClerkSheet::showState()
{
    const std::vector<ClerkSlot> &seats = m_counter.slotList();
    const bool full = seats.size() >= size_t(Counter::mostClerks);
    std::vector<ClerkKeys::Clerk> clerks;
    for (const auto &[clerk, name] : m_counter.absentClerks()) {
        if (!full)
            clerks.push_back(
                {clerk, {.name = name, .number = clerkColour(seats.size() + clerks.size())}});
    }
    m_words->setText(full ? tr("Four clerks are at this till already.")
                          : tr("Tap a name. Each clerk has a basket."));
    m_keys->show(clerks);
    m_signOff->setWords(tr("Sign %1 off").arg(seats.at(size_t(m_counter.activeSlot())).name));
    m_signOff->setEnabled(seats.size() > 1 && m_counter.empty());
    m_signOff->setVisible(seats.size() > 1);
}

void ClerkSheet::signOn(int clerk)
{
    const Result<void> done = m_counter.signOn(clerk);
    if (done)
        emit backAsked();
    else
        m_words->setText(errorSentence(done.error()));
}

void ClerkSheet::signOff()
{
    const Result<void> done = m_counter.signOff(m_counter.activeSlot());
    if (done)
        emit backAsked();
    else
        m_words->setText(errorSentence(done.error()));
}
