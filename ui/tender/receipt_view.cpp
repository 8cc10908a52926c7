#include "receipt_view.h"

#include "name_layout.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {
using Kind = PaperRow::Kind;

// In dots, 8 to the millimetre.
constexpr qreal paperDots = 576;
constexpr qreal sideDots = 24;
constexpr qreal topDots = 28;
constexpr qreal bottomDots = 36;
constexpr qreal innerDots = paperDots - 2 * sideDots;
constexpr qreal indentDots = 44;
constexpr qreal betweenDots = 12;
constexpr qreal markDots = 84;
constexpr qreal codeDots = 203;
constexpr qreal ruleRoomDots = 14;
constexpr std::array vatColumns {0.34, 0.56, 0.77, 1.0}; // right ends, of the inner width

bool isCentred(Kind kind)
{
    return kind == Kind::Name || kind == Kind::Centre || kind == Kind::SmallCentre;
}

bool isBold(Kind kind)
{
    return kind == Kind::Name || kind == Kind::BoldPair || kind == Kind::TotalPair;
}

int textDots(Kind kind)
{
    switch (kind) {
    case Kind::Name:
        return 36;
    case Kind::TotalPair:
        return 48;
    case Kind::SmallCentre:
    case Kind::VatRow:
        return 22;
    default:
        return 24;
    }
}
}

ReceiptView::ReceiptView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_mono(QFontDatabase::systemFont(QFontDatabase::FixedFont))
{
    setObjectName(u"receiptView"_s);
    m_mono.setFamilies({u"DejaVu Sans Mono"_s, u"Noto Sans Mono"_s, m_mono.family()});
    m_mono.setHintingPreference(QFont::PreferNoHinting);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void ReceiptView::show(std::vector<PaperRow> rows)
{
    m_rows = std::move(rows);
    QStringList read;
    for (const PaperRow &row : m_rows) {
        if (row.kind == Kind::Code)
            m_code = makeQrCode(row.left.toLatin1());
        else
            read << QStringList({row.left, row.right, row.cells.join(u' ')}).join(u' ').trimmed();
    }
    read.removeAll(QString());
    setAccessibleName(read.join(u'\n'));
    arrange();
    updateGeometry();
    update();
}

QFont ReceiptView::fontOf(Kind kind) const
{
    QFont font = Theme::resized(m_mono, textDots(kind));
    font.setBold(isBold(kind));
    return font;
}

qreal ReceiptView::lineOf(Kind kind)
{
    return std::round(textDots(kind) * 1.32);
}

void ReceiptView::arrange()
{
    m_placed.clear();
    m_fits = true;
    qreal top = topDots;
    for (const PaperRow &row : m_rows) {
        Placed place = placed(row);
        place.top = top;
        top += place.height;
        m_placed.push_back(std::move(place));
    }
    m_height = top + bottomDots;
}

/// In as many lines as it takes; a word wider than the paper breaks where it must.
QStringList ReceiptView::broken(const QString &text, const QFont &font, qreal width)
{
    const QFontMetricsF metrics(font);
    QStringList lines;
    QString line;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const QString longer = line.isEmpty() ? word : line + u' ' + word;
        if (metrics.horizontalAdvance(longer) <= width) {
            line = longer;
            continue;
        }
        if (!line.isEmpty())
            lines << line;
        line = word;
        while (line.size() > 1 && metrics.horizontalAdvance(line) > width) {
            qsizetype part = line.size();
            while (part > 1 && metrics.horizontalAdvance(line.first(part)) > width)
                --part;
            lines << line.first(part);
            line.remove(0, part);
        }
    }
    lines << line;
    return lines;
}

ReceiptView::Placed ReceiptView::placed(const PaperRow &row)
{
    Placed place {.row = row};
    switch (row.kind) {
    case Kind::Mark:
        place.height = markDots;
        break;
    case Kind::Code:
        place.height = codeDots + 8;
        break;
    case Kind::Rule:
    case Kind::Dashes:
        place.height = 2 * ruleRoomDots + 3;
        break;
    case Kind::VatRow:
        place.height = lineOf(row.kind);
        break;
    default: {
        const QFont font = fontOf(row.kind);
        const qreal right = QFontMetricsF(font).horizontalAdvance(row.right);
        const qreal indent = row.kind == Kind::Indented ? indentDots : 0;
        const qreal room = innerDots - indent - (right > 0 ? right + betweenDots : 0);
        place.left = broken(withoutSoftHyphens(row.left), font, room);
        place.height = qreal(place.left.size()) * lineOf(row.kind);
        m_fits = m_fits && room > 0;
    }
    }
    return place;
}

