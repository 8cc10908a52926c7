#pragma once

#include "name_layout.h"
#include "theme.h"

#include <QStringList>
#include <QWidget>

#include <vector>

/// The name of the board, with a quiet line below it. What went wrong with a tap takes their place
/// for a while. Owned by the board; main thread.
class BoardTitle final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BoardTitle)
public:
    BoardTitle(const Theme &theme, const QString &title, QWidget *parent);

    /// @p shorter are said instead where there is no room, the longest first; all of it is read
    /// out.
    void setQuietLine(const QString &text, const QStringList &shorter = {});
    const QString &quietLine() const { return m_quiet; }
    void setNotice(const QString &sentence); ///< Empty: none.
    const QString &notice() const { return m_notice; }
    bool textFits() const { return m_fits; }
    int titleWidth() const; ///< Of the title in one line.
    int leastWidth() const; ///< Of its widest word, a little smaller.

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    bool tryTitle(int titlePx);
    bool tryNotice(int px);
    bool tryDownwards();
    int noticeIndent() const;

    const Theme &m_theme;
    QString m_title;
    QString m_quiet;
    QStringList m_shorter;
    QString m_shownQuiet; ///< The quiet line, or a shorter one.
    QString m_notice;
    NameLayout m_titleLines;
    std::vector<NameLayout> m_small; ///< The quiet line, or the notice.
    bool m_fits = true;
};
