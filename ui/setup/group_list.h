#pragma once

#include "setting_words.h"

#include <QWidget>

class KeyButton;
class Theme;

/// The list at the left of the settings: a key for each group, and the way back at its foot. Owned
/// by the settings screen; main thread.
class GroupList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GroupList)
public:
    GroupList(const Theme &theme, QWidget *parent);

    void choose(const QString &group); ///< Without a signal; unknown: none is chosen.
    KeyButton *key(const QString &group) const;
    KeyButton &backKey() { return *m_back; }
    void setFootHeight(int px); ///< The back key stands in line with the keys of the foot.
    QSize sizeHint() const override; ///< As wide as the words need, shortened a little.
    bool textFits() const;

signals:
    void chosen(const QString &group);
    void backAsked();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();

    const Theme &m_theme;
    QList<std::pair<QString, KeyButton *>> m_keys;
    KeyButton *m_back;
    int m_foot = 72;
};
