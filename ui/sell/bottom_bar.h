#pragma once

#include "counter_frame.h"
#include "figures.h"
#include "key_table.h"

#include <QWidget>

#include <optional>
#include <vector>

class KeyButton;
class Theme;

/// The keys below the grid: undo, park, discount, orders, info, more, last receipt. Owned by the
/// counter window; main thread.
class BottomBar final : public QWidget
{
    Q_OBJECT
public:
    explicit BottomBar(const Theme &theme, QWidget *parent = nullptr);

    void setFrame(const CounterFrame &frame, Hand hand);
    void setUndoable(bool undoable);
    /// The sum of the last sale, on its key; nothing = none yet.
    void setLastSum(const std::optional<QString> &sum);
    bool textFits() const;

signals:
    void asked(CounterAction action);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    KeyButton *add(CounterAction action, const QString &words, const QString &icon,
                   const QString &name);
    std::vector<KeyButton *> allKeys() const;
    void setIcons(bool shown);
    void place();
    void layOut();
    void placeWide();
    void placeNarrow();

    const Theme &m_theme;
    CounterFrame m_frame;
    Hand m_hand = Hand::Right;
    std::vector<QString> m_icons; // by key, the last receipt's at the end
    std::vector<KeyButton *> m_keys; // undo first
    KeyButton *m_last;
};
