#include "paper.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QPageLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int dotsPerInch = 1200;
constexpr qreal mmPerInch = 25.4;
constexpr qreal pointsPerInch = 72;
constexpr qreal leastMm = 2;
constexpr qreal roundingRoom = 0.98; // Of one line, so that it does not break by a hair.

/// Some systems list the black face as a family of its own.
QString loadedBlackFamily()
{
    for (const auto &name : {u"Regular"_s, u"Bold"_s, u"Black"_s})
        QFontDatabase::addApplicationFont(u":/bakehouse/fonts/Lato-%1.ttf"_s.arg(name));
    QFont font(u"Lato"_s);
    font.setWeight(QFont::Black);
    return QFontInfo(font).weight() == QFont::Black ? u"Lato"_s : u"Lato Black"_s;
}

const QString &blackFamily()
{
    static const QString family = loadedBlackFamily();
    return family;
}

} // namespace

PaperText::PaperText(const QString &text, const QFont &font, qreal width, QPaintDevice &device,
                     Qt::Alignment alignment)
    : m_layout(text, font, &device)
{
    QTextOption option(alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_layout.setTextOption(option);
    m_layout.setCacheEnabled(true);
    m_layout.beginLayout();
    for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, m_height});
        m_height += line.height();
        m_width = std::max(m_width, line.naturalTextWidth());
    }
    m_layout.endLayout();
}

Paper::Paper(const QString &title, QSizeF pageMm)
    : m_writer(&m_buffer)
    , m_pageMm(pageMm)
{
    m_buffer.open(QIODevice::WriteOnly);
    m_writer.setTitle(title);
    m_writer.setCreator(u"Bakehouse"_s);
    m_writer.setResolution(dotsPerInch);
    m_writer.setPageSize(QPageSize(pageMm, QPageSize::Millimeter, title, QPageSize::ExactMatch));
    m_writer.setPageMargins({});
}

Paper::~Paper() = default;

qreal Paper::mm(qreal length) const
{
    return length / mmPerInch * m_writer.resolution();
}

QPainter &Paper::painter()
{
    if (!m_painter)
        m_painter = std::make_unique<QPainter>(&m_writer);
    return *m_painter;
}

PaperDocument Paper::finish()
{
    painter().end();
    return {.pdf = m_buffer.data(), .page = m_pageMm, .title = m_writer.title()};
}

QFont Paper::font(qreal mm, QFont::Weight weight)
{
    const bool black = weight == QFont::Black;
    QFont font;
    font.setFamilies({black ? blackFamily() : u"Lato"_s, u"Noto Sans"_s, u"Noto Sans Arabic"_s});
    blackFamily(); // Loads all of them.
    font.setWeight(weight);
    font.setPointSizeF(mm / mmPerInch * pointsPerInch);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.02); // No ligatures: an address is copied.
    return font;
}

QFont Paper::fitted(const QString &text, qreal mm, qreal widthMm, QFont::Weight weight)
{
    const qreal wide =
        QFontMetricsF(font(mm, weight), &m_writer).horizontalAdvance(text) / this->mm(1);
    const qreal room = widthMm * roundingRoom;
    const qreal fitting = wide > room ? mm * room / wide : mm;
    return font(std::max(leastMm, fitting), weight);
}
