#pragma once

#include <QStyledItemDelegate>

class Theme;

/// Rows of tables and lists: a selected row is bold on its tint, with a border in high contrast.
/// Rows are 9 mm high at least; nothing is elided. Owned by its parent, main thread.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowDelegate)
public:
    RowDelegate(const Theme &theme, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
    const Theme &theme() const { return m_theme; }

private:
    const Theme &m_theme;
};
