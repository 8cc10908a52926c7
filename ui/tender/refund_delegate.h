#pragma once

#include "name_layout.h"
#include "theme.h"

#include <QHash>
#include <QStyledItemDelegate>

class RefundModel;

/// A line that is given back: how many, name, what is left, sum. The chosen one has a second row
/// for its keys. Owned by the refund sheet; main thread.
class RefundDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RefundDelegate)
public:
    RefundDelegate(const Theme &theme, const RefundModel &model, QObject *parent);

    void setLeastHeight(int px) { m_least = px; }
    void setChosen(int row) { m_chosen = row; }
    void setKeysHeight(int px) { m_keys = px; }
    int lineHeight() const; ///< Without the keys.
    bool fits(int row, int width) const; ///< For tests: nothing is cut off.

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    /// Where the parts of a line stand.
    struct Places {
        QRectF count;
        QRectF words;
        QRectF amount;
    };
    Places placesIn(const QRectF &line, const QString &figure) const;
    /// In one line where it fits, else in two, else smaller.
    NameLayout squeezed(const QString &text, Style style, const QSizeF &room) const;

    const Theme &m_theme;
    const RefundModel &m_model;
    int m_least = 60;
    int m_keys = 76;
    int m_chosen = -1;
};
