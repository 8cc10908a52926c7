#include "basket_panel.h"
#include "category_rail.h"
#include "counter.h"
#include "counter_sheets.h"
#include "counter_window.h"
#include "sell_screen.h"
#include "tile_grid.h"

#include <QAbstractScrollArea>
#include <QKeyEvent>

#include <algorithm>

// The part of the window that turns keys into what they ask for.

namespace {

/// What of a page is scrolled out of sight is no more under another than the page is.
const QWidget &pageOf(const QWidget &widget)
{
    const QWidget *page = &widget;
    for (const QWidget *at = &widget; at; at = at->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea *>(at))
            page = at;
    }
    return *page;
}

bool coversAt(const QObject *above, const QPoint &where)
{
    const auto *widget = qobject_cast<const QWidget *>(above);
    return widget && widget->isVisible() && !widget->isWindow()
        && !widget->testAttribute(Qt::WA_TransparentForMouseEvents)
        && widget->geometry().contains(where);
}

/// Whether the middle of @p widget is covered by what was raised above it.
bool liesUnderAnother(const QWidget &widget)
{
    const QWidget *at = &pageOf(widget);
    QPoint where = at->rect().center();
    for (; !at->isWindow(); at = at->parentWidget()) {
        where = at->mapToParent(where);
        const QObjectList &siblings = at->parentWidget()->children();
        const auto above = std::find(siblings.crbegin(), siblings.crend(), at);
        if (std::any_of(siblings.crbegin(), above,
                        [&where](const QObject *other) { return coversAt(other, where); }))
            return true;
    }
    return false;
}

} // namespace

/// Whether digits and letters belong to the counter itself.
bool CounterWindow::typesNow() const
{
    return !m_firstRun && m_sheets->selling();
}

/// Tab goes on to what can be seen: not to what lies under a sheet.
bool CounterWindow::focusNextPrevChild(bool next)
{
    const QWidget *const before = focusWidget();
    do {
        if (!QWidget::focusNextPrevChild(next))
            return false;
    } while (focusWidget() != before && liesUnderAnother(*focusWidget()));
    return true;
}

void CounterWindow::keyPressEvent(QKeyEvent *event)
{
    if (m_firstRun) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (const std::optional<CounterAction> action = m_keys.actionOf(*event)) {
        act(*action);
        return;
    }
    if (typesNow() && takeTyped(*event))
        return;
    QWidget::keyPressEvent(event);
}

/// Digits are a quantity or a PLU, letters a search; arrows go to the tiles.
bool CounterWindow::takeTyped(const QKeyEvent &event)
{
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_counter->sellTyped();
        return true;
    case Qt::Key_Backspace:
        m_counter->eraseTyped();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
        m_sell->grid().setFocus(Qt::TabFocusReason);
        return true;
    default:
        break;
    }
    if (event.text().size() != 1 || (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier)))
        return false;
    const QChar letter = event.text().at(0);
    if (m_counter->type(letter))
        return true;
    if (!letter.isLetter())
        return false;
    m_sell->beginSearch(letter);
    return true;
}

void CounterWindow::act(CounterAction action)
{
    if (m_firstRun)
        return;
    const int number = int(action);
    const int category = number - int(CounterAction::Category1);
    const int clerk = number - int(CounterAction::Clerk1);
    if (category >= 0 && category < 9) {
        m_sell->rail().pressKey(category);
        return;
    }
    if (clerk >= 0 && clerk < Counter::mostClerks) {
        m_counter->activate(clerk);
        return;
    }
    switch (action) {
    case CounterAction::Back:
        back();
        break;
    case CounterAction::Search:
        m_sheets->closeAll();
        m_sell->beginSearch({});
        break;
    case CounterAction::TaxMode:
        m_counter->setMode(m_counter->mode() == TaxMode::EatIn ? TaxMode::TakeAway
                                                               : TaxMode::EatIn);
        break;
    case CounterAction::More:
        if (m_sell->arranging()) {
            arrange(false);
            break;
        }
        m_sheets->open(action);
        break;
    default:
        actOnLine(action);
    }
}

void CounterWindow::actOnLine(CounterAction action)
{
    switch (action) {
    case CounterAction::MoreOfLine:
        m_counter->changeQuantity(1);
        break;
    case CounterAction::LessOfLine:
        m_counter->changeQuantity(-1);
        break;
    case CounterAction::RemoveLine:
        m_counter->removeChosen();
        break;
    case CounterAction::LineUp:
        chooseLine(-1);
        break;
    case CounterAction::LineDown:
        chooseLine(1);
        break;
    case CounterAction::Undo:
        m_counter->undo();
        break;
    default:
        m_sheets->open(action);
    }
}

void CounterWindow::chooseLine(int by)
{
    const Basket *basket = m_counter->basket();
    if (!basket || basket->empty())
        return;
    const int last = int(basket->lines.size()) - 1;
    const int chosen = m_counter->chosenLine();
    m_counter->choose(chosen < 0 ? last : std::clamp(chosen + by, 0, last));
}

/// One step back; the basket stays whatever is pressed how often.
void CounterWindow::back()
{
    if (m_sell->searching() || m_sell->searchInUse())
        m_sell->endSearch();
    else if (m_sheets->current())
        m_sheets->closeAll();
    else if (m_sell->arranging())
        arrange(false);
    else if (!m_counter->typed().isEmpty())
        m_counter->setTyped({});
    else
        m_counter->choose(-1);
    setFocus(Qt::OtherFocusReason);
}
