#pragma once

#include "card_list.h"

#include <QWidget>

/// One column of the board: icon, title, count, and the list of its cards. Owned by the board; main
/// thread.
class BoardColumn final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BoardColumn)
public:
    BoardColumn(const Theme &theme, QWidget *parent);

    void setTitle(const QString &icon, const QString &title);
    const QString &title() const { return m_title; }
    void setCards(const std::vector<OrderCard> &cards);
    CardList &list() { return *m_list; }
    bool textFits() const;
    int neededHead() const { return m_neededHead; } ///< Height above the cards for its title.
    void setHead(int height); ///< At least what is needed; the columns agree on one.

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    QString count() const { return QString::number(m_list->cards().rowCount()); }

    const Theme &m_theme;
    CardList *m_list;
    QString m_icon;
    QString m_title;
    NameLayout m_layout;
    QRectF m_titleBox;
    QRectF m_pill;
    int m_neededHead = 0;
    int m_head = 0;
};
