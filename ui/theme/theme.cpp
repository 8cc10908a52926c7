#include "theme.h"

#include "colour_rows.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QStyleFactory>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
QColor inMode(const ColourRow &row, Mode mode)
{
    switch (mode) {
    case Mode::Light:
        return QColor::fromRgb(row.light);
    case Mode::Dark:
        return QColor::fromRgb(row.dark);
    case Mode::Contrast:
        break;
    }
    return QColor::fromRgb(row.contrast);
}

CategoryLook inMode(const CategoryRow &row, Mode mode)
{
    if (mode == Mode::Dark)
        return {.strong = QColor::fromRgb(row.darkStrong),
                .tint = QColor::fromRgb(row.darkTint),
                .edge = QColor::fromRgb(row.darkEdge)};
    if (mode == Mode::Contrast)
        return {.strong = QColor::fromRgb(row.strong),
                .tint = QColor(Qt::white),
                .edge = QColor(Qt::black)};
    return {.strong = QColor::fromRgb(row.strong),
            .tint = QColor::fromRgb(row.tint),
            .edge = QColor::fromRgb(row.edge)};
}

/// Stripes at 45 degrees that meet at the borders of the picture.
QBrush striped(const QColor &ground, const QColor &stripe)
{
    constexpr int side = 24;
    QPixmap pixmap(side, side);
    pixmap.fill(ground);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(stripe, side / 2.0 * 0.7071, Qt::SolidLine, Qt::SquareCap));
    for (const int x : {-side, 0, side})
        painter.drawLine(x, side, x + side, 0);
    painter.end();
    return {pixmap};
}

void loadFonts()
{
    for (const auto &name : {u"Regular"_s, u"Bold"_s, u"Black"_s})
        QFontDatabase::addApplicationFont(u":/bakehouse/fonts/Lato-%1.ttf"_s.arg(name));
}

/// Some systems list the black face as a family of its own.
QString blackFamily()
{
    QFont font(u"Lato"_s);
    font.setWeight(QFont::Black);
    return QFontInfo(font).weight() == QFont::Black ? u"Lato"_s : u"Lato Black"_s;
}

const TypeRow &rowOf(Style style)
{
    return typeRows.at(size_t(style));
}

bool followsTextSize(Style style)
{
    return style != Style::Total && style != Style::Change;
}
}

Theme::Theme(const ThemeSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    loadFonts();
    m_black = blackFamily();
    mix();
}

void Theme::apply(QApplication &application)
{
    if (m_application)
        m_application->removeEventFilter(&m_keyboard);
    m_application = &application;
    application.installEventFilter(&m_keyboard);
    dress();
}

void Theme::set(const ThemeSettings &settings)
{
    if (m_settings == settings)
        return;
    m_settings = settings;
    m_icons.clear();
    mix();
    dress();
    emit changed();
}

void Theme::mix()
{
    for (const ColourRow &row : colourRows)
        m_colors.at(size_t(row.role)) = inMode(row, m_settings.mode);
    for (const CategoryRow &row : categoryRows) {
        CategoryLook look = inMode(row, m_settings.mode);
        look.onStrong = color(Role::OnStrong);
        m_categories.at(size_t(row.key)) = look;
    }
    m_stripes = striped(color(Role::Bg), color(Role::Sunk));
}

void Theme::dress()
{
    if (!m_application)
        return;
    m_application->setStyle(QStyleFactory::create(u"Fusion"_s));
    m_application->setPalette(palette());
    m_application->setFont(font(Style::Body));
    m_application->setStyleSheet(styleSheet());
}

QColor Theme::clerk(int number) const
{
    Q_ASSERT(number >= 1 && number <= 4);
    return color(Role(int(Role::Clerk1) + number - 1));
}

int Theme::unit(qreal n) const
{
    return qRound(n * std::max(3, qRound(px(0.75))));
}

int Theme::edge() const
{
    return std::max(3, qRound(px(0.54))) + (isContrast() ? 1 : 0);
}

int Theme::iconPx() const
{
    return qRound(px(4.5));
}

int Theme::textPx(Style style) const
{
    const int percent = followsTextSize(style) ? m_settings.textPercent : 100;
    return std::max(leastTextPx, qRound(px(rowOf(style).mm) * percent / 100));
}

QFont Theme::font(Style style, Weight weight) const
{
    const int wanted = weight == Weight::Own ? rowOf(style).weight : int(weight);
    QFont font;
    font.setFamilies({wanted == int(Weight::Black) ? m_black : u"Lato"_s, u"Lato"_s,
                      u"Noto Sans Arabic"_s, u"Noto Sans"_s});
    font.setWeight(QFont::Weight(wanted));
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setPixelSize(textPx(style));
    return font;
}

QFont Theme::resized(const QFont &font, int px)
{
    QFont other(font);
    other.setPixelSize(std::max(leastTextPx, px));
    return other;
}

QFont Theme::steppedFont(Style style, const QString &text, qreal width, qreal leastMm) const
{
    QFont stepped = font(style);
    const int least = std::max(leastTextPx, qRound(px(leastMm)));
    while (stepped.pixelSize() > least && QFontMetricsF(stepped).horizontalAdvance(text) > width)
        stepped.setPixelSize(stepped.pixelSize() - 1);
    return stepped;
}

QPixmap Theme::icon(const QString &name, const QColor &color, int px, qreal dpr,
                    Stroke stroke) const
{
    return m_icons.pixmap({.name = name,
                           .color = color.rgba(),
                           .px = px,
                           .dprPercent = qRound(dpr * 100),
                           .stroke = stroke});
}
