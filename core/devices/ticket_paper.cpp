#include "ticket_paper.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qreal paperMm = 80;
constexpr qreal marginMm = 4; // What a thermal head does not reach, with some air.
constexpr qreal innerMm = paperMm - 2 * marginMm;
constexpr qreal leastHeightMm = 50;
constexpr qreal quantityMm = 14;
constexpr qreal gapMm = 2;

/// Puts one ticket together from the top. Used twice: to learn its height, and to paint.
class TicketMaker
{
public:
    TicketMaker(const TicketContent &content, Paper &paper, QPainter *painter)
        : m_content(content)
        , m_paper(paper)
        , m_painter(painter)
    {
    }

    /// Its length in millimetres.
    qreal make()
    {
        addHead();
        addRule();
        for (const TicketContent::Line &line : m_content.lines)
            addLine(line);
        if (!m_content.note.isEmpty())
            addNote();
        addRule();
        add(m_content.foot, Paper::font(3));
        return m_y + marginMm;
    }

private:
    void addHead()
    {
        if (!m_content.again.isEmpty())
            addAgain();
        add(m_content.code, m_paper.fitted(m_content.code, 22, innerMm, QFont::Black));
        add(m_content.pickup, Paper::font(7, QFont::Black));
        if (!m_content.name.isEmpty())
            add(m_content.name, Paper::font(5, QFont::Bold));
    }

    /// White on black, so that nobody makes the goods twice.
    void addAgain()
    {
        const PaperText text(m_content.again, Paper::font(4, QFont::Black), px(innerMm - 4),
                             m_paper.device(), Qt::AlignHCenter);
        const qreal heightMm = text.height() / px(1) + 2;
        if (m_painter) {
            m_painter->fillRect(QRectF(px(marginMm), px(m_y), px(innerMm), px(heightMm)),
                                Qt::black);
            m_painter->setPen(Qt::white);
            text.paint(*m_painter, {px(marginMm + 2), px(m_y + 1)});
            m_painter->setPen(Qt::black);
        }
        m_y += heightMm + gapMm;
    }

    void addLine(const TicketContent::Line &line)
    {
        const qreal top = m_y;
        const QFont font = Paper::font(5, QFont::Black);
        const qreal quantityHeight = put(line.quantity, font, marginMm, quantityMm);
        const qreal left = marginMm + quantityMm + gapMm;
        m_y += put(line.name, Paper::font(5, QFont::Bold), left, innerMm - quantityMm - gapMm);
        if (!line.allergens.isEmpty())
            m_y += put(line.allergens, Paper::font(3.4), left, innerMm - quantityMm - gapMm);
        m_y = std::max(m_y, top + quantityHeight) + gapMm / 2;
    }

    void addNote()
    {
        const qreal inset = 2;
        m_y += gapMm;
        const qreal top = m_y;
        m_y += inset;
        m_y += put(m_content.note, Paper::font(4.5, QFont::Bold), marginMm + inset,
                   innerMm - 2 * inset);
        m_y += inset;
        if (m_painter) {
            m_painter->setPen(QPen(Qt::black, px(0.5)));
            m_painter->setBrush(Qt::NoBrush);
            m_painter->drawRect(QRectF(px(marginMm), px(top), px(innerMm), px(m_y - top)));
        }
        m_y += gapMm;
    }

    void addRule()
    {
        m_y += gapMm;
        if (m_painter) {
            m_painter->setPen(QPen(Qt::black, px(0.4)));
            m_painter->drawLine(QPointF(px(marginMm), px(m_y)),
                                QPointF(px(marginMm + innerMm), px(m_y)));
        }
        m_y += gapMm;
    }

    void add(const QString &text, const QFont &font) { m_y += put(text, font, marginMm, innerMm); }

    /// At the present height; gives the millimetres it took.
    qreal put(const QString &text, const QFont &font, qreal leftMm, qreal widthMm)
    {
        const PaperText laidOut(text, font, px(widthMm), m_paper.device());
        if (m_painter) {
            m_painter->setPen(Qt::black);
            laidOut.paint(*m_painter, {px(leftMm), px(m_y)});
        }
        return laidOut.height() / px(1);
    }

    qreal px(qreal mm) const { return m_paper.mm(mm); }

    const TicketContent &m_content;
    Paper &m_paper;
    QPainter *m_painter; ///< nullptr: it is only measured.
    qreal m_y = marginMm;
};

} // namespace

PaperDocument makeTicket(const TicketContent &content)
{
    Paper measured(content.code, {paperMm, leastHeightMm});
    const qreal height = std::max(leastHeightMm, TicketMaker(content, measured, nullptr).make());
    Paper paper(content.code, {paperMm, height});
    TicketMaker(content, paper, &paper.painter()).make();
    return paper.finish();
}
