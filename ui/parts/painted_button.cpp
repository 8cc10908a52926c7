#include "painted_button.h"

#include "theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPointer>

PaintedButton::PaintedButton(const Theme &theme, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setText(text);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] { rearrange(); });
}

void PaintedButton::rearrange()
{
    updateGeometry();
    arrange();
    update();
}

void PaintedButton::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::EnabledChange || event->type() == QEvent::LayoutDirectionChange)
        rearrange();
}

void PaintedButton::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    arrange();
}

void PaintedButton::mousePressEvent(QMouseEvent *event)
{
    if (!m_actsOnPress || event->button() != Qt::LeftButton) {
        QAbstractButton::mousePressEvent(event);
        return;
    }
    const QPointer<PaintedButton> alive(this);
    setDown(true);
    emit pressed();
    if (!alive)
        return;
    if (isCheckable())
        nextCheckState();
    emit clicked(isChecked());
    event->accept();
}

void PaintedButton::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_actsOnPress || event->button() != Qt::LeftButton) {
        QAbstractButton::mouseReleaseEvent(event);
        return;
    }
    setDown(false);
    emit released();
    event->accept();
}

void PaintedButton::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter) {
        QAbstractButton::keyPressEvent(event);
        return;
    }
    if (!event->isAutoRepeat())
        click();
}
