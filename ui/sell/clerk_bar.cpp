#include "clerk_bar.h"

#include "clerk_tab.h"
#include "counter.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr qreal openShare = 1.35; // of an idle tab
}

ClerkBar::ClerkBar(const Theme &theme, Counter &counter, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_counter(counter)
    , m_add(new ClerkTab(theme, tr("Another clerk"), this))
{
    setObjectName(u"clerkBar"_s);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_add->setObjectName(u"addClerkKey"_s);
    connect(m_add, &ClerkTab::clicked, this, &ClerkBar::addAsked);
    connect(&counter, &Counter::clerksChanged, this, &ClerkBar::showClerks);
    connect(&theme, &Theme::changed, this, &ClerkBar::place);
    showClerks();
}

void ClerkBar::setFigures(const Figures &figures)
{
    m_figures = figures;
    showClerks();
}

void ClerkBar::setFrame(const CounterFrame & /*frame*/)
{
    place();
}

void ClerkBar::showClerks()
{
    const std::vector<ClerkSlot> &seats = m_counter.slotList();
    const bool sameCount = m_tabs.size() == seats.size();
    while (m_tabs.size() > seats.size()) {
        m_tabs.back()->deleteLater();
        m_tabs.pop_back();
    }
    for (size_t i = 0; i < seats.size(); ++i) {
        const ClerkFace face {.name = seats[i].name,
                              .number = int(i) + 1,
                              .sum = m_figures.money(m_counter.sumOf(int(i)))};
        if (i == m_tabs.size())
            addTab(face);
        m_tabs[i]->setClerk(face);
        m_tabs[i]->setChecked(int(i) == m_counter.activeSlot());
    }
    m_add->setVisible(m_tabs.size() < size_t(Counter::mostClerks));
    if (!sameCount || m_placedFor != m_counter.activeSlot())
        place();
}

void ClerkBar::addTab(const ClerkFace &face)
{
    const int slot = int(m_tabs.size());
    auto *tab = new ClerkTab(m_theme, face, this);
    tab->setObjectName(u"clerkTab%1"_s.arg(slot + 1));
    tab->setCheckable(true);
    tab->setActsOnPress(true);
    tab->setToolTip(u"Ctrl+%1"_s.arg(slot + 1));
    connect(tab, &ClerkTab::clicked, this, [this, slot] {
        m_counter.activate(slot);
        showClerks(); // A tab that is open stays pressed.
    });
    tab->show();
    m_tabs.push_back(tab);
}

bool ClerkBar::textFits() const
{
    return std::ranges::all_of(m_tabs, [](const ClerkTab *tab) { return tab->textFits(); });
}

void ClerkBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void ClerkBar::place()
{
    m_placedFor = m_counter.activeSlot();
    const int gap = m_theme.unit(1);
    const int high = height();
    const bool adding = m_tabs.size() < size_t(Counter::mostClerks);
    const int add = adding ? high : 0;
    const int room = width() - gap - add - gap * int(m_tabs.size());
    const qreal parts = qreal(m_tabs.size()) - 1 + openShare;
    int left = gap;
    for (size_t i = 0; i < m_tabs.size(); ++i) {
        const bool open = int(i) == m_counter.activeSlot();
        const int wide = int(room * (open ? openShare : 1.0) / parts);
        m_tabs[i]->setGeometry(left, 0, wide, high);
        left += wide + gap;
    }
    m_add->setGeometry(width() - add, 0, add, high);
    update();
}

void ClerkBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Slate));
}
