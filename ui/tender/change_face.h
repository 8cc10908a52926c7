#pragma once

#include "theme.h"

#include <QWidget>

#include <utility>
#include <vector>

/// The figure that a clerk reads across the counter: what goes back, in 20 mm digits, with what it
/// comes from below. The figure steps down to fit, the rest breaks into further lines. Owned by a
/// sheet; main thread.
class ChangeFace final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChangeFace)
public:
    /// What it says.
    struct Content {
        QString headline; ///< "Change".
        QString figure;
        QString sign;
        bool signBefore = true;
        std::vector<std::pair<QString, QString>> facts; ///< "To pay", "8.40".
        QString coinsWords; ///< "Give back".
        QStringList coins; ///< "1 × 10".
        bool operator==(const Content &) const = default;
    };

    ChangeFace(const Theme &theme, QWidget *parent);

    void show(const Content &content);
    const Content &content() const { return m_content; }
    int figurePx() const { return m_figureFont.pixelSize(); } ///< The em; for tests.
    bool textFits() const { return m_fits; }

signals:
    void tapped();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    /// A word or a figure at its place.
    struct Piece {
        QString text;
        QFont font;
        Role role = Role::Ink;
        QRectF box;
        bool chip = false;
    };

    void arrange();
    void centre(qreal height);
    qreal placeHeadline(qreal top);
    qreal placeFigure(qreal top);
    qreal placeFacts(qreal top);
    qreal placeCoins(qreal top);
    qreal place(const QString &text, const QFont &font, Role role, QPointF at);
    void paintMark(QPainter &painter) const;
    void paintChip(QPainter &painter, const QRectF &box) const;
    qreal side() const;
    qreal right() const { return width() - side(); }
    qreal markSide() const { return m_theme.unit(16); }

    const Theme &m_theme;
    Content m_content;
    std::vector<Piece> m_pieces;
    QRectF m_mark;
    QFont m_figureFont;
    bool m_fits = true;
};
