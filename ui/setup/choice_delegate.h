#pragma once

#include <QStyledItemDelegate>

class Theme;

/// Paints one choice of a list: its words, and a tick at the present one. Owned by the choice
/// sheet; main thread.
class ChoiceDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ChoiceDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Whether the words of @p index are within @p width; for tests.
    bool fits(const QModelIndex &index, int width) const;

private:
    const Theme &m_theme;
};
