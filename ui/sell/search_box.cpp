#include "search_box.h"

#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

SearchBox::SearchBox(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_edit(new QLineEdit(this))
{
    setObjectName(u"searchBox"_s);
    m_edit->setObjectName(u"searchField"_s);
    m_edit->setAccessibleName(tr("Search, PLU or scan"));
    m_edit->setProperty("part", u"inner"_s);
    m_edit->setFrame(false);
    setFocusProxy(m_edit);
    m_edit->setMaxLength(64);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &SearchBox::textChanged);
    connect(m_edit, &QLineEdit::returnPressed, this, &SearchBox::enterPressed);
    connect(&theme, &Theme::changed, this, [this] {
        dress();
        place();
    });
    dress();
}

void SearchBox::dress()
{
    m_edit->setFont(m_theme.font(Style::Body));
    QPalette palette = m_edit->palette();
    palette.setColor(QPalette::Base, m_theme.color(Role::SearchGround));
    palette.setColor(QPalette::Text, m_theme.color(Role::SlateInk));
    palette.setColor(QPalette::PlaceholderText, m_theme.color(Role::Slate2));
    m_edit->setPalette(palette);
}

void SearchBox::setBoxHeight(int px)
{
    m_boxHeight = px;
    place();
}

void SearchBox::setHintShown(bool shown)
{
    m_hintShown = shown;
    place();
}

void SearchBox::setIconOnly(bool only)
{
    m_iconOnly = only;
    m_edit->setVisible(!only);
    update();
}

bool SearchBox::inUse() const
{
    return m_edit->hasFocus() || !m_edit->text().isEmpty();
}

void SearchBox::clear()
{
    m_edit->clear();
}

bool SearchBox::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        emit wideningAsked();
        update();
    }
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        emit leaveAsked();
        return true;
    case Qt::Key_Up:
        emit arrowPressed(-1);
        return true;
    case Qt::Key_Down:
        emit arrowPressed(1);
        return true;
    default:
        return false;
    }
}

void SearchBox::mousePressEvent(QMouseEvent * /*event*/)
{
    m_edit->show();
    m_edit->setFocus(Qt::MouseFocusReason);
    emit wideningAsked();
}

QRect SearchBox::box() const
{
    return {0, (height() - m_boxHeight) / 2, width(), m_boxHeight};
}

RingShaped::Shape SearchBox::ringShape() const
{
    return {.rect = QRectF(box()), .radius = qreal(m_theme.radius())};
}

void SearchBox::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void SearchBox::place()
{
    const int pad = m_theme.unit(3);
    const int icon = m_theme.iconPx();
    const QRect inner = box().adjusted(2 * pad + icon, 3, -pad - (m_hintShown ? icon * 2 : 0), -3);
    m_edit->setGeometry(inner);
    const QString whole = tr("Search, PLU or scan");
    const int room = inner.width() - 2 * m_theme.unit(1.5);
    const bool tight = QFontMetrics(m_edit->font()).horizontalAdvance(whole) > room;
    m_edit->setPlaceholderText(tight ? tr("Search") : whole);
    update();
}

void SearchBox::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(box()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool focused = m_edit->hasFocus();
    painter.setPen(QPen(m_theme.color(focused ? Role::SlateInk : Role::SearchLine),
                        focused ? 2 : m_theme.line()));
    painter.setBrush(m_theme.color(Role::SearchGround));
    painter.drawRoundedRect(frame, m_theme.radius(), m_theme.radius());
    const int icon = m_theme.iconPx();
    const int left = m_iconOnly ? (width() - icon) / 2 : m_theme.unit(3);
    painter.drawPixmap(
        left, (height() - icon) / 2,
        m_theme.icon(u"search"_s, m_theme.color(Role::Slate2), icon, devicePixelRatioF()));
    if (!m_hintShown || m_iconOnly)
        return;
    const QFont font = m_theme.font(Style::Caption, Weight::Bold);
    const QString hint = u"F2"_s;
    const int wide = QFontMetrics(font).horizontalAdvance(hint) + 2 * m_theme.unit(2);
    const int high = QFontMetrics(font).height() + m_theme.unit(0.5);
    const QRectF key(width() - wide - m_theme.unit(3), (height() - high) / 2.0, wide, high);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(m_theme.color(Role::SearchLine));
    painter.drawRoundedRect(key, m_theme.unit(1), m_theme.unit(1));
    painter.setFont(font);
    painter.setPen(m_theme.color(Role::Slate2));
    painter.drawText(key, Qt::AlignCenter, hint);
}
