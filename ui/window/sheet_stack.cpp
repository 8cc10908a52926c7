#include "sheet_stack.h"

#include <QApplication>

SheetStack::SheetStack(QWidget &window)
    : QObject(&window)
    , m_window(window)
{
}

void SheetStack::setFrame(const CounterFrame &frame, QSize window)
{
    m_frame = frame;
    m_size = window;
    place();
}

void SheetStack::place()
{
    if (!m_current)
        return;
    QRect rect = m_frame.sheet;
    if (m_cover == Cover::Window)
        rect = QRect({}, m_size);
    else if (m_cover == Cover::BelowTopBar)
        rect = QRect(0, m_frame.topBar.height(), m_size.width(),
                     m_size.height() - m_frame.topBar.height());
    m_current->setGeometry(rect);
}

void SheetStack::show(QWidget &sheet, Cover cover)
{
    QWidget *before = m_current;
    m_current = &sheet;
    m_cover = cover;
    place();
    sheet.raise();
    sheet.show();
    if (before && before != &sheet)
        before->hide();
    takeKeys(sheet);
    emit changed();
}

/// What has given the keys to a part of itself keeps them there.
void SheetStack::takeKeys(QWidget &sheet)
{
    const QWidget *focused = QApplication::focusWidget();
    if (focused != &sheet && !sheet.isAncestorOf(focused))
        sheet.setFocus(Qt::OtherFocusReason);
}

void SheetStack::close()
{
    if (!m_current)
        return;
    QWidget *before = m_current;
    m_current = nullptr;
    // A search that closes what a sale left keeps the keys.
    const QWidget *focused = QApplication::focusWidget();
    const bool hadKeys = !focused || focused == before || before->isAncestorOf(focused);
    before->hide();
    if (hadKeys)
        m_window.setFocus(Qt::OtherFocusReason);
    emit changed();
}
