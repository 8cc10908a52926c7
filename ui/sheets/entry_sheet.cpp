#include "entry_sheet.h"

#include "figure_entry.h"
#include "keypad.h"
#include "words_fit.h"

#include <QKeyEvent>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

EntrySheet::EntrySheet(const Theme &theme, QWidget *parent, MonotonicMs clock)
    : Sheet(theme, parent, std::move(clock))
    , m_entryBox(new QWidget)
    , m_sideBox(new QWidget)
    , m_side(new QVBoxLayout(m_sideBox))
    , m_belowSide(new QVBoxLayout)
    , m_aboveEntry(new QVBoxLayout(m_entryBox))
    , m_entry(new FigureEntry(theme, m_entryBox))
{
    build();
    setFocusPolicy(Qt::StrongFocus);
    setBackWords(tr("Back"));
    backKey().setObjectName(u"backKey"_s);
    connect(m_entry, &FigureEntry::changed, this, &EntrySheet::showState);
    connect(&theme, &Theme::changed, this, &EntrySheet::dress);
    dress();
}

void EntrySheet::build()
{
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_sideBox);
    auto *left = new QVBoxLayout;
    left->addWidget(scroll, 1);
    left->addLayout(m_belowSide);
    auto *content = new QWidget(this);
    m_row = new QHBoxLayout(content);
    m_row->setContentsMargins({});
    m_row->addLayout(left, 1);
    m_row->addWidget(m_entryBox);
    m_side->setContentsMargins({});
    m_aboveEntry->setContentsMargins({});
    m_aboveEntry->addWidget(m_entry, 1);
    setContent(content);
}

void EntrySheet::dress()
{
    m_row->setSpacing(theme().unit(6));
    m_side->setSpacing(theme().unit(3));
    m_belowSide->setSpacing(theme().unit(3));
    m_aboveEntry->setSpacing(theme().gap());
}

void EntrySheet::setFrame(const CounterFrame &frame)
{
    setPadding(frame.sheetPad);
    m_entryBox->setFixedWidth(frame.keypadWidth);
    m_entry->setMostKeyHeight(frame.keypadKey);
}

void EntrySheet::setFigures(const Figures &figures)
{
    m_figures = figures;
    m_entry->setFigures(figures);
    showState();
}

QString EntrySheet::change(Money before, Money after) const
{
    if (before == after)
        return m_figures.money(before);
    return m_figures.money(before) + u" → "_s + m_figures.money(after);
}

bool EntrySheet::textFits() const
{
    return m_entry->textFits() && wordsFit(*this);
}

void EntrySheet::showEvent(QShowEvent *event)
{
    Sheet::showEvent(event);
    setFocus(Qt::OtherFocusReason);
}

void EntrySheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        take();
    else if (!m_entry->takeKey(*event))
        Sheet::keyPressEvent(event);
}
