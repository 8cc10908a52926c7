#pragma once

#include "counter_frame.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

/// Shows one thing at a time over the tiles, or over the whole window, and gives the keys to it.
/// The sheets themselves belong to the window. Main thread.
class SheetStack final : public QObject
{
    Q_OBJECT
public:
    enum class Cover {
        Tiles, ///< Between rail and basket.
        BelowTopBar,
        Window,
    };

    explicit SheetStack(QWidget &window);

    void setFrame(const CounterFrame &frame, QSize window);
    void show(QWidget &sheet, Cover cover);
    /// Back to the tiles.
    void close();
    QWidget *current() const { return m_current; }
    Cover cover() const { return m_cover; }

signals:
    void changed();

private:
    void place();
    static void takeKeys(QWidget &sheet);

    QWidget &m_window;
    CounterFrame m_frame;
    QSize m_size;
    QPointer<QWidget> m_current;
    Cover m_cover = Cover::Tiles;
};
