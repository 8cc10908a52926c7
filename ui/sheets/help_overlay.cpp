#include "help_overlay.h"

#include "face.h"
#include "name_layout.h"
#include "theme.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr std::array groups {KeyGroup::Typing, KeyGroup::Basket, KeyGroup::Paying, KeyGroup::Till};
constexpr qreal rowShare = 1.75; // of the text's size
constexpr qreal headingShare = 1.25;
constexpr int columns = 2;

bool isModifier(int key)
{
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt
        || key == Qt::Key_AltGr || key == Qt::Key_Meta;
}
}

HelpOverlay::HelpOverlay(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"helpOverlay"_s);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::StrongFocus);
    hide();
    build();
    connect(&theme, &Theme::changed, this, &HelpOverlay::arrange);
}

void HelpOverlay::build()
{
    m_keys = counterKeys();
    std::erase_if(m_keys, [](const CounterKey &key) { return !key.listed; });
    std::ranges::stable_sort(m_keys, {}, &CounterKey::group);
    setAccessibleName(tr("Keys"));
    QStringList spoken;
    for (const CounterKey &key : m_keys)
        spoken << u"%1: %2"_s.arg(key.keyText(), key.words);
    setAccessibleDescription(spoken.join(u". "_s));
}

QStringList HelpOverlay::shownRows() const
{
    QStringList rows;
    for (const Placed &row : m_rows)
        rows << (row.keys.isEmpty() ? row.words : row.keys + u' ' + row.words);
    return rows;
}

void HelpOverlay::setFrame(const CounterFrame & /*frame*/)
{
    arrange();
}

qreal HelpOverlay::keysWidth(const QFont &font) const
{
    const QFontMetricsF metrics(font);
    qreal width = 0;
    for (const CounterKey &key : m_keys)
        width = std::max(width, metrics.horizontalAdvance(key.keyText()));
    return width + m_theme.unit(7);
}

void HelpOverlay::arrange()
{
    int px = m_theme.textPx(Style::Tile);
    while (!tryArrange(px) && px > leastTextPx)
        --px;
    m_fits = tryArrange(px);
    update();
}

/// The first column ends where the half of all rows is reached, between two groups.
bool HelpOverlay::tryArrange(int px)
{
    m_font = Theme::resized(m_theme.font(Style::Body), px);
    m_keysWidth = keysWidth(m_font);
    m_rows.clear();
    const QFontMetricsF metrics(m_font);
    const qreal row = px * rowShare;
    const int pad = m_theme.unit(6);
    const int head = m_theme.textPx(Style::Head) * 2;
    const qreal width = (this->width() - (columns + 1) * pad) / qreal(columns);
    const size_t half = (m_keys.size() + groups.size() + 1) / columns;
    qreal left = pad;
    qreal top = head;
    bool fits = true;
    for (const KeyGroup group : groups) {
        const auto size = size_t(std::ranges::count(m_keys, group, &CounterKey::group));
        if (left <= pad && m_rows.size() + size / 2 >= half) {
            left += width + pad;
            top = head;
        }
        m_rows.push_back({{}, keyGroupName(group), {left, top, width, row * headingShare}});
        top += row * headingShare;
        for (const CounterKey &key : m_keys) {
            if (key.group != group)
                continue;
            m_rows.push_back({key.keyText(), key.words, {left, top, width, row}});
            fits &= m_keysWidth + metrics.horizontalAdvance(key.words) <= width;
            top += row;
        }
        top += row / 2;
        fits &= top <= height();
    }
    return fits;
}

bool HelpOverlay::event(QEvent *event)
{
    // Before the shortcuts of the window: here every key only closes the page.
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        if (!isModifier(static_cast<QKeyEvent *>(event)->key()))
            emit backAsked();
        event->accept();
        return true;
    }
    if (event->type() == QEvent::LanguageChange)
        build();
    return QWidget::event(event);
}

void HelpOverlay::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    build();
    arrange();
    raise();
    setFocus(Qt::OtherFocusReason);
}

void HelpOverlay::mousePressEvent(QMouseEvent * /*event*/)
{
    emit backAsked();
}

void HelpOverlay::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void HelpOverlay::paintRow(QPainter &painter, const Placed &row) const
{
    if (row.keys.isEmpty()) {
        painter.setFont(
            Theme::resized(m_theme.font(Style::Price), qRound(m_font.pixelSize() * 1.2)));
        painter.setPen(m_theme.color(Role::Ink));
        paintLine(painter, row.box, Qt::AlignLeft, row.words);
        return;
    }
    painter.setFont(m_font);
    painter.setPen(m_theme.color(Role::Ink));
    paintLine(painter, row.box.adjusted(m_keysWidth, 0, 0, 0), Qt::AlignLeft, row.words);
    const QFontMetricsF metrics(m_font);
    const qreal width = metrics.horizontalAdvance(row.keys) + m_theme.unit(3);
    const Face cap = keyFace(m_theme);
    paintFace(painter, QRectF(row.box.left(), row.box.top() + 2, width, row.box.height() - 4), cap);
    painter.setPen(m_theme.color(Role::Ink));
    paintLine(
        painter,
        QRectF(row.box.left(), row.box.top() + 2, width, row.box.height() - 4 - m_theme.edge()),
        Qt::AlignHCenter, row.keys);
}

void HelpOverlay::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Bg));
    const int pad = m_theme.unit(6);
    const QRectF head(pad, pad / 2.0, width() - 2 * pad, m_theme.textPx(Style::Head) * 1.4);
    painter.setFont(m_theme.font(Style::Head));
    painter.setPen(m_theme.color(Role::Ink));
    paintLine(painter, head, Qt::AlignLeft, tr("Keys"));
    painter.setFont(m_theme.font(Style::Body));
    painter.setPen(m_theme.color(Role::Ink2));
    paintLine(painter, head, Qt::AlignRight, tr("Any key closes this page"));
    for (const Placed &row : m_rows)
        paintRow(painter, row);
}
