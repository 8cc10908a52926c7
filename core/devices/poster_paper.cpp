#include "poster_paper.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

constexpr QSizeF pageMm(210, 297);
constexpr qreal marginMm = 20;
constexpr qreal innerMm = 170;
constexpr qreal codeMm = 120;
constexpr int quietZone = 4; // Modules around a code, by its standard.
constexpr qreal bandMm = 46;

QString fileOf(const QString &language)
{
    return u":/bakehouse/poster/%1.json"_s.arg(language);
}

/// Paints one page from its top.
class PosterPainter
{
public:
    PosterPainter(const PosterPage &page, Paper &paper)
        : m_page(page)
        , m_paper(paper)
        , m_painter(paper.painter())
    {
    }

    void paint()
    {
        paintBand();
        m_y = bandMm + 10;
        add(m_page.words.title, Paper::font(19, QFont::Black), Qt::black);
        m_y += 5;
        paintCode();
        m_y += 5;
        add(m_page.words.typed, Paper::font(6), Qt::black);
        add(m_page.address, m_paper.fitted(m_page.address, 10, innerMm, QFont::Bold), Qt::black);
        m_y += 8;
        paintSteps();
    }

private:
    void paintBand()
    {
        m_painter.fillRect(QRectF(0, 0, px(pageMm.width()), px(bandMm)), accent());
        const PaperText name(m_page.shopName,
                             m_paper.fitted(m_page.shopName, 18, innerMm, QFont::Black),
                             px(innerMm), m_paper.device(), Qt::AlignHCenter);
        m_painter.setPen(Qt::white);
        name.paint(m_painter, {px(marginMm), (px(bandMm) - name.height()) / 2});
    }

    void add(const QString &text, const QFont &font, const QColor &color)
    {
        const PaperText laidOut(text, font, px(innerMm), m_paper.device(), Qt::AlignHCenter);
        m_painter.setPen(color);
        laidOut.paint(m_painter, {px(marginMm), px(m_y)});
        m_y += laidOut.height() / px(1);
    }

    void paintCode()
    {
        const qreal module = codeMm / (m_page.codeSide + 2 * quietZone);
        const qreal left = (pageMm.width() - codeMm) / 2 + quietZone * module;
        const qreal top = m_y + quietZone * module;
        m_painter.setPen(Qt::NoPen);
        for (int row = 0; row < m_page.codeSide; ++row) {
            for (int column = 0; column < m_page.codeSide; ++column) {
                if (m_page.codeDark.at(row * m_page.codeSide + column) != 0)
                    m_painter.fillRect(QRectF(px(left + column * module), px(top + row * module),
                                              px(module), px(module)),
                                       Qt::black);
            }
        }
        m_painter.setPen(QPen(accent(), px(1)));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(
            QRectF(px((pageMm.width() - codeMm) / 2), px(m_y), px(codeMm), px(codeMm)), px(3),
            px(3));
        m_y += codeMm;
    }

    /// Side by side: a number in a disc, words under it.
    void paintSteps()
    {
        const qsizetype count = m_page.words.steps.size();
        const qreal width = innerMm / qreal(count);
        const qreal disc = 14;
        for (qsizetype i = 0; i < count; ++i) {
            const qreal left = marginMm + qreal(i) * width;
            const QRectF circle(px(left + (width - disc) / 2), px(m_y), px(disc), px(disc));
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(accent());
            m_painter.drawEllipse(circle);
            m_painter.setPen(Qt::white);
            m_painter.setFont(Paper::font(8, QFont::Black));
            m_painter.drawText(circle, Qt::AlignCenter, QString::number(i + 1));
            const PaperText step(m_page.words.steps.at(i), Paper::font(6.5, QFont::Bold),
                                 px(width - 4), m_paper.device(), Qt::AlignHCenter);
            m_painter.setPen(Qt::black);
            step.paint(m_painter, {px(left + 2), px(m_y + disc + 2)});
        }
    }

    static QColor accent() { return {u"saddlebrown"_s}; }
    qreal px(qreal mm) const { return m_paper.mm(mm); }

    const PosterPage &m_page;
    Paper &m_paper;
    QPainter &m_painter;
    qreal m_y = 0;
};

} // namespace

QStringList posterLanguages()
{
    QStringList languages;
    for (const QString &name : QDir(u":/bakehouse/poster"_s).entryList({u"*.json"_s}, QDir::Files))
        languages << name.chopped(5);
    return languages;
}

Result<PosterWords> posterWords(const QString &language)
{
    QFile file(fileOf(language));
    if (!posterLanguages().contains(language) || !file.open(QIODevice::ReadOnly))
        return Error {.code = Error::Code::NotFound,
                      .reason = Error::Reason::BadField,
                      .field = u"language"_s,
                      .detail = u"must be one of "_s + posterLanguages().join(u", "_s)};
    const QJsonObject words = QJsonDocument::fromJson(file.readAll()).object();
    PosterWords read {.language = language,
                      .title = words.value("title"_L1).toString(),
                      .typed = words.value("typed"_L1).toString()};
    for (const QJsonValue step : words.value("steps"_L1).toArray())
        read.steps << step.toString();
    return read;
}

PaperDocument makePoster(const std::vector<PosterPage> &pages)
{
    Paper paper(pages.empty() ? QString() : pages.front().shopName, pageMm);
    for (const PosterPage &page : pages) {
        if (&page != &pages.front())
            paper.newPage();
        PosterPainter(page, paper).paint();
    }
    return paper.finish();
}