int ReceiptView::heightForWidth(int width) const
{
    return int(std::ceil(m_height * width / paperDots));
}

QSize ReceiptView::sizeHint() const
{
    const int width = int(std::lround(m_theme.px(72)));
    return {width, heightForWidth(width)};
}

void ReceiptView::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Raised));
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const qreal scale = width() / paperDots;
    painter.scale(scale, scale);
    painter.setPen(m_theme.color(Role::Ink));
    for (const Placed &place : m_placed)
        paintRow(painter, place);
}

void ReceiptView::paintRow(QPainter &painter, const Placed &place) const
{
    switch (place.row.kind) {
    case Kind::Mark: {
        const int side = int(markDots);
        painter.drawPixmap(
            QRectF((paperDots - side) / 2, place.top, side, side).toRect(),
            m_theme.icon(u"loaf_mark"_s, m_theme.color(Role::Ink), side, devicePixelRatioF()));
        break;
    }
    case Kind::Code:
        paintCode(painter, place.top);
        break;
    case Kind::Rule:
    case Kind::Dashes:
        paintLine(painter, place);
        break;
    case Kind::VatRow:
        painter.setFont(fontOf(place.row.kind));
        paintVat(painter, place);
        break;
    default:
        paintWords(painter, place);
    }
}

void ReceiptView::paintLine(QPainter &painter, const Placed &place) const
{
    painter.save();
    QPen pen(m_theme.color(Role::Ink), place.row.kind == Kind::Rule ? 3 : 2);
    pen.setCapStyle(Qt::FlatCap);
    if (place.row.kind == Kind::Dashes)
        pen.setDashPattern({3, 2});
    painter.setPen(pen);
    const qreal y = place.top + place.height / 2;
    painter.drawLine(QPointF(sideDots, y), QPointF(paperDots - sideDots, y));
    painter.restore();
}

void ReceiptView::paintVat(QPainter &painter, const Placed &place)
{
    const QRectF row(sideDots, place.top, innerDots, place.height);
    for (int i = 0; i < place.row.cells.size(); ++i) {
        const QRectF cell(row.left(), row.top(), innerDots * vatColumns.at(size_t(i)),
                          row.height());
        painter.drawText(
            cell, Qt::AlignVCenter | Qt::TextDontClip | (i == 0 ? Qt::AlignLeft : Qt::AlignRight),
            place.row.cells.at(i));
    }
}

void ReceiptView::paintCode(QPainter &painter, qreal top) const
{
    if (m_code.side == 0)
        return;
    const qreal module = codeDots / m_code.side;
    // A reader wants dark on light, in every mode.
    QColor dark = m_theme.color(Role::Ink);
    QColor light = m_theme.color(Role::Raised);
    if (dark.lightness() > light.lightness())
        std::swap(dark, light);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.translate((paperDots - codeDots) / 2, top);
    const qreal quiet = 4 * module;
    painter.fillRect(QRectF(-quiet, 0, codeDots + 2 * quiet, codeDots).adjusted(0, -4, 0, 4),
                     light);
    for (int row = 0; row < m_code.side; ++row) {
        for (int column = 0; column < m_code.side; ++column) {
            if (m_code.isDark(row, column))
                painter.fillRect(QRectF(column * module, row * module, module, module), dark);
        }
    }
    painter.restore();
}

void ReceiptView::paintWords(QPainter &painter, const Placed &place) const
{
    const Kind kind = place.row.kind;
    painter.setFont(fontOf(kind));
    const qreal indent = kind == Kind::Indented ? indentDots : 0;
    const int side = isCentred(kind) ? Qt::AlignHCenter : Qt::AlignLeft;
    QRectF line(sideDots + indent, place.top, innerDots - indent, lineOf(kind));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, place.row.right);
    for (const QString &text : place.left) {
        painter.drawText(line, side | Qt::AlignVCenter | Qt::TextDontClip, text);
        line.translate(0, lineOf(kind));
    }
}
