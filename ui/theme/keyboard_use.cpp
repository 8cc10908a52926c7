#include "keyboard_use.h"

#include <QKeyEvent>

namespace {
/// Keys by which one moves and acts. Letters and digits may come from a scanner.
bool moves(int key)
{
    switch (key) {
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Space:
        return true;
    default:
        return key >= Qt::Key_F1 && key <= Qt::Key_F12;
    }
}
}

bool KeyboardUse::eventFilter(QObject *, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
        if (moves(static_cast<QKeyEvent *>(event)->key()))
            set(true);
        break;
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
        set(false);
        break;
    default:
        break;
    }
    return false;
}

void KeyboardUse::set(bool used)
{
    if (m_used == used)
        return;
    m_used = used;
    emit changed();
}
