#pragma once

#include "paper_rows.h"
#include "qr_code.h"
#include "theme.h"

#include <QWidget>

/// A receipt as it looks on 80 mm paper: 576 dots wide, scaled to the widget's width. Nothing grey.
/// Owned by the receipt sheet; main thread.
class ReceiptView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReceiptView)
public:
    ReceiptView(const Theme &theme, QWidget *parent);

    void show(std::vector<PaperRow> rows);
    const std::vector<PaperRow> &rows() const { return m_rows; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    bool textFits() const { return m_fits; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// A row with its words broken into lines, in dots.
    struct Placed {
        PaperRow row;
        QStringList left;
        qreal top = 0;
        qreal height = 0;
    };

    void arrange();
    Placed placed(const PaperRow &row);
    QStringList broken(const QString &text, const QFont &font, qreal width);
    QFont fontOf(PaperRow::Kind kind) const;
    static qreal lineOf(PaperRow::Kind kind);
    void paintRow(QPainter &painter, const Placed &placed) const;
    void paintLine(QPainter &painter, const Placed &placed) const;
    static void paintVat(QPainter &painter, const Placed &placed);
    void paintCode(QPainter &painter, qreal top) const;
    void paintWords(QPainter &painter, const Placed &placed) const;

    const Theme &m_theme;
    std::vector<PaperRow> m_rows;
    std::vector<Placed> m_placed;
    QrCode m_code;
    QFont m_mono;
    qreal m_height = 0; ///< In dots.
    bool m_fits = true;
};
