#pragma once

#include "category.h"
#include "counter_frame.h"

#include <QWidget>

#include <vector>

class RailKey;
class Theme;

/// The categories beside the grid: "now" first, then the shop's own. With more than fit the last
/// key turns the page. Owned by the counter window; main thread.
class CategoryRail final : public QWidget
{
    Q_OBJECT
public:
    explicit CategoryRail(const Theme &theme, QWidget *parent = nullptr);

    void setFrame(const CounterFrame &frame, Hand hand);
    void setCategories(const std::vector<Category> &categories);
    /// The open category; empty = now.
    const QString &open() const { return m_open; }
    void openPage(const QString &category);
    /// The @p position-th key (from 0), as Alt+1…9 does.
    void pressKey(int position);
    bool textFits() const;

signals:
    void opened(const QString &category); ///< Empty = now.

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// What one key stands for.
    struct Place {
        QString category;
        bool isMore = false;
    };

    void rebuild();
    void place();
    void agreeOnIcons();
    void pressed(size_t key);
    int perPage() const;

    const Theme &m_theme;
    CounterFrame m_frame;
    Hand m_hand = Hand::Right;
    std::vector<Category> m_categories;
    QString m_open;
    int m_page = 0;
    std::vector<RailKey *> m_keys;
    std::vector<Place> m_places;
};
