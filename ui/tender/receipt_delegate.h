#pragma once

#include "figures.h"
#include "theme.h"

#include <QStyledItemDelegate>
#include <QTimeZone>

class ReceiptListModel;

/// A receipt in the list: number and sum, below them when it was and whether it gave back. Owned by
/// the receipt sheet; main thread.
class ReceiptDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReceiptDelegate)
public:
    ReceiptDelegate(const Theme &theme, const ReceiptListModel &model, QObject *parent);

    void setFigures(const Figures &figures) { m_figures = figures; }
    void setZone(const QTimeZone &zone) { m_zone = zone; }
    void setLeastHeight(int px) { m_least = px; }
    bool fits(int row, int width) const; ///< For tests: nothing is cut off.

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    /// What stands on a row.
    struct Words {
        QString number;
        QString sum;
        QString when;
        QString mark; ///< "Refund", or nothing.
    };
    Words wordsOf(int row) const;
    int side() const { return m_theme.unit(3); }

    const Theme &m_theme;
    const ReceiptListModel &m_model;
    Figures m_figures;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    int m_least = 60;
};
