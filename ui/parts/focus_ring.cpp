#include "focus_ring.h"

#include "face.h"
#include "ring_shaped.h"
#include "sheet.h"
#include "theme.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QEvent>
#include <QPainter>

namespace {
/// The widget around which the ring lies: a field's frame, where the focus is in its inside.
QWidget *framed(QWidget *focused)
{
    QWidget *proxied = focused ? focused->parentWidget() : nullptr;
    return proxied && proxied->focusProxy() == focused ? proxied : focused;
}

/// Lists show where they are themselves, and a page that takes the keys is not one control.
bool isControl(QWidget &widget)
{
    return !widget.isWindow() && !qobject_cast<QAbstractItemView *>(&widget)
        && !qobject_cast<Sheet *>(&widget)
        && (widget.focusPolicy() != Qt::NoFocus || widget.focusProxy());
}

QRect inWindow(const QWidget *widget, const QRectF &rect, const QWidget *window)
{
    return {widget->mapTo(window, rect.topLeft().toPoint()), rect.size().toSize()};
}
}

FocusRing::FocusRing(const Theme &theme, QWidget *window)
    : QWidget(window)
    , m_theme(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *now) { follow(now); });
    connect(&theme.keyboard(), &KeyboardUse::changed, this, [this] { place(); });
    connect(&theme, &Theme::changed, this, [this] { place(); });
    follow(QApplication::focusWidget());
}

void FocusRing::follow(QWidget *focused)
{
    const bool ours = focused && focused->window() == parentWidget();
    watch(ours ? framed(focused) : nullptr);
    place();
}

void FocusRing::watch(QWidget *focused)
{
    for (const QPointer<QWidget> &widget : m_watched) {
        if (widget)
            widget->removeEventFilter(this);
    }
    m_watched.clear();
    m_target = focused;
    for (QWidget *widget = focused; widget && widget != parentWidget();
         widget = widget->parentWidget()) {
        widget->installEventFilter(this);
        m_watched << widget;
    }
}

bool FocusRing::eventFilter(QObject *, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
        place();
        break;
    default:
        break;
    }
    return false;
}

void FocusRing::place()
{
    const bool shown =
        m_target && m_theme.showsFocus() && m_target->isVisible() && isControl(*m_target);
    if (!shown) {
        hide();
        return;
    }
    RingShaped::Shape shape {.rect = QRectF(m_target->rect()), .radius = qreal(m_theme.radius())};
    if (const auto *shaped = dynamic_cast<const RingShaped *>(m_target.data()))
        shape = shaped->ringShape();
    m_radius = shape.radius;
    const QRect around = inWindow(m_target, shape.rect, parentWidget())
                             .adjusted(-focusRoom, -focusRoom, focusRoom, focusRoom);
    if (geometry() != around)
        setGeometry(around);
    QRegion mask(rect());
    for (QWidget *widget : std::as_const(m_watched)) {
        if (qobject_cast<QAbstractScrollArea *>(widget->parentWidget()))
            mask &= inWindow(widget, widget->rect(), parentWidget()).translated(-around.topLeft());
    }
    setMask(mask);
    raise();
    show();
    update();
}

void FocusRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintFocusRing(painter, QRectF(rect()).adjusted(focusRoom, focusRoom, -focusRoom, -focusRoom),
                   m_radius, m_theme.color(Role::Focus));
}
