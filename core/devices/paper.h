#pragma once

#include <QBuffer>
#include <QFont>
#include <QPainter>
#include <QPdfWriter>
#include <QSizeF>
#include <QTextLayout>

#include <memory>

/// A document for a printer. A value.
struct PaperDocument {
    QByteArray pdf;
    QSizeF page; ///< In millimetres.
    QString title; ///< As the printer's queue names it.
};

/// Words laid out for paper: in lines no wider than they may be, a word that is wider is broken.
/// Always plain text. Lives no longer than its paper; one thread.
class PaperText
{
public:
    PaperText(const QString &text, const QFont &font, qreal width, QPaintDevice &device,
              Qt::Alignment alignment = Qt::AlignLeft);

    qreal height() const { return m_height; }
    qreal width() const { return m_width; } ///< Of the widest line.
    void paint(QPainter &painter, const QPointF &at) const { m_layout.draw(&painter, at); }

private:
    QTextLayout m_layout;
    qreal m_height = 0;
    qreal m_width = 0;
};

/// One PDF while it is written; positions are its device's pixels, of which mm() tells how many.
/// Owned by whoever writes it; one thread, any. Needs a QGuiApplication.
class Paper final
{
public:
    Paper(const QString &title, QSizeF pageMm);
    ~Paper();
    Q_DISABLE_COPY_MOVE(Paper)

    qreal mm(qreal length) const;
    QPaintDevice &device() { return m_writer; }
    /// Begins at the first call.
    QPainter &painter();
    void newPage() { m_writer.newPage(); }
    PaperDocument finish();

    /// The house's letters at an em of @p mm.
    static QFont font(qreal mm, QFont::Weight weight = QFont::Normal);
    /// The largest font up to @p mm in which @p text is one line of at most @p widthMm.
    QFont fitted(const QString &text, qreal mm, qreal widthMm, QFont::Weight weight);

private:
    QBuffer m_buffer;
    QPdfWriter m_writer;
    QSizeF m_pageMm;
    std::unique_ptr<QPainter> m_painter;
};
