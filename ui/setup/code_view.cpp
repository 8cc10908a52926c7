#include "code_view.h"

#include "theme.h"

#include <QPainter>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

CodeView::CodeView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"fingerprintCode"_s);
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void CodeView::setText(const QString &text)
{
    m_code = makeQrCode(text.toLatin1());
    update();
}

void CodeView::paintEvent(QPaintEvent *)
{
    constexpr int quiet = 4; // ISO 18004
    if (m_code.side == 0)
        return;
    QColor dark = m_theme.color(Role::Ink);
    QColor light = m_theme.color(Role::Raised);
    if (dark.lightness() > light.lightness())
        std::swap(dark, light);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(light);
    painter.drawRoundedRect(rect(), m_theme.radius(), m_theme.radius());
    painter.setRenderHint(QPainter::Antialiasing, false);
    // Whole pixels, so that no module is wider than another.
    const int module = std::max(1, std::min(width(), height()) / (m_code.side + 2 * quiet));
    const QPoint corner((width() - module * m_code.side) / 2,
                        (height() - module * m_code.side) / 2);
    painter.translate(corner);
    for (int row = 0; row < m_code.side; ++row) {
        for (int column = 0; column < m_code.side; ++column) {
            if (m_code.isDark(row, column))
                painter.fillRect(column * module, row * module, module, module, dark);
        }
    }
}
