#pragma once

#include "key_button.h"

#include <QWidget>

#include <functional>

class QHBoxLayout;
class QVBoxLayout;
class TextLabel;

/// Milliseconds of a clock that only goes forward; driven by hand in tests.
using MonotonicMs = std::function<qint64()>;
MonotonicMs steadyMs();

/// Base of everything that covers the grid or the side for a while: title row, content, and a foot
/// with the way back at the left and the one filled key at the right. Esc asks to go back. Taps
/// within the first 300 ms after it was shown are dropped: a double tap books nothing twice.
/// There are no dialogs; who shows a sheet places it. Owned by its parent, main thread.
class Sheet : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Sheet)
public:
    static constexpr qint64 deafMs = 300;

    Sheet(const Theme &theme, QWidget *parent, MonotonicMs clock = steadyMs());

    void setTitle(const QString &title);
    QString title() const;
    void setTitleSide(QWidget *widget); ///< At the right end of the title row; becomes its child.
    void setContent(QWidget *content); ///< Becomes its child; takes all the room.
    void setPadding(int px); ///< 5 units at first.

    /// A labelled key at the bottom left that asks to go back; without words there is none.
    void setBackWords(const QString &words);
    KeyButton &backKey() { return *m_back; }
    /// The one filled key at the bottom right; connect to its clicked().
    KeyButton &setMainKey(const QString &words, const QString &icon, KeyButton::Kind kind);
    /// A further key, left of the filled one.
    KeyButton &addFootKey(const QString &words, const QString &icon);
    /// Any widget of the foot, left of its keys: a sum, a sentence.
    void addFootWidget(QWidget *widget);

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void backAsked(); ///< Esc or the back key.

protected:
    const Theme &theme() const { return m_theme; }

    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void dress();

    const Theme &m_theme;
    MonotonicMs m_clock;
    qint64 m_shownAt = 0;
    int m_padding = -1; ///< Of the theme.
    QVBoxLayout *m_column;
    QHBoxLayout *m_head;
    QHBoxLayout *m_foot;
    TextLabel *m_title;
    QWidget *m_content = nullptr;
    QWidget *m_footBox;
    KeyButton *m_back;
    KeyButton *m_main = nullptr;
};
